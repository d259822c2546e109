// Where the learner sits: the machine of the first terminal and of the editor's files.
import { type Cluster, presets } from "@/lib/sim";

export const mainTerminal = "main";

/** The machines of the cluster's preset, the learner's machine first. */
export function machinesOf(cluster: Cluster): readonly string[] {
  const preset = presets.find(({ name }) => name === cluster.facts.preset);
  return preset?.machines ?? preset?.nodes.map(({ name }) => name) ?? [];
}

export function learnerMachine(cluster: Cluster): string {
  const [first] = machinesOf(cluster);
  if (first === undefined) throw new Error(`preset ${cluster.facts.preset} has no machine`);
  return first;
}
