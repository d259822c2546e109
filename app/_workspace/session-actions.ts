"use server";
// What a screen asks for about its session as a whole.
import { z } from "zod";
import { action } from "@/lib/actions/action";
import { readCourse } from "@/lib/course/read-course";
import { openSession } from "@/lib/sessions/open-session";
import { resetSession } from "@/lib/sessions/reset-session";
import { copyShared, shareSession } from "@/lib/sessions/share-session";
import { startSession } from "@/lib/sessions/start-session";
import { viewSession } from "@/lib/sessions/view-session";
import { markNotesRead } from "@/lib/teach/mark-notes-read";

const id = z.string().min(1).max(60);

const resetAction = action(z.object({ id }), async ({ id }, viewer) => {
  const { kind } = await openSession(viewer, id, "act");
  const next = await resetSession(viewer, id);
  return { kind, next };
});

/** 다시 시작: where to go on; nothing when it was refused. */
export async function restart(id: string): Promise<string | undefined> {
  const done = await resetAction({ id });
  if (!done.ok) return undefined;
  // A lab keeps its address; a playground has its session's.
  return done.value.kind === "PLAY" ? `/play/${done.value.next}` : "";
}

/** The learner has the notes of this session on the screen. */
export const readNotes = action(z.object({ id }), ({ id }, viewer) => markNotesRead(viewer, id));

const shareAction = action(z.object({ id }), ({ id }, viewer) => shareSession(viewer, id));

export async function share(id: string): Promise<string | undefined> {
  const done = await shareAction({ id });
  return done.ok ? `/play/copy/${done.value}` : undefined;
}

export const openPlayground = action(
  z.object({ preset: z.string().max(80) }),
  ({ preset }, viewer) => startSession(viewer, { kind: "PLAY", preset }),
);

export const openCopy = action(z.object({ name: id }), ({ name }, viewer) =>
  copyShared(viewer, name),
);

/** The cluster of a lesson, with its present view. */
export const openLessonSession = action(
  z.object({ section: z.int().positive() }),
  async ({ section }, viewer) => {
    const { lessons } = await readCourse();
    const preset = lessons.find((lesson) => lesson.section === section)?.preset ?? "three-nodes";
    return viewSession(viewer, await startSession(viewer, { kind: "LESSON", section, preset }));
  },
);

/** The demo of the first page, made anew: what the visitor sees before typing is what they get. */
export const openDemoSession = action(z.object({}), async (_, viewer) => {
  const started = await startSession(viewer, { kind: "DEMO" });
  return viewSession(viewer, started);
});
