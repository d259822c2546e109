// The cluster as a picture: nodes, workloads, pods, Services and events as small plain items, each with a
// key, so that only what changed is sent. Read through the API server, as kubectl would.
import type { Cluster } from "@/lib/sim";
import { readEvents } from "./events";
import { readNodes } from "./nodes";
import type { PictureItem } from "./picture-items";
import { readPods } from "./pods";
import { readServices } from "./services";
import { readWorkloads } from "./workloads";

/** More than a screen can show; the rest is counted. */
const shown = { pod: 400, workload: 200, service: 100, event: 60 } as const;

export function readPicture(cluster: Cluster): PictureItem[] {
  const pods = readPods(cluster);
  return [
    ...readNodes(cluster),
    ...bounded(readWorkloads(cluster), shown.workload),
    ...bounded(pods, shown.pod),
    ...bounded(readServices(cluster), shown.service),
    ...readEvents(cluster).slice(0, shown.event),
  ];
}

function bounded<Item extends PictureItem>(items: readonly Item[], most: number): PictureItem[] {
  const hidden = items.length - most;
  const kind = items[0]?.type ?? "";
  if (hidden <= 0) return [...items];
  return [...items.slice(0, most), { type: "note", key: `note/${kind}`, kind, hidden }];
}
