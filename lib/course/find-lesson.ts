/** A lesson by its address (`22-pods-with-yaml`) or, for links typed by hand, its number (`22`). */
import { type LessonCard, listLessons } from "./list-lessons";

export async function findLesson(section: string, root?: string): Promise<LessonCard | undefined> {
  const lessons = await listLessons(root);
  return lessons.find(
    ({ slug, section: number }) => slug === section || String(number) === section,
  );
}
