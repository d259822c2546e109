// Who may call something. Used by the table of routes, by server actions and by the tests of both.
import type { Viewer } from "./viewer";

/** A guest is signed in but has no account; a member has one. */
export type Audience = "anyone" | "signed-in" | "member" | "instructor" | "admin";

export function isAdmitted(viewer: Pick<Viewer, "role" | "isGuest"> | undefined, who: Audience) {
  if (who === "anyone") return true;
  if (!viewer) return false;
  if (who === "signed-in") return true;
  if (viewer.isGuest) return false;
  if (who === "member") return true;
  if (who === "instructor") return viewer.role !== "LEARNER";
  return viewer.role === "ADMIN";
}
