// The folder `start/` of a lab: what is there before the learner arrives.
//
//     start/files/root/web.yaml     a file of the learner's machine, by its full path
//     start/manifests/10-web.yaml   applied in the order of their names (also directly in start/)
//     start/commands.sh             lines that are run after that
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readCourse } from "@/lib/course/read-course";

export interface LabStart {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly manifests: readonly { readonly name: string; readonly text: string }[];
  readonly commands: readonly string[];
}

export const noStart: LabStart = { files: [], manifests: [], commands: [] };

export async function readStart(section: number, lab: string): Promise<LabStart> {
  const { lessons } = await readCourse();
  const lesson = lessons.find((each) => each.section === section);
  if (lesson === undefined || !lesson.labs.some(({ id }) => id === lab)) return noStart;
  return readStartFolder(path.join(lesson.folder, "labs", lab, "start"));
}

export async function readStartFolder(folder: string): Promise<LabStart> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const files = names.filter((name) => name.startsWith("files/"));
  const manifests = names.filter((name) => /^(manifests\/)?[^/]+\.ya?ml$/.test(name));
  const read = (name: string) => readFile(path.join(folder, name), "utf8");
  return {
    files: await Promise.all(
      files.map(async (name) => ({ path: name.slice("files".length), text: await read(name) })),
    ),
    manifests: await Promise.all(manifests.map(async (name) => ({ name, text: await read(name) }))),
    commands: names.includes("commands.sh") ? linesOf(await read("commands.sh")) : [],
  };
}

const linesOf = (script: string): string[] =>
  script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
