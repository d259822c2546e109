// The warm sessions of this process, and the one way to act on any of them: play, commit under the version
// the session was read at, and only then acknowledge. Any number of processes may serve one session; who
// holds a stale copy is refused by the version, reads anew and tries again.
import { db } from "@/lib/db/client";
import type { SessionAction } from "./action";
import { commit, saveClock, saveSnapshot } from "./commit";
import { publish } from "./feed";
import { catchUp, type LiveSession, passedMs } from "./live-session";
import { loadSession } from "./load-session";
import { UndoTooFar } from "./timeline";

interface Shared {
  readonly live: Map<string, LiveSession>;
  /** The end of each session's line of work: one action at a time. */
  readonly turns: Map<string, Promise<unknown>>;
  /** Open streams per session. Time passes by itself while there are any. */
  readonly watchers: Map<string, number>;
}

const shared = globalThis as typeof globalThis & { naruSessions?: Shared };
const pool = (): Shared =>
  (shared.naruSessions ??= { live: new Map(), turns: new Map(), watchers: new Map() });

/** Actions between two snapshots: what a restart has to replay at most. */
const actionsPerSnapshot = 25;
const attempts = 5;
/** How much of the cluster's clock a crash may lose; actions are never lost. */
const clockSavedEveryMs = 10_000;

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

export interface ActedAnd<T> extends Acted {
  readonly value: T;
}

/** Plays one action and commits it. Resolves only when Postgres has it. */
export async function act(id: string, actorId: string, action: SessionAction): Promise<Acted> {
  const { sequence, digest } = await actAnd(id, { actorId, action, read: () => undefined });
  return { sequence, digest };
}

interface ActionAnd<T> {
  readonly actorId: string;
  readonly action: SessionAction;
  /** Sees the session as the action left it, before anything else happens. */
  read(session: LiveSession): T;
}

export function actAnd<T>(id: string, request: ActionAnd<T>): Promise<ActedAnd<T>> {
  const { actorId, action, read } = request;
  return inTurn(id, async () => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const session = await warm(id);
      const acted = await actOnce(session, actorId, action);
      if (acted === "stale") pool().live.delete(id);
      else if (acted === "too-far-back") await warmWhole(id);
      else return { ...acted, value: read(session) };
    }
    throw new Error(`session ${id} is written to from too many places`);
  });
}

/** Runs `read` on the session at its present instant, in its turn. */
export function look<T>(id: string, read: (session: LiveSession) => T): Promise<T> {
  return inTurn(id, async () => {
    const session = await warm(id);
    if (isWatched(id)) await tick(session, true);
    return read(session);
  });
}

/** As `look`, for somebody who is there without a stream: time passes for them too. */
export function lookIn<T>(id: string, read: (session: LiveSession) => T): Promise<T> {
  return inTurn(id, async () => {
    const session = await warm(id);
    await tick(session, isWatched(id));
    return read(session);
  });
}

/** A stream opened (+1) or closed (-1). When the last one closes, time stops and the cluster is saved. */
export async function countWatcher(id: string, change: 1 | -1): Promise<void> {
  const { watchers } = pool();
  await inTurn(id, async () => {
    const session = await warm(id);
    if (isWatched(id)) catchUp(session, Date.now(), true);
    else session.seenAt = Date.now();
    const count = (watchers.get(id) ?? 0) + change;
    if (count > 0) {
      watchers.set(id, count);
      return;
    }
    watchers.delete(id);
    session.seenAt = undefined;
    await saveSnapshot(session);
  }).catch((error: unknown) => {
    if (!(error instanceof SessionGone)) throw error;
    watchers.delete(id);
  });
}

/** Forgets the warm copy: the next one who comes reads it from Postgres. */
export function forget(id: string): void {
  pool().live.delete(id);
}

/** Forgets it if another process has written since. */
export function forgetBefore(id: string, version: number): void {
  const session = pool().live.get(id);
  if (session !== undefined && session.version < version) forget(id);
}

/** Drops sessions nobody watches, so that idle ones cost nothing. */
export async function dropIdle(idleMs: number): Promise<void> {
  for (const [id, session] of [...pool().live]) {
    const isIdle = !isWatched(id) && Date.now() - (session.seenAt ?? 0) > idleMs;
    if (!isIdle) continue;
    await inTurn(id, async () => {
      if (isWatched(id) || pool().live.get(id) !== session) return;
      if (session.unsaved > 0) await saveSnapshot(session);
      pool().live.delete(id);
    });
  }
}

const isWatched = (id: string): boolean => pool().watchers.has(id);

async function tick(session: LiveSession, isAttended: boolean): Promise<void> {
  catchUp(session, Date.now(), isAttended);
  if (Date.now() - session.clockSavedAt < clockSavedEveryMs) return;
  await saveClock(session);
}

async function warm(id: string): Promise<LiveSession> {
  return pool().live.get(id) ?? keep(id, await loadSession(id));
}

async function warmWhole(id: string): Promise<LiveSession> {
  return keep(id, await loadSession(id, { isWhole: true }));
}

function keep(id: string, loaded: LiveSession | undefined): LiveSession {
  if (loaded === undefined) throw new SessionGone(id);
  if (isWatched(id)) loaded.seenAt = Date.now();
  pool().live.set(id, loaded);
  return loaded;
}

/** The committed action; or why it has to be tried again on a copy that is read anew. */
async function actOnce(
  session: LiveSession,
  actorId: string,
  action: SessionAction,
): Promise<Acted | "stale" | "too-far-back"> {
  const { timeline, id } = session;
  const wallNow = Date.now();
  const activeMs = passedMs(session, wallNow, isWatched(id));
  const at = timeline.cluster.now + activeMs;
  const sequence = timeline.sequence + 1;
  if (action.kind === "undo" && action.to < timeline.oldest && !session.isWhole)
    return "too-far-back";
  const digest = await tryPlay(session, action, { at, sequence });
  if (digest === undefined) return "stale";
  session.seenAt = wallNow;
  const row = { actorId, action, at, sequence, digest, activeMs };
  const isCommitted = await commit(session, row).catch((error: unknown) => {
    // What was played here is not in Postgres: whoever comes next must not see it.
    forget(id);
    throw error;
  });
  if (!isCommitted) return "stale";
  session.version += 1;
  session.unsaved += 1;
  if (session.unsaved >= actionsPerSnapshot) await saveSnapshot(session);
  publish(id, session.version);
  return { sequence, digest };
}

/** The digest after the action; nothing when it failed on a copy that was stale anyway. */
async function tryPlay(
  session: LiveSession,
  action: SessionAction,
  when: { readonly at: number; readonly sequence: number },
): Promise<string | undefined> {
  try {
    return session.timeline.play(action, when.at, when.sequence);
  } catch (error) {
    // The cluster may be half way: the next one who comes reads it from Postgres.
    forget(session.id);
    if (!(await isCurrent(session))) return undefined;
    if (error instanceof UndoTooFar || isFileError(error)) throw new ActionRefused(error.message);
    throw error;
  }
}

/** Whether the copy that refused was not a stale one. */
async function isCurrent({ id, version }: LiveSession): Promise<boolean> {
  return (await db().labSession.count({ where: { id, version } })) > 0;
}

const isFileError = (error: unknown): error is Error =>
  error instanceof Error && error.name === "FileError";

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
