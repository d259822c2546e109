// Writes generated/labs.ts: how to load the checks of every lab folder. A lab is a folder and no list; the
// list that bundlers need is made from the folders.
import fs from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";

const file = inRoot("generated", "labs.ts");

if (process.argv[1] === import.meta.filename) setup();

/**
 * Also vitest's global set-up, so that tests see a new lab. Writes only what is new: watchers and builds see
 * no change where there is none.
 */
export function setup() {
  const text = labsModule();
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function labsModule() {
  const lines = labFolders().map(({ lesson, lab }) => {
    const key = `${Number.parseInt(lesson, 10)}/${lab}`;
    return `  "${key}": () => import("@/content/${lesson}/labs/${lab}/checks"),`;
  });
  return `// Made by scripts/generate-labs.mjs; do not edit.
import type { LabChecks } from "@/lib/labs/define-checks";

type Load = () => Promise<{ readonly checks: LabChecks }>;

export const labChecks: Readonly<Record<string, Load>> = {
${lines.join("\n")}
};
`;
}

function labFolders() {
  const lessons = fs.readdirSync(inRoot("content")).sort();
  return lessons.flatMap((lesson) => {
    const labs = inRoot("content", lesson, "labs");
    if (!fs.existsSync(labs)) return [];
    const hasChecks = (lab) => fs.existsSync(path.join(labs, lab, "checks.ts"));
    return fs
      .readdirSync(labs)
      .filter(hasChecks)
      .sort()
      .map((lab) => ({ lesson, lab }));
  });
}
