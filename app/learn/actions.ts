"use server";
// What a lesson remembers about its reader. Visitors may call these too; nothing is kept for them.
import { z } from "zod";
import { action } from "@/lib/actions/action";
import { refuse } from "@/lib/actions/refusal";
import { readCourse } from "@/lib/course/read-course";
import { answerQuiz } from "@/lib/progress/answer-quiz";
import { completeLesson } from "@/lib/progress/complete-lesson";
import { savePosition } from "@/lib/progress/save-position";

const section = z.int().positive();

export const keepPosition = action(
  z.object({ section, position: z.string().max(200) }),
  async ({ section, position }, viewer) => {
    await lessonOf(section);
    if (viewer) await savePosition({ userId: viewer.id, section, position });
  },
  "anyone",
);

export const finishLesson = action(
  z.object({ section }),
  async ({ section }, viewer) => {
    await lessonOf(section);
    if (viewer) await completeLesson({ userId: viewer.id, section });
  },
  "anyone",
);

export const keepAnswer = action(
  z.object({ section, questionId: z.string().max(100), choice: z.int().nonnegative() }),
  async ({ section, questionId, choice }, viewer) => {
    const { quiz } = await lessonOf(section);
    const chosen = quiz.find(({ id }) => id === questionId)?.choices[choice];
    if (chosen === undefined) refuse("notFound");
    const { correct } = chosen;
    if (viewer) await answerQuiz({ userId: viewer.id, section, questionId, choice, correct });
  },
  "anyone",
);

async function lessonOf(section: number) {
  const { lessons } = await readCourse();
  return lessons.find((lesson) => lesson.section === section) ?? refuse("notFound");
}
