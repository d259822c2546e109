// New clusters are forks of one that was built before: a fork takes microseconds, building one takes a while.
import { createHash } from "node:crypto";
import { Cluster } from "@/lib/sim";
import { engineVersion } from "./engine-version";

// Next keeps several copies of a module in one process; on globalThis they share the built clusters.
const shared = globalThis as typeof globalThis & { naruBaseClusters?: Map<string, Cluster> };

/** A new cluster of the preset with its own chance. Throws when there is no such preset. */
export function newCluster(preset: string, seed: number): Cluster {
  shared.naruBaseClusters ??= new Map();
  const key = `${engineVersion}/${preset}`;
  let base = shared.naruBaseClusters.get(key);
  if (base === undefined) {
    base = Cluster.create({ preset, seed: 1 });
    shared.naruBaseClusters.set(key, base);
  }
  return base.fork().reseed(seed);
}

/** The cluster that a session begins with. Its tokens hold for this session alone. */
export const newClusterOf = (row: {
  readonly id: string;
  readonly preset: string;
  readonly seed: number;
}): Cluster => newCluster(row.preset, row.seed).renewSigningKey(row.id);

/** A seed from words, for learners whose labs differ by who they are. */
export function seedFrom(...words: readonly string[]): number {
  return createHash("sha256").update(words.join("\u0000")).digest().readUInt32BE(0) & 0x7fffffff;
}
