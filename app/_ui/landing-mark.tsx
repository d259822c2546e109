// The sign of Naru: a jetty that reaches from the bank over the water, and the boat that waits there.

export function LandingMark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d="M5 3v18" stroke="currentColor" strokeWidth="2.5" fill="none" />
      <path d="M5 10.5h8" stroke="currentColor" strokeWidth="2.5" fill="none" />
      <path d="M11 15.5h11c-.6 3-2.4 4.5-5.5 4.5S11.6 18.5 11 15.5z" fill="var(--accent)" />
    </svg>
  );
}
