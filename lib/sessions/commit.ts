// What a session writes to Postgres: an action under the version it was read at, the clock, the snapshot.
import type { Prisma } from "@/generated/prisma/client";
import { db } from "@/lib/db/client";
import type { SessionAction } from "./action";
import { engineVersion } from "./engine-version";
import { channel, notice } from "./feed";
import type { LiveSession } from "./live-session";
import { packCluster } from "./snapshot";

interface NewRow {
  readonly actorId: string;
  readonly action: SessionAction;
  readonly at: number;
  readonly sequence: number;
  readonly digest: string;
  readonly activeMs: number;
}

/** Opening a terminal is not yet working on the lab. */
const passive: ReadonlySet<string> = new Set(["open-terminal", "resize-terminal", "leave"]);

/** False when somebody else has written since: then nothing was written here. */
export async function commit(session: LiveSession, row: NewRow): Promise<boolean> {
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
    if (!passive.has(row.action.kind)) {
      await transaction.labSession.updateMany({
        where: { id, state: "NEW" },
        data: { state: "STARTED" },
      });
    }
    await transaction.$queryRaw`SELECT pg_notify(${channel}, ${notice(id, version + 1)})::text`;
    return true;
  });
}

/** Remembers how far time has passed; loses against a newer version without a word. */
export async function saveClock(session: LiveSession): Promise<void> {
  const { id, version, timeline } = session;
  session.clockSavedAt = Date.now();
  await db().labSession.updateMany({
    where: { id, version },
    data: { virtualTime: BigInt(Math.round(timeline.cluster.now)) },
  });
}

/** Writes the cluster as it is; loses against a newer version without a word. */
export async function saveSnapshot(session: LiveSession): Promise<void> {
  const { id, version, timeline } = session;
  const snapshotSequence = timeline.sequence;
  const virtualTime = BigInt(Math.round(timeline.cluster.now));
  const snapshot = await packCluster(timeline.cluster);
  const { count } = await db().labSession.updateMany({
    where: { id, version },
    data: { snapshot, snapshotSequence, virtualTime, engineVersion },
  });
  if (count > 0) session.unsaved = 0;
}
