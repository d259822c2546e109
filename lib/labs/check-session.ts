// 채점: the verdict on a learner's cluster. Reads the lab, runs its checks on forks, changes nothing.

import type { LoggedAction } from "@/lib/sessions/action";
import type { Cluster } from "@/lib/sim";
import { loadChecks } from "./load-checks";
import { readLab } from "./read-lab";
import { runChecks } from "./run-checks";
import type { LabVerdict } from "./verdict";

export interface LabToCheck {
  readonly section: number;
  readonly lab: string;
  readonly cluster: Cluster;
  readonly parameters: Readonly<Record<string, string>>;
  readonly log: readonly LoggedAction[];
}

/** Throws when there is no such lab. */
export async function checkLab({
  section,
  lab,
  cluster,
  parameters,
  log,
}: LabToCheck): Promise<LabVerdict> {
  const folder = await readLab(section, lab);
  if (folder === undefined) throw new Error(`there is no lab ${section}/${lab}`);
  const checks = await loadChecks(section, lab);
  const onError = (task: string, error: unknown): void =>
    console.error(`lab ${section}/${lab}, check ${task}:`, error);
  return runChecks({ lab: folder.definition, checks, cluster, parameters, log, onError });
}
