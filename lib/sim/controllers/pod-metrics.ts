// What pods use, as the resource metrics API would say. Rows are written by whoever simulates a load; without any
// row there is no metrics server.
import { defineTable, type State } from "../kernel/state";

export interface PodUsage {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** By `namespace/name`. */
const usageTable = defineTable<PodUsage>("metrics.pods");

export const hasPodMetrics = (state: State): boolean => state.table(usageTable).size > 0;

export const podUsage = (state: State, pod: string): PodUsage | undefined =>
  state.table(usageTable).get(pod);

export const setPodUsage = (state: State, pod: string, usage: PodUsage): void => {
  state.table(usageTable).set(pod, usage);
};
