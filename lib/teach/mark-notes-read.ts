// The learner has seen what was written: the instructor is shown that, once.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readNotes } from "./read-notes";

export async function markNotesRead(viewer: Viewer, sessionId: string): Promise<void> {
  const notes = await readNotes(viewer, sessionId);
  await db().instructorNote.updateMany({
    // Only the learner's own reading counts.
    where: { id: { in: notes.map(({ id }) => id) }, readAt: null, session: { userId: viewer.id } },
    data: { readAt: new Date() },
  });
}
