// Reads a session from Postgres: the snapshot, and the log from there on played again.
import { db } from "@/lib/db/client";
import { type LoggedAction, sessionAction } from "./action";
import { newClusterOf } from "./base-clusters";
import { engineVersion } from "./engine-version";
import type { LiveSession } from "./live-session";
import { readPast } from "./read-past";
import { unpackCluster } from "./snapshot";
import { startLab } from "./start-lab";
import { Timeline } from "./timeline";

interface LoadOptions {
  /** Play the log from the very start, so that undo reaches as far. */
  readonly isWhole?: boolean;
}

export async function loadSession(
  id: string,
  options: LoadOptions = {},
): Promise<LiveSession | undefined> {
  const row = await db().labSession.findUnique({ where: { id } });
  if (row === null || row.archivedAt !== null) return undefined;
  const isSameEngine = row.engineVersion === engineVersion;
  const canReplayAll = isSameEngine && !isCopy(row);
  const isWhole = row.snapshot === null || (options.isWhole === true && canReplayAll);
  const from = isWhole ? 0 : row.snapshotSequence;
  const log = await readLog(id, from);
  if (!isWhole && canReplayAll && goesBackBeyond(log, from)) {
    return loadSession(id, { isWhole: true });
  }
  const cluster =
    isWhole || row.snapshot === null
      ? await startLab(newClusterOf(row), row)
      : await unpackCluster(row.snapshot);
  const timeline = Timeline.startingAt(cluster, from, await readPast(id, from));
  for (const action of log) {
    const isFaithful = timeline.replay(action);
    if (!isFaithful && isSameEngine) {
      console.error(`session ${id}: action ${action.sequence} replays differently`);
    }
  }
  timeline.advanceTo(Number(row.virtualTime));
  return {
    id,
    userId: row.userId,
    timeline,
    isWhole,
    version: row.version,
    unsaved: row.snapshot === null ? log.length : log.length - (row.snapshotSequence - from),
    seenAt: undefined,
    clockSavedAt: Date.now(),
  };
}

/** Began as somebody's snapshot: there is no log that leads to it. */
const isCopy = (row: { readonly labVersion: string }): boolean => row.labVersion === "copy";

const goesBackBeyond = (log: readonly LoggedAction[], sequence: number): boolean =>
  log.some(({ action }) => action.kind === "undo" && action.to < sequence);

/** Rows of the log after `sequence`, oldest first. */
export async function readLog(sessionId: string, sequence: number): Promise<LoggedAction[]> {
  const rows = await db().sessionAction.findMany({
    where: { sessionId, sequence: { gt: sequence } },
    orderBy: { sequence: "asc" },
  });
  return rows.map((row) => ({
    sequence: row.sequence,
    at: Number(row.at),
    wallAt: row.wallAt,
    actorId: row.actorId,
    action: sessionAction.parse(row.body),
    digest: row.digest,
  }));
}
