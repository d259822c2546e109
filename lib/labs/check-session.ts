// 채점: the verdict on a learner's cluster. Reads the lab, runs its checks on forks, changes nothing.

import type { LoggedAction } from "@/lib/sessions/action";
import type { Cluster } from "@/lib/sim";
import { loadChecks } from "./load-checks";
import { readLab } from "./read-lab";
import { type Grading, runCheck, runChecks } from "./run-checks";
import type { LabVerdict } from "./verdict";

export interface LabToCheck {
  readonly section: number;
  readonly lab: string;
  readonly cluster: Cluster;
  readonly parameters: Readonly<Record<string, string>>;
  readonly log: readonly LoggedAction[];
}

/** Throws when there is no such lab. */
export async function checkLab(asked: LabToCheck): Promise<LabVerdict> {
  return runChecks(await gradingOf(asked));
}

/**
 * What one check saw on its way, from the cluster it was given to the one it left: the last state of each
 * instant. Nothing when the lab has no such task.
 */
export async function watchCheck(asked: LabToCheck, task: string): Promise<Cluster[]> {
  const grading = await gradingOf(asked);
  const definition = grading.lab.tasks.find(({ id }) => id === task);
  if (definition === undefined) return [];
  const cluster = grading.cluster.fork();
  const seen = [cluster.fork()];
  cluster.observe(() => {
    if (seen.at(-1)?.now === cluster.now) seen.pop();
    seen.push(cluster.fork());
  });
  runCheck(grading, definition, cluster);
  return seen;
}

async function gradingOf({ section, lab, cluster, parameters, log }: LabToCheck): Promise<Grading> {
  const folder = await readLab(section, lab);
  if (folder === undefined) throw new Error(`there is no lab ${section}/${lab}`);
  const checks = await loadChecks(section, lab);
  const onError = (task: string, error: unknown): void =>
    console.error(`lab ${section}/${lab}, check ${task}:`, error);
  return { lab: folder.definition, checks, cluster, parameters, log, onError };
}
