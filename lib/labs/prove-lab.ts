// What a lab must prove before a learner meets it: its start fails every task, the solution and the other
// ways pass everything, every wrong way fails what it names with the hint it names, and mutants of the
// solution are caught.

import type { LabStart } from "@/lib/sessions/read-start";
import { applyStart } from "@/lib/sessions/start-lab";
import { Cluster } from "@/lib/sim";
import type { LabChecks } from "./define-checks";
import { drawParameters } from "./draw-parameters";
import type { LabDefinition } from "./lab-schema";
import { mutantsOf } from "./mutants";
import { runChecks } from "./run-checks";
import { runScript, type Script, type WrongScript } from "./scripts";
import type { LabVerdict } from "./verdict";

export interface LabToProve {
  readonly definition: LabDefinition;
  readonly checks: LabChecks;
  readonly start: LabStart;
  readonly solution: Script;
  readonly otherWays: readonly Script[];
  readonly wrongWays: readonly WrongScript[];
}

export interface MutantReport {
  readonly killed: number;
  readonly total: number;
  /** Neither caught nor listed as equivalent. */
  readonly survivors: readonly string[];
}

export class LabProof {
  private readonly bases = new Map<number, Cluster>();

  constructor(readonly lab: LabToProve) {}

  /** The lab as a learner with this seed meets it. */
  begin(seed: number): { cluster: Cluster; parameters: Record<string, string> } {
    const parameters = drawParameters(this.lab.definition, seed);
    const known = this.bases.get(seed);
    if (known !== undefined) return { cluster: known.fork(), parameters };
    const cluster = presetCluster(this.lab.definition.preset).fork().reseed(seed);
    applyStart(cluster, this.lab.start, parameters);
    this.bases.set(seed, cluster);
    return { cluster: cluster.fork(), parameters };
  }

  /** Verdict after running a script from the start. Errors of ours are thrown. */
  grade(script: Script | undefined, seed: number): LabVerdict {
    const { cluster, parameters } = this.begin(seed);
    if (script !== undefined) runScript(cluster, script, parameters);
    return this.check(cluster, parameters);
  }

  check(cluster: Cluster, parameters: Readonly<Record<string, string>>): LabVerdict {
    const { definition, checks } = this.lab;
    return runChecks({
      lab: definition,
      checks,
      cluster,
      parameters,
      log: [],
      onError: (task, error) => {
        throw new Error(`check ${task} broke`, { cause: error });
      },
    });
  }

  mutants(seed: number): MutantReport {
    const equivalent = new Set(this.lab.definition.equivalent.map(({ mutant }) => mutant));
    const mutants = mutantsOf(this.lab.solution).filter(({ change }) => !equivalent.has(change));
    const survivors = mutants
      .filter((mutant) => this.grade(mutant, seed).passed)
      .map(({ change }) => change);
    return { killed: mutants.length - survivors.length, total: mutants.length, survivors };
  }
}

const presetClusters = new Map<string, Cluster>();

function presetCluster(preset: string): Cluster {
  const known = presetClusters.get(preset) ?? Cluster.create({ preset, seed: 1 });
  presetClusters.set(preset, known);
  return known;
}
