// May somebody look into a session: its terminal, files, attempts and replay? Its owner; an instructor
// of a cohort whose learner the owner is, if the owner agreed there; an admin.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { taughtBy } from "./taught-by";

export async function mayViewSession(viewer: Viewer, sessionId: string): Promise<boolean> {
  const session = await db().labSession.findUnique({
    where: { id: sessionId },
    select: { userId: true },
  });
  if (!session) return false;
  return mayViewWorkOf(viewer, session.userId);
}

export async function mayViewWorkOf(viewer: Viewer, userId: string): Promise<boolean> {
  if (userId === viewer.id || viewer.role === "ADMIN") return true;
  const enrollment = await db().enrollment.findFirst({
    where: { userId, role: "LEARNER", consentToView: true, cohort: taughtBy(viewer) },
    select: { userId: true },
  });
  return enrollment !== null;
}
