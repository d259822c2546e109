// What a check saw when it let a fork of the cluster run ahead: the pod it killed, and whether another came. Made
// again from the log when somebody asks, so that nothing of it has to be kept.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { watchCheck } from "@/lib/labs/check-session";
import type { Cluster } from "@/lib/sim";
import { clusterAfter } from "@/lib/teach/replay";
import { readLog } from "./load-session";
import { openSession } from "./open-session";
import { readPicture } from "./picture/picture";
import { type EventItem, isSystem, type PictureItem } from "./picture/picture-items";
import { parametersOf } from "./start-lab";
import type { ForeseenMoment, ForesightView } from "./view";

const momentsShown = 48;

/** Of the latest 채점. Refuses when there was none, or when the lab has no such task. */
export async function readForesight(
  viewer: Viewer,
  id: string,
  task: string,
): Promise<ForesightView> {
  const session = await openSession(viewer, id, "view");
  const attempt = await db().attempt.findFirst({
    where: { sessionId: id },
    orderBy: { sequence: "desc" },
    select: { sequence: true },
  });
  const { section, labId } = session;
  if (attempt === null || section === null || labId === null) refuse("notFound");
  const cluster = await clusterAfter(id, attempt.sequence);
  const seen = await watchCheck(
    {
      section,
      lab: labId,
      cluster,
      parameters: parametersOf(session.parameters),
      log: (await readLog(id, 0)).filter(({ sequence }) => sequence <= attempt.sequence),
    },
    task,
  );
  if (seen.length === 0) refuse("notFound");
  return { startsAt: Math.round(cluster.now), moments: momentsOf(seen) };
}

interface Seen {
  readonly now: number;
  readonly revision: number;
  readonly picture: readonly PictureItem[];
  readonly events: readonly EventItem[];
}

function momentsOf(clusters: readonly Cluster[]): ForeseenMoment[] {
  const seen: Seen[] = [];
  let last = "";
  for (const cluster of clusters) {
    const items = readPicture(cluster).filter(isOfLearner);
    const picture = items.filter(({ type }) => type !== "event");
    const shown = JSON.stringify(picture);
    // Time that passed without anything to see.
    if (shown === last) continue;
    last = shown;
    const events = items.filter((item) => item.type === "event");
    seen.push({ now: Math.round(cluster.now), revision: cluster.revision, picture, events });
  }
  const kept = thinned(seen);
  return kept.map(({ now, picture, events }, index) => {
    const since = kept[index - 1]?.revision ?? Number.POSITIVE_INFINITY;
    return { now, picture, events: oneOfEach(events.filter(({ revision }) => revision > since)) };
  });
}

/** One event for each reason, with how many there were. */
function oneOfEach(events: readonly EventItem[]): EventItem[] {
  const reasons = new Map<string, EventItem>();
  for (const event of events) {
    const { count = 0, ...first } = reasons.get(event.reason) ?? { ...event, count: 0 };
    reasons.set(event.reason, { ...first, count: count + 1 });
  }
  return [...reasons.values()];
}

const isOfLearner = (item: PictureItem): boolean =>
  !("namespace" in item && isSystem(item.namespace)) &&
  !(item.type === "event" && item.kind === "Node");

/** The first and the last stay, and as many between them as a slider can show. */
function thinned(moments: readonly Seen[]): Seen[] {
  if (moments.length <= momentsShown) return [...moments];
  const step = (moments.length - 1) / (momentsShown - 1);
  return moments.filter((_, index) => Math.round(Math.round(index / step) * step) === index);
}
