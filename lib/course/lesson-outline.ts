/** The headings of one lesson, with their anchors. */
import { readLesson } from "./read-lesson";
import type { OutlineEntry } from "./remark-heading-ids";

export async function lessonOutline(
  section: string,
  root?: string,
): Promise<readonly OutlineEntry[]> {
  return (await readLesson(section, root))?.compiled.outline ?? [];
}
