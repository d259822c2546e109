// A session played again from its log, as far as somebody has looked. Every moment is kept as a fork, so that
// stepping back costs nothing; the replays looked at last stay in memory. A log that grows is played on.
import { db } from "@/lib/db/client";
import type { LoggedAction } from "@/lib/sessions/action";
import { newClusterOf } from "@/lib/sessions/base-clusters";
import { readLog } from "@/lib/sessions/load-session";
import { startLab } from "@/lib/sessions/start-lab";
import { Timeline } from "@/lib/sessions/timeline";
import type { Cluster } from "@/lib/sim";

interface Replay {
  readonly timeline: Timeline;
  readonly log: LoggedAction[];
  /** After action `sequence`; 0 is the start. */
  readonly moments: Map<number, Cluster>;
  played: number;
  /** The first action that came out differently from the first time: another release, or a changed lab. */
  differsFrom: number | undefined;
  /** One question at a time: playing on must not be interrupted by playing on. */
  turn: Promise<unknown>;
}

export interface Moment {
  /** A fork nobody else has, at the instant just before the next action: what the learner then saw. */
  readonly cluster: Cluster;
  /** The same for the action before, to tell what is new. */
  readonly before: Cluster | undefined;
  readonly isFaithful: boolean;
}

const shared = globalThis as typeof globalThis & { naruReplays?: Map<string, Promise<Replay>> };

const replaysKept = 6;
/** Played without letting anyone else have a turn. */
const actionsAtOnce = 10;

/** The moment after action `sequence`, or after the last one there is. */
export const momentAfter = (sessionId: string, sequence: number): Promise<Moment> =>
  inPlayed(sessionId, sequence, async (replay) =>
    momentIn(replay, { sequence, end: await clockOf(sessionId) }),
  );

/** The cluster as action `sequence` found and left it, before any further time passed. A fork. */
export const clusterAfter = (sessionId: string, sequence: number): Promise<Cluster> =>
  inPlayed(sessionId, sequence, async ({ moments }) => {
    const cluster = moments.get(sequence);
    if (cluster === undefined) throw new Error(`session ${sessionId} has no action ${sequence}`);
    return cluster.fork();
  });

/** Asks the replay, in its turn, once it is played as far as action `sequence`. */
async function inPlayed<T>(
  sessionId: string,
  sequence: number,
  ask: (replay: Replay) => Promise<T>,
): Promise<T> {
  const replay = await replayOf(sessionId);
  const mine = replay.turn.then(async () => {
    await readOn(sessionId, replay);
    await playUntil(replay, sequence);
    return ask(replay);
  });
  replay.turn = mine.catch(() => {});
  return mine;
}

function replayOf(sessionId: string): Promise<Replay> {
  shared.naruReplays ??= new Map();
  const replays = shared.naruReplays;
  const known = replays.get(sessionId);
  // Put in again at the end: the first of the map is the one not looked at for longest.
  replays.delete(sessionId);
  const replay = known ?? begin(sessionId);
  replays.set(sessionId, replay);
  replay.catch(() => replays.delete(sessionId));
  const [oldest] = replays.keys();
  if (replays.size > replaysKept && oldest !== undefined) replays.delete(oldest);
  return replay;
}

async function begin(sessionId: string): Promise<Replay> {
  const row = await db().labSession.findUniqueOrThrow({
    where: { id: sessionId },
    omit: { snapshot: true },
  });
  const cluster = await startLab(newClusterOf(row), row);
  return {
    timeline: Timeline.startingAt(cluster, 0),
    log: [],
    moments: new Map([[0, cluster.fork()]]),
    played: 0,
    differsFrom: undefined,
    turn: Promise.resolve(),
  };
}

async function readOn(sessionId: string, { log }: Replay): Promise<void> {
  log.push(...(await readLog(sessionId, log.at(-1)?.sequence ?? 0)));
}

async function playUntil(replay: Replay, sequence: number): Promise<void> {
  const { timeline, log, moments } = replay;
  for (let count = 1; ; count++) {
    const row = log[replay.played];
    if (row === undefined || row.sequence > sequence) return;
    if (!timeline.replay(row)) replay.differsFrom ??= row.sequence;
    moments.set(row.sequence, timeline.cluster.fork());
    replay.played += 1;
    if (count % actionsAtOnce === 0) await new Promise(setImmediate);
  }
}

function momentIn(
  { log, moments, differsFrom }: Replay,
  { sequence, end }: { readonly sequence: number; readonly end: number },
): Moment {
  const at = log.findLastIndex((row) => row.sequence <= sequence);
  return {
    cluster: settled(moments.get(log[at]?.sequence ?? 0), log[at + 1]?.at ?? end),
    before: at < 0 ? undefined : settled(moments.get(log[at - 1]?.sequence ?? 0), log[at]?.at ?? 0),
    isFaithful: differsFrom === undefined || differsFrom > sequence,
  };
}

function settled(moment: Cluster | undefined, until: number): Cluster {
  if (moment === undefined) throw new Error("a moment that was played is kept");
  const cluster = moment.fork();
  if (until > cluster.now) cluster.advanceTo(until);
  return cluster;
}

async function clockOf(id: string): Promise<number> {
  const row = await db().labSession.findUnique({ where: { id }, select: { virtualTime: true } });
  return Number(row?.virtualTime ?? 0);
}
