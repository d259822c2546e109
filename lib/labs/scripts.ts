// A lab's shell scripts: the solution, other honest ways, and common mistakes. The head of a wrong one says
// what it must fail:
//
//     # fails: create-pod
//     # hint: wrong-namespace
//     # says: kube-system
//     kubectl run web --image=nginx -n kube-system
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fillIn } from "@/lib/sessions/start-lab";
import type { Cluster } from "@/lib/sim";

export interface Script {
  /** `solution`, `also/apply`, `wrong/typo-in-label`. */
  readonly name: string;
  readonly text: string;
}

export interface WrongScript extends Script {
  readonly fails: readonly string[];
  readonly hint?: string;
  /** Words the learner must read in one of the verdicts. */
  readonly says?: string;
}

export async function readSolution(folder: string): Promise<Script> {
  return { name: "solution", text: await readFile(path.join(folder, "solution.sh"), "utf8") };
}

export const readOtherWays = (folder: string): Promise<Script[]> => readScripts(folder, "also");

export async function readWrongWays(folder: string): Promise<WrongScript[]> {
  const scripts = await readScripts(folder, "wrong");
  return scripts.map((script) => {
    const hint = /^# hint: *(\S+)/m.exec(script.text)?.[1];
    const fails = /^# fails: *(.+)$/m.exec(script.text)?.[1]?.split(/[, ]+/) ?? [];
    const says = /^# says: *(.+)$/m.exec(script.text)?.[1];
    return {
      ...script,
      fails,
      ...(hint === undefined ? {} : { hint }),
      ...(says === undefined ? {} : { says }),
    };
  });
}

async function readScripts(folder: string, kind: string): Promise<Script[]> {
  const names = await readdir(path.join(folder, kind)).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".sh"))
      .sort()
      .map(async (name) => ({
        name: `${kind}/${name.replace(/\.sh$/, "")}`,
        text: await readFile(path.join(folder, kind, name), "utf8"),
      })),
  );
}

const timeoutMs = 600_000;

/** Types the script on the learner's machine and lets the cluster come to rest. Returns what failed, if any. */
export function runScript(
  cluster: Cluster,
  script: Script,
  parameters: Readonly<Record<string, string>>,
): { readonly status: number | undefined; readonly output: string } {
  const text = fillIn(script.text, parameters);
  const { stdout, stderr, status } = cluster.run("controlplane", text, { timeoutMs });
  cluster.settle();
  return { status, output: stdout + stderr };
}
