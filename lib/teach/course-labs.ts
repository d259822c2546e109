// The labs of the course in reading order: the columns of the board.
import { listLessons } from "@/lib/course/list-lessons";

export interface LabColumn {
  readonly section: number;
  readonly labId: string;
  readonly title: string;
  readonly minutes: number;
  readonly objectives: number;
  readonly lesson: string;
}

export async function courseLabs(): Promise<LabColumn[]> {
  const lessons = await listLessons();
  return lessons.flatMap(({ section, title: lesson, labs }) =>
    labs.map(({ id, title, minutes, tasks }) => {
      return { section, labId: id, title, minutes, objectives: tasks, lesson };
    }),
  );
}
