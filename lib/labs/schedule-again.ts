// Makes a pod anew on a fork, without the node it was given, so that the scheduler decides once more.
import type { Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { lastWarning } from "./pod-state";

type Pod = Resource<"Pod">;

export interface Seat {
  /** Nothing while no node will have it. */
  readonly node?: string;
  /** What the scheduler said when it found none. */
  readonly event?: string;
}

export function scheduleAgain({ client, cluster }: CheckContext, pod: Pod): Seat {
  const { namespace = "default", name, labels } = pod.metadata;
  const { nodeName: _, ...spec } = pod.spec ?? { containers: [] };
  // A name of its own, so that what the scheduler said of the old one is not taken for its word on this.
  const again = { namespace, name: `${name}-again` };
  for (const old of [{ namespace, name }, again]) {
    client.delete("Pod", old, { gracePeriodSeconds: 0 });
  }
  cluster.settle();
  client.create("Pod", {
    metadata: { ...again, ...(labels === undefined ? {} : { labels }) },
    spec,
  });
  cluster.settle();
  const seated = client.get("Pod", again);
  const node = seated?.spec?.nodeName;
  if (node !== undefined) return { node };
  const event = seated && lastWarning(client, seated);
  return event === undefined ? {} : { event };
}
