// Commands that a check types on its fork, as the learner would on the cluster.
import type { Cluster } from "@/lib/sim";

export interface Typed {
  readonly status: number;
  readonly output: string;
  /** The first line that tells of an error. */
  readonly error?: string;
}

export function typeOnFork(cluster: Cluster, line: string): Typed {
  const { status = 1, stdout, stderr } = cluster.run("controlplane", line, { timeoutMs: 300_000 });
  if (status === 0) return { status, output: stdout };
  const lines = stderr.split("\n").filter((each) => each.trim() !== "");
  const error = lines.find((each) => /error|invalid|refused/i.test(each)) ?? lines[0] ?? "";
  return { status, output: stdout, error };
}
