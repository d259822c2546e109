/** One lesson to be read: its text compiled, its neighbours, its quiz and labs. */
import { type CompiledLesson, compileLesson } from "./compile-lesson";
import { readCourse } from "./read-course";
import type { Lesson } from "./read-folder";

export interface LessonPage {
  readonly lesson: Lesson;
  readonly compiled: CompiledLesson;
  readonly previous?: Lesson;
  readonly next?: Lesson;
}

export async function readLesson(section: string, root?: string): Promise<LessonPage | undefined> {
  const { lessons } = await readCourse(root);
  const index = lessons.findIndex(({ slug }) => slug === section);
  const lesson = lessons[index];
  if (lesson === undefined) return undefined;
  return {
    lesson,
    compiled: await compileLesson(lesson),
    ...(index > 0 && { previous: lessons[index - 1] }),
    ...(lessons[index + 1] !== undefined && { next: lessons[index + 1] }),
  };
}
