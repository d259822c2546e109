// Who may look into a learner's session from the instructor's side: as mayViewSession says, and also into
// sessions that were started anew since.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { mayViewWorkOf } from "@/lib/people/may-view-session";

export async function openAttempt(viewer: Viewer, sessionId: string) {
  const session = await db().labSession.findUnique({
    where: { id: sessionId },
    omit: { snapshot: true },
    include: { user: { select: { id: true, name: true } } },
  });
  // A copy began as somebody else's snapshot: no log leads to it.
  if (session === null || session.labVersion === "copy") refuse("notFound");
  if (!(await mayViewWorkOf(viewer, session.userId))) refuse("forbidden");
  return session;
}
