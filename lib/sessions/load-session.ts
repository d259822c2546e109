// Reads a session from Postgres: the snapshot, and the log from there on played again.
import { db } from "@/lib/db/client";
import { type LoggedAction, sessionAction } from "./action";
import { newCluster } from "./base-clusters";
import { engineVersion } from "./engine-version";
import type { LiveSession } from "./live-session";
import { startLab } from "./start-lab";
import { unpackCluster } from "./snapshot";
import { Timeline } from "./timeline";

export async function loadSession(id: string): Promise<LiveSession | undefined> {
  const row = await db().labSession.findUnique({ where: { id } });
  if (row === null || row.archivedAt !== null) return undefined;
  const cluster =
    row.snapshot === null
      ? await startLab(newCluster(row.preset, row.seed), row)
      : await unpackCluster(row.snapshot);
  const timeline = Timeline.startingAt(cluster, row.snapshotSequence);
  const log = await readLog(id, row.snapshotSequence);
  const isSameEngine = row.engineVersion === engineVersion;
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
    version: row.version,
    unsaved: log.length,
    seenAt: undefined,
    watchers: 0,
  };
}

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
