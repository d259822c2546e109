// Reads what the lab screen shows: the task compiled, with this learner's own values in it, and what comes next.
import { compileLesson } from "@/lib/course/compile-lesson";
import { findLesson } from "@/lib/course/find-lesson";
import { folderVersion } from "@/lib/course/folder-version";
import { readCourse } from "@/lib/course/read-course";
import { drawParameters } from "@/lib/labs/draw-parameters";
import { readLab } from "@/lib/labs/read-lab";
import { labSeed } from "@/lib/sessions/lab-seed";
import { fillIn } from "@/lib/sessions/start-lab";
import type { LabInfo } from "../../../../_workspace/lab-info";

export interface LabPageContent {
  readonly lab: LabInfo;
  /** For `getMDXComponent`. */
  readonly code: string;
}

export async function openLab(
  section: string,
  id: string,
  userId = "",
): Promise<LabPageContent | undefined> {
  const lesson = await findLesson(section);
  if (lesson === undefined) return undefined;
  const found = await readLab(lesson.section, id);
  if (found === undefined) return undefined;
  const { definition, folder, task } = found;
  const parameters = drawParameters(definition, labSeed(userId, lesson.section, id));
  const fill = (text: string) => fillIn(text, parameters);
  const version = `${await folderVersion(folder)}/${JSON.stringify(parameters)}`;
  const compiled = await compileLesson({ source: fill(task), folder, version });
  const href = `/learn/${lesson.slug}`;
  return {
    code: compiled.code,
    lab: {
      id,
      title: definition.title,
      minutes: definition.minutes,
      summary: definition.summary,
      learnt: fill(definition.learnt),
      tasks: definition.tasks.map(({ id, title, points }) => ({ id, title: fill(title), points })),
      lesson: { href, title: lesson.title, section: lesson.section },
      next: await nextLab(lesson.section, id),
    },
  };
}

async function nextLab(section: number, id: string): Promise<LabInfo["next"]> {
  const { lessons } = await readCourse();
  const all = lessons.flatMap((lesson) => lesson.labs.map((lab) => ({ lesson, lab })));
  const at = all.findIndex(({ lesson, lab }) => lesson.section === section && lab.id === id);
  const next = at < 0 ? undefined : all[at + 1];
  if (next === undefined) return undefined;
  const { lesson, lab } = next;
  return { href: `/learn/${lesson.slug}/labs/${lab.id}`, title: lab.title };
}
