/** The lessons in their groups, in order: what `/` and `/learn` draw. */
import { type LessonCard, listLessons } from "./list-lessons";
import { type Group, groups } from "./schemas";

export interface CourseGroup {
  readonly title: Group;
  readonly lessons: readonly LessonCard[];
}

export async function courseTree(root?: string): Promise<readonly CourseGroup[]> {
  const lessons = await listLessons(root);
  return groups
    .map((title) => ({ title, lessons: lessons.filter(({ group }) => group === title) }))
    .filter((group) => group.lessons.length > 0);
}
