// Writes generated/labs.ts: how to load the checks of every lab folder. A lab is a folder and no list; the
// list that bundlers need is made from the folders.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const content = "content";
const entries = readdirSync(content)
  .sort()
  .flatMap((lesson) => {
    const labs = path.join(content, lesson, "labs");
    if (!existsSync(labs)) return [];
    return readdirSync(labs)
      .filter((lab) => existsSync(path.join(labs, lab, "checks.ts")))
      .sort()
      .map((lab) => [`${Number.parseInt(lesson, 10)}/${lab}`, `@/${content}/${lesson}/labs/${lab}/checks`]);
  });

const lines = entries.map(([key, module]) => `  "${key}": () => import("${module}"),`);
const text = `// Made by scripts/generate-labs.mjs; do not edit.
import type { LabChecks } from "@/lib/labs/define-checks";

type Load = () => Promise<{ readonly checks: LabChecks }>;

export const labChecks: Readonly<Record<string, Load>> = {
${lines.join("\n")}
};
`;
const file = "generated/labs.ts";
mkdirSync("generated", { recursive: true });
if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
