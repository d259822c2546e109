// An instructor writes a few words to a learner about a session; the learner finds them in the lab.
import { z } from "zod";
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { announce } from "@/lib/sessions/feed";
import { openAttempt } from "./open-attempt";

export const leaveNoteInput = z.object({
  sessionId: z.string().max(60),
  text: z.string().trim().min(1).max(2000),
});

export async function leaveNote(input: z.output<typeof leaveNoteInput>, viewer: Viewer) {
  const session = await openAttempt(viewer, input.sessionId);
  // May look, yet is no instructor: that is the learner, who has nobody to write to.
  if (session.userId === viewer.id || viewer.role === "LEARNER") refuse("forbidden");
  const { id } = await db().instructorNote.create({
    data: {
      sessionId: session.id,
      authorId: viewer.id,
      text: input.text.normalize("NFC"),
    },
    select: { id: true },
  });
  // A learner who sits in the lab now sees it at once.
  await announce(session.id, session.version);
  return { id };
}
