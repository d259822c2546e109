// What instructors wrote about a session, oldest first. Whoever asks has been let in already.
import { db } from "@/lib/db/client";
import type { OpenedSession } from "./open-session";
import type { NoteView } from "./view";

export interface Note {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const notesShown = 50;

type Noted = Pick<OpenedSession, "id" | "userId" | "kind" | "section" | "labId">;

/** Notes of a try that was started anew come along: they are about the same lab. */
export function sessionNotes({ id, userId, kind, section, labId }: Noted): Promise<Note[]> {
  return findNotes({ session: kind === "LAB" ? { userId, kind, section, labId } : { id } });
}

export const notesSince = (sessionId: string, since: Date): Promise<Note[]> =>
  findNotes({ sessionId, createdAt: { gt: since } });

export const noteView = ({ id, author, text, createdAt, readAt }: Note): NoteView => {
  return { id, author, text, at: createdAt.toISOString(), isNew: readAt === null };
};

async function findNotes(where: NonNullable<NoteQuery>): Promise<Note[]> {
  const notes = await db().instructorNote.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: notesShown,
    include: { author: { select: { name: true } } },
  });
  return notes.reverse().map(({ id, text, createdAt, readAt, author }) => {
    return { id, author: author.name, text, createdAt, readAt };
  });
}

type NoteQuery = NonNullable<
  Parameters<ReturnType<typeof db>["instructorNote"]["findMany"]>[0]
>["where"];
