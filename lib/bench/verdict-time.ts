// How long grading takes: every lab, solved by its own solution, median over all labs and several runs.

import { loadChecks } from "@/lib/labs/load-checks";
import { LabProof } from "@/lib/labs/prove-lab";
import { listLabs, readLab } from "@/lib/labs/read-lab";
import { readSolution, runScript } from "@/lib/labs/scripts";
import { readStart } from "@/lib/sessions/read-start";
import { median } from "./measure";

export async function timeVerdict(): Promise<{ ms: number; labs: number }> {
  const times: number[] = [];
  for (const [section, name] of await listLabs()) {
    const lab = await readLab(section, name);
    if (lab === undefined) continue;
    const solution = await readSolution(lab.folder);
    const proof = new LabProof({
      definition: lab.definition,
      checks: await loadChecks(section, name),
      start: await readStart(section, name),
      solution,
      otherWays: [],
      wrongWays: [],
    });
    const { cluster, parameters } = proof.begin(1);
    runScript(cluster, solution, parameters);
    times.push(await median(5, () => proof.check(cluster, parameters)));
  }
  times.sort((a, b) => a - b);
  return { ms: times[Math.floor(times.length / 2)] ?? 0, labs: times.length };
}
