// Counts how often something happened lately, in Postgres, so that every instance counts together.
import { db } from "@/lib/db/client";

export interface RateLimit {
  /** What is counted, for whom: `sign-in:minji@example.com`. */
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
}

const minute = 60_000;

/** Guessing one password is stopped early; a whole class behind one address is not. */
export const failedSignIns = (email: string): RateLimit => ({
  key: `sign-in:${email}`,
  limit: 10,
  windowMs: 15 * minute,
});
export const failedSignInsFrom = (address: string): RateLimit => ({
  key: `sign-in-from:${address}`,
  limit: 100,
  windowMs: 15 * minute,
});
export const newUsersFrom = (address: string): RateLimit => ({
  key: `new-user-from:${address}`,
  limit: 300,
  windowMs: 60 * minute,
});

export async function isOverLimit({ key, limit, windowMs }: RateLimit, now = new Date()) {
  const window = await db().rateWindow.findUnique({ where: { key } });
  if (!window || now.getTime() - window.startedAt.getTime() >= windowMs) return false;
  return window.count >= limit;
}

/** One statement, so that two that happen at once are both counted. */
export async function countOne({ key, windowMs }: RateLimit, now = new Date()): Promise<void> {
  const startOfOldest = new Date(now.getTime() - windowMs);
  await db().$executeRaw`
    INSERT INTO "RateWindow" (key, count, "startedAt") VALUES (${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN "RateWindow"."startedAt" <= ${startOfOldest} THEN 1
                   ELSE "RateWindow".count + 1 END,
      "startedAt" = CASE WHEN "RateWindow"."startedAt" <= ${startOfOldest} THEN ${now}
                         ELSE "RateWindow"."startedAt" END`;
}

export async function forget({ key }: RateLimit): Promise<void> {
  await db().rateWindow.deleteMany({ where: { key } });
}
