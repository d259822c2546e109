// Links to the sign-in page that remember where to go afterwards.

export function loginPath(from: { next: string; isExpired: boolean }): string {
  const query = new URLSearchParams();
  if (from.isExpired) query.set("reason", "expired");
  if (safeNext(from.next) !== "/") query.set("next", from.next);
  return query.size === 0 ? "/login" : `/login?${query}`;
}

/**
 * A path on this site, whatever was asked for: `//evil.example`, `/\evil.example` and
 * `https://evil.example` would otherwise carry a freshly signed-in visitor away.
 */
export function safeNext(next: string | undefined): string {
  if (!next) return "/";
  const site = "http://naru.invalid";
  const url = URL.canParse(next, site) ? new URL(next, site) : undefined;
  if (url?.origin !== site) return "/";
  return `${url.pathname}${url.search}${url.hash}`.replace(/^\/{2,}/, "/");
}
