// What a lab must prove before a learner meets it: its start fails every task, the solution and the other
// ways pass everything, every wrong way fails what it names with the hint it names, and mutants of the
// solution are caught.

import type { LabStart } from "@/lib/sessions/read-start";
import { applyStart, fillIn } from "@/lib/sessions/start-lab";
import { Cluster } from "@/lib/sim";
import type { LabChecks } from "./define-checks";
import { drawParameters } from "./draw-parameters";
import type { LabDefinition } from "./lab-schema";
import { type Mutant, mutantsOf } from "./mutants";
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
  /** Not caught, and rightly so: `equivalent` says why. */
  readonly excused: readonly string[];
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

  /** Of the solution as this learner would write it. */
  mutants(seed: number): MutantReport {
    const { solution, definition } = this.lab;
    const text = fillIn(solution.text, drawParameters(definition, seed));
    const survived = (mutant: Mutant): boolean => this.grade(mutant, seed).passed;
    const equivalent = new Set(definition.equivalent.map(({ mutant }) => mutant));
    const mutants = mutantsOf({ ...solution, text });
    const survivors = mutants.filter(survived).map(({ change }) => change);
    const excused = survivors.filter((change) => equivalent.has(change));
    return {
      total: mutants.length - excused.length,
      killed: mutants.length - survivors.length,
      survivors: survivors.filter((change) => !equivalent.has(change)),
      excused,
    };
  }
}

const presetClusters = new Map<string, Cluster>();

function presetCluster(preset: string): Cluster {
  const known = presetClusters.get(preset) ?? Cluster.create({ preset, seed: 1 });
  presetClusters.set(preset, known);
  return known;
}
