// Reads one lab folder: what the author wrote, checked, and where its parts lie. Solutions and checks stay on
// the server.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import { type LabDefinition, labSchema } from "./lab-schema";

export interface LabFolder {
  /** The lesson's folder name: `22-pods-with-yaml`. */
  readonly lesson: string;
  readonly folder: string;
  readonly definition: LabDefinition;
  /** The MDX that the learner reads. */
  readonly task: string;
}

const contentFolder = path.join(process.cwd(), "content");

/** Nothing when there is no such lab. Throws a readable list when `lab.yaml` is not right. */
export async function readLab(section: number, lab: string): Promise<LabFolder | undefined> {
  const lesson = (await readdir(contentFolder)).find((name) => name.startsWith(`${section}-`));
  if (lesson === undefined || !/^[a-z0-9-]+$/.test(lab)) return undefined;
  const folder = path.join(contentFolder, lesson, "labs", lab);
  const text = await readFile(path.join(folder, "lab.yaml"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = labSchema.safeParse(load(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path: at, message }) => `${at.join(".")}: ${message}`,
    );
    throw new Error(`${lesson}/labs/${lab}/lab.yaml\n${problems.join("\n")}`);
  }
  const task = await readFile(path.join(folder, "task.mdx"), "utf8");
  return { lesson, folder, definition: parsed.data, task };
}

/** Every lab there is, as `[section, lab]`, by name. */
export async function listLabs(): Promise<(readonly [section: number, lab: string])[]> {
  const found: (readonly [number, string])[] = [];
  const lessons = (await readdir(contentFolder)).sort();
  for (const lesson of lessons) {
    const labs = await readdir(path.join(contentFolder, lesson, "labs")).catch(() => []);
    for (const lab of labs.sort()) found.push([Number.parseInt(lesson, 10), lab]);
  }
  return found;
}
