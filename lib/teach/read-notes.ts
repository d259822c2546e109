// What instructors wrote about a session: for its learner, and for whoever may look on.
import type { Viewer } from "@/lib/auth/viewer";
import { type Note, sessionNotes } from "@/lib/sessions/session-notes";
import { openAttempt } from "./open-attempt";

export async function readNotes(viewer: Viewer, sessionId: string): Promise<Note[]> {
  return sessionNotes(await openAttempt(viewer, sessionId));
}
