// The warm sessions of this process, and the one way to act on any of them: play, commit under the version
// the session was read at, and only then acknowledge. Any number of processes may serve one session; who
// holds a stale copy is refused by the version, reads anew and tries again.
import type { Prisma } from "@/generated/prisma/client";
import { db } from "@/lib/db/client";
import type { SessionAction } from "./action";
import { engineVersion } from "./engine-version";
import { publish } from "./feed";
import { catchUp, type LiveSession, passedMs } from "./live-session";
import { loadSession } from "./load-session";
import { packCluster } from "./snapshot";
import { UndoTooFar } from "./timeline";

interface Shared {
  readonly live: Map<string, LiveSession>;
  /** The end of each session's line of work: one action at a time. */
  readonly turns: Map<string, Promise<unknown>>;
}

const shared = globalThis as typeof globalThis & { naruSessions?: Shared };
const pool = (): Shared => (shared.naruSessions ??= { live: new Map(), turns: new Map() });

/** Actions between two snapshots: what a restart has to replay at most. */
const actionsPerSnapshot = 25;
const attempts = 5;

export class SessionGone extends Error {
  override readonly name = "SessionGone";
}

/** An action that cannot be done; nothing has changed. The message is the machine's own. */
export class ActionRefused extends Error {
  override readonly name = "ActionRefused";
}

export interface Acted {
  readonly sequence: number;
  readonly digest: string;
}

/** Plays one action and commits it. Resolves only when Postgres has it. */
export function act(id: string, actorId: string, action: SessionAction): Promise<Acted> {
  return inTurn(id, async () => {
    for (let attempt = 1; ; attempt++) {
      const session = await warm(id);
      const acted = await actOnce(session, actorId, action);
      if (acted !== undefined) return acted;
      // Somebody else wrote meanwhile: our copy is stale.
      pool().live.delete(id);
      if (attempt === attempts) throw new Error(`session ${id} is written to from too many places`);
    }
  });
}

/** Runs `read` on the session at its present instant, in its turn. */
export function look<T>(id: string, read: (session: LiveSession) => T): Promise<T> {
  return inTurn(id, async () => {
    const session = await warm(id);
    if (session.watchers > 0) catchUp(session, Date.now());
    return read(session);
  });
}

/** A stream opened (+1) or closed (-1). When the last one closes, time stops and the cluster is saved. */
export async function countWatcher(id: string, change: 1 | -1): Promise<void> {
  await inTurn(id, async () => {
    const session = await warm(id);
    if (change === 1) session.seenAt ??= Date.now();
    else catchUp(session, Date.now());
    session.watchers = Math.max(0, session.watchers + change);
    if (session.watchers > 0) return;
    session.seenAt = undefined;
    await saveSnapshot(session);
  }).catch((error: unknown) => {
    if (!(error instanceof SessionGone)) throw error;
  });
}

/** Forgets the warm copy: the next one who comes reads it from Postgres. */
export function forget(id: string): void {
  pool().live.delete(id);
}

/** Sessions in memory, for the operator. */
export const warmCount = (): number => pool().live.size;

/** Drops sessions nobody watches, so that idle ones cost nothing. */
export async function dropIdle(idleMs: number): Promise<void> {
  for (const [id, session] of pool().live) {
    const isIdle = session.watchers === 0 && Date.now() - (session.seenAt ?? 0) > idleMs;
    if (!isIdle) continue;
    await inTurn(id, async () => {
      if (session.unsaved > 0) await saveSnapshot(session);
      pool().live.delete(id);
    });
  }
}

async function warm(id: string): Promise<LiveSession> {
  const known = pool().live.get(id);
  if (known !== undefined) return known;
  const loaded = await loadSession(id);
  if (loaded === undefined) throw new SessionGone(id);
  pool().live.set(id, loaded);
  return loaded;
}

/** The committed action, or nothing when the session's version has moved on. */
async function actOnce(
  session: LiveSession,
  actorId: string,
  action: SessionAction,
): Promise<Acted | undefined> {
  const { timeline } = session;
  const wallNow = Date.now();
  const activeMs = passedMs(session, wallNow);
  const at = timeline.cluster.now + activeMs;
  const sequence = timeline.sequence + 1;
  const digest = tryPlay(session, action, at, sequence);
  session.seenAt = wallNow;
  const isCommitted = await commit(session, { actorId, action, at, sequence, digest, activeMs });
  if (!isCommitted) return undefined;
  session.version += 1;
  session.unsaved += 1;
  if (session.unsaved >= actionsPerSnapshot) await saveSnapshot(session);
  publish(session.id, session.version);
  return { sequence, digest };
}

function tryPlay(session: LiveSession, action: SessionAction, at: number, sequence: number): string {
  try {
    return session.timeline.play(action, at, sequence);
  } catch (error) {
    // The cluster may be half way: the next one who comes reads it from Postgres.
    forget(session.id);
    if (error instanceof UndoTooFar || isFileError(error)) throw new ActionRefused(error.message);
    throw error;
  }
}

const isFileError = (error: unknown): error is Error =>
  error instanceof Error && error.name === "FileError";

interface Commit extends Acted {
  readonly actorId: string;
  readonly action: SessionAction;
  readonly at: number;
  readonly activeMs: number;
}

async function commit(session: LiveSession, row: Commit): Promise<boolean> {
  const { id, version } = session;
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.labSession.updateMany({
      where: { id, version, archivedAt: null },
      data: {
        version: version + 1,
        virtualTime: BigInt(Math.round(session.timeline.cluster.now)),
        lastActiveAt: new Date(),
        activeMs: { increment: Math.round(row.activeMs) },
      },
    });
    if (count === 0) return false;
    await transaction.labSession.updateMany({ where: { id, state: "NEW" }, data: { state: "STARTED" } });
    await transaction.sessionAction.create({
      data: {
        sessionId: id,
        sequence: row.sequence,
        at: BigInt(Math.round(row.at)),
        actorId: row.actorId,
        kind: row.action.kind,
        body: row.action as Prisma.InputJsonObject,
        digest: row.digest,
      },
    });
    return true;
  });
}

/** Writes the cluster as it is; loses against a newer version without a word. */
async function saveSnapshot(session: LiveSession): Promise<void> {
  const { id, version, timeline } = session;
  const snapshot = await packCluster(timeline.cluster);
  const { count } = await db().labSession.updateMany({
    where: { id, version },
    data: {
      snapshot,
      snapshotSequence: timeline.sequence,
      virtualTime: BigInt(Math.round(timeline.cluster.now)),
      engineVersion,
    },
  });
  if (count > 0) session.unsaved = 0;
}

/** One after the other, per session. */
function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  const { turns } = pool();
  const before = turns.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  const end = mine.catch(() => {});
  turns.set(id, end);
  void end.then(() => {
    if (turns.get(id) === end) turns.delete(id);
  });
  return mine;
}
