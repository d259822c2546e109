// Done, not yet, waiting, ours: each its own shape.
import styles from "./objectives.module.css";

export function Tick({ status }: { status: "open" | "pass" | "fail" | "blocked" | "error" }) {
  return (
    <svg viewBox="0 0 16 16" className={styles.tick} data-status={status} aria-hidden="true">
      {status === "pass" ? (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" stroke="var(--paper)" strokeWidth="1.7" />
        </>
      ) : (
        <circle
          cx="8"
          cy="8"
          r="6.25"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray={status === "blocked" ? "2 2.4" : undefined}
        />
      )}
      {status === "fail" && (
        <path d="M5.5 5.5l5 5m0-5l-5 5" stroke="currentColor" strokeWidth="1.6" />
      )}
      {status === "error" && (
        <path d="M8 4.4v4.6m0 1.6v1" stroke="currentColor" strokeWidth="1.6" />
      )}
    </svg>
  );
}
