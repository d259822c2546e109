/** The lessons in reading order, without their text. */
import { readCourse } from "./read-course";
import type { Lesson } from "./read-folder";

export type LessonCard = Omit<Lesson, "source" | "quiz" | "folder" | "version"> & {
  readonly questions: number;
};

export async function listLessons(root?: string): Promise<readonly LessonCard[]> {
  const { lessons } = await readCourse(root);
  return lessons.map(({ source: _source, folder: _folder, version: _version, quiz, ...card }) => ({
    ...card,
    questions: quiz.length,
  }));
}
