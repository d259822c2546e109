/**
 * The whole course: every folder under `content/`, in the order of its sections. Kept in memory;
 * while developing, read again as soon as a file changes.
 */
import path from "node:path";
import type { AuthorProblem } from "./author-problem";
import { folderVersion } from "./folder-version";
import { foldersIn, type Lesson, readFolder } from "./read-folder";

export interface Course {
  readonly lessons: readonly Lesson[];
  /** What authors should fix; a test keeps this empty. A lesson that cannot be read is left out. */
  readonly problems: readonly AuthorProblem[];
  /** Changes when any file of the course does. */
  readonly version: string;
}

interface Kept {
  readonly version: string;
  readonly course: Promise<Course>;
}

const shared = globalThis as typeof globalThis & { naruCourses?: Map<string, Kept> };

export const contentRoot = () => path.join(process.cwd(), "content");

export async function readCourse(root = contentRoot()): Promise<Course> {
  shared.naruCourses ??= new Map();
  const kept = shared.naruCourses.get(root);
  if (kept !== undefined && process.env.NODE_ENV === "production") return kept.course;
  const version = await folderVersion(root);
  if (kept?.version === version) return kept.course;
  const course = readAll(root, version);
  shared.naruCourses.set(root, { version, course });
  return course;
}

async function readAll(root: string, version: string): Promise<Course> {
  const names = await foldersIn(root);
  const read = await Promise.all(names.map((name) => readFolder(path.join(root, name))));
  const lessons = read.flatMap(({ lesson }) => (lesson === undefined ? [] : [lesson]));
  const inOrder = lessons.sort((one, other) => one.section - other.section || compare(one, other));
  const problems = [...read.flatMap((folder) => folder.problems), ...repeatedSections(inOrder)];
  return { lessons: inOrder, problems, version };
}

function repeatedSections(lessons: readonly Lesson[]): readonly AuthorProblem[] {
  return lessons.flatMap((lesson, index) => {
    const before = lessons[index - 1];
    if (before?.section !== lesson.section) return [];
    const message = `${lesson.section}번은 \`${before.slug}\`에서 이미 쓰고 있어요.`;
    return [{ file: `${lesson.slug}/lesson.mdx`, field: "section", message }];
  });
}

function compare(one: Lesson, other: Lesson): number {
  return one.slug < other.slug ? -1 : 1;
}
