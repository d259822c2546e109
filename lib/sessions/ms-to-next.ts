// 다음 일까지: how long until something happens that a learner would notice. Heartbeats are not that.
import type { Cluster } from "@/lib/sim";
import { listObjects } from "./picture/read-objects";

const limitMs = 15 * 60_000;
const stepsLimit = 2000;

/** Nothing when the next quarter of an hour is quiet. */
export function msToNext(cluster: Cluster): number | undefined {
  const fork = cluster.fork();
  const start = fork.now;
  const before = noticeable(fork);
  for (let step = 0; step < stepsLimit; step++) {
    const due = fork.nextDue();
    if (due === undefined || due > start + limitMs) return undefined;
    const revision = fork.revision;
    const terminals = screens(fork);
    fork.advanceTo(due);
    const mayDiffer = fork.revision !== revision || screens(fork) !== terminals;
    // Rounded up, so that the skip itself reaches it.
    if (mayDiffer && noticeable(fork) !== before) return Math.max(1, Math.ceil(fork.now - start));
  }
  return undefined;
}

const paths = [
  "/api/v1/pods",
  "/api/v1/events",
  "/apis/apps/v1/deployments",
  "/apis/apps/v1/replicasets",
];

function noticeable(cluster: Cluster): string {
  const versions = paths.flatMap((path) =>
    listObjects(cluster, path).map(({ metadata }) => `${metadata.uid}@${metadata.resourceVersion}`),
  );
  return `${versions.join()}${screens(cluster)}`;
}

function screens({ terminals }: Cluster): string {
  return terminals
    .list()
    .map((id) => `${terminals.output(id, 0).offset}${terminals.view(id).prompt}`)
    .join();
}
