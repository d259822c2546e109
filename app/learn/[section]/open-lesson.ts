// Reads a lesson; one whose text cannot be compiled becomes an error page that tells authors why.
import { type LessonPage, readLesson } from "@/lib/course/read-lesson";

export async function openLesson(section: string): Promise<LessonPage | undefined> {
  try {
    return await readLesson(section);
  } catch (error) {
    throw new Error(`content/${section}/lesson.mdx does not compile: ${reasonOf(error)}`);
  }
}

/** esbuild keeps the useful sentence, with its line, inside a list. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const first = "errors" in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
  return first?.text ?? error.message;
}
