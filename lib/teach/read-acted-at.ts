// When learners did something in sessions, for telling work from pauses. What they did is not read.
import { db } from "@/lib/db/client";

/** By session; oldest first, in milliseconds since 1970. Only sessions that somebody was in lately. */
export async function readActedAt(
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db().$queryRaw<{ sessionId: string; actedAt: number[] }[]>`
    SELECT "sessionId",
           array_agg((extract(epoch FROM "wallAt") * 1000)::float8 ORDER BY sequence) AS "actedAt"
    FROM "SessionAction"
    WHERE "sessionId" = ANY(${[...sessionIds]})
      AND kind NOT IN ('open-terminal', 'resize-terminal', 'close-terminal', 'leave')
    GROUP BY "sessionId"`;
  return new Map(rows.map(({ sessionId, actedAt }) => [sessionId, actedAt]));
}
