/**
 * Reads and compiles the whole course once, one lesson after the other, so that no reader waits for the
 * first search; says in the log what authors should fix.
 */
import { describeProblem } from "./author-problem";
import { compileLesson } from "./compile-lesson";
import { readCourse } from "./read-course";
import { searchCourse } from "./search-course";

export async function warmCourse(root?: string): Promise<void> {
  const { lessons, problems } = await readCourse(root);
  for (const problem of problems) console.warn(`content/${describeProblem(problem)}`);
  for (const lesson of lessons) {
    await compileLesson(lesson).catch((error: unknown) => {
      console.warn(`content/${lesson.slug}/lesson.mdx: ${String(error)}`);
    });
  }
  await searchCourse("", root);
}
