// Every route and who may call it: the one place. proxy.ts enforces this table before a route runs, a
// test compares it with the files under app/, and a browser test walks every route with every role.
// Whose session, whose cohort: that is asked of the database, by the use-cases themselves.
// `/clusters/<session>/…` is no route of Next's: lib/gateway/session-clusters.ts answers it for whoever holds the
// token of the session's kubeconfig, or a service account's token that the cluster itself has signed.
import { type Audience, isAdmitted } from "./audience";
import type { Viewer } from "./viewer";

export const routes: Readonly<Record<string, Audience>> = {
  "/": "anyone",
  "/account": "signed-in",
  "/api/auth/[...nextauth]": "anyone",
  "/api/schemas/[kind]": "anyone",
  "/api/search": "anyone",
  "/api/sessions/[id]/actions": "signed-in",
  "/api/sessions/[id]/check": "signed-in",
  "/api/sessions/[id]/completions": "signed-in",
  "/api/sessions/[id]/events": "signed-in",
  "/api/sessions/[id]/files": "signed-in",
  "/api/sessions/[id]/foresight": "signed-in",
  "/api/sessions/[id]/hints": "signed-in",
  "/api/sessions/[id]/kubeconfig": "signed-in",
  "/api/sessions/[id]/objects": "signed-in",
  "/api/sessions/[id]/solution": "signed-in",
  "/api/teach/cohorts/[id]/csv": "instructor",
  "/api/teach/sessions/[id]/moments/[sequence]": "instructor",
  "/forbidden": "anyone",
  "/join/[code]": "anyone",
  "/learn": "anyone",
  "/learn/[section]": "anyone",
  "/learn/[section]/labs/[lab]": "signed-in",
  "/login": "anyone",
  "/play": "anyone",
  "/play/[id]": "signed-in",
  "/play/copy/[name]": "anyone",
  "/sign-up": "anyone",
  "/teach": "instructor",
  "/teach/[cohort]": "instructor",
  "/teach/[cohort]/labs/[section]/[lab]": "instructor",
  "/teach/[cohort]/learners/[user]": "instructor",
  "/teach/sessions/[id]": "instructor",
};

export type Access = "admitted" | "sign-in-first" | "forbidden";

export function accessTo(
  route: string,
  viewer: Pick<Viewer, "role" | "isGuest"> | undefined,
): Access {
  const who = routes[route];
  // A route nobody wrote down is open to nobody.
  if (!who) return "forbidden";
  if (isAdmitted(viewer, who)) return "admitted";
  return viewer ? "forbidden" : "sign-in-first";
}

/** The route a path belongs to: `/join/ABCD` → `/join/[code]`; nothing for a path without a page. */
export function routeOf(pathname: string): string | undefined {
  const segments = decoded(pathname).split("/").filter(Boolean);
  return bySpecificity.find((route) => matches(route.split("/").filter(Boolean), segments));
}

/** The router sees through escapes, so `/%74each` must be the same to us as `/teach`. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return segments.length === 0;
  if (first.startsWith("[[...")) return true;
  if (segments.length === 0) return false;
  if (first.startsWith("[...")) return true;
  if (!first.startsWith("[") && first !== segments[0]) return false;
  return matches(rest, segments.slice(1));
}

/** As Next does: a fixed word goes before a parameter, a parameter before a catch-all. */
const rank = (route: string) =>
  route.replaceAll(/\[\[?\.\.\.[^\]]*\]+/g, "\uffff").replaceAll(/\[[^\]]*\]/g, "\ufffe");
const bySpecificity = Object.keys(routes).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
