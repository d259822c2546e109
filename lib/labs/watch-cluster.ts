// Looks at a fork after every single change that happens in it: what a rollout never dropped below, which
// versions ran side by side.
import type { Cluster } from "@/lib/sim";

const mostSteps = 20_000;

/** Lets `ms` of virtual time pass; `look` sees every state on the way and ends it by answering `true`. */
export function watchCluster(cluster: Cluster, ms: number, look: () => boolean): void {
  const end = cluster.now + ms;
  let seen = -1;
  for (let step = 0; step < mostSteps && cluster.now < end; step += 1) {
    const due = cluster.nextDue() ?? end;
    cluster.advanceTo(Math.min(Math.max(due, cluster.now), end));
    const hasChanged = cluster.revision !== seen;
    seen = cluster.revision;
    if (hasChanged && look()) return;
    if (due > end) return;
  }
}
