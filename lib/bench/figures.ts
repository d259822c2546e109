// The figures of the benchmark: what both sides measure goes by the same name.

export const deploymentSizes = [3, 300, 1000, 10_000] as const;

export const figures = {
  build: "a cluster from nothing (ms)",
  fork: "a cluster ready, by fork of a preset (ms)",
  save: "save, compressed (ms)",
  saved: "a save, compressed (KB)",
  restore: "restore (ms)",
  deployment: (replicas: number) => `${replicas} replicas to all Ready (ms)`,
  deploymentCpu: (replicas: number) => `${replicas} replicas, processor time (ms)`,
  perPod: (replicas: number) => `processor time per pod at ${replicas} (ms)`,
  growth: "cost per pod, 10000 against 100 (times)",
  idle: "memory per idle cluster (KB)",
  warm: "memory per warm cluster beyond the preset (KB)",
  hour: "an idle hour of virtual time (ms)",
  get: "GET a pod, median (ms)",
  create: "create a ConfigMap, median (ms)",
  list: "LIST 500 pods, median (ms)",
  table: "LIST 500 pods as a table, median (ms)",
  verdict: "a verdict on a solved lab (ms)",
} as const;
