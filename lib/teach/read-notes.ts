// What instructors wrote about a session, oldest first: for its learner, and for whoever may look on.
// Notes of a try that was started anew come along: they are about the same lab.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { openAttempt } from "./open-attempt";

export interface Note {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const notesShown = 50;

export async function readNotes(viewer: Viewer, sessionId: string): Promise<Note[]> {
  const { userId, kind, section, labId, id } = await openAttempt(viewer, sessionId);
  const session = kind === "LAB" ? { userId, kind, section, labId } : { id };
  const notes = await db().instructorNote.findMany({
    where: { session },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: notesShown,
    include: { author: { select: { name: true } } },
  });
  return notes.reverse().map(({ id, text, createdAt, readAt, author }) => {
    return { id, author: author.name, text, createdAt, readAt };
  });
}
