// The attempts of some learners at labs, oldest first. Who asks has made sure that these learners agreed to
// show them.

import { db } from "@/lib/db/client";
import type { TaskVerdict } from "@/lib/labs/verdict";
import type { AttemptFacts } from "./attempt-facts";

interface Which {
  readonly userIds: readonly string[];
  readonly section?: number;
  readonly labId?: string;
}

/** What a page can count through; the latest are kept. */
const mostAttempts = 20_000;

export async function readAttempts({ userIds, section, labId }: Which): Promise<AttemptFacts[]> {
  const rows = await db().attempt.findMany({
    where: {
      session: {
        userId: { in: [...userIds] },
        kind: "LAB",
        labId: labId ?? { not: null },
        section: section ?? { not: null },
      },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostAttempts,
    include: { session: { select: { userId: true, section: true, labId: true } } },
  });
  return rows.reverse().map(({ session, verdicts, createdAt, ...row }) => ({
    userId: session.userId,
    sessionId: row.sessionId,
    section: session.section ?? 0,
    labId: session.labId ?? "",
    sequence: row.sequence,
    at: createdAt,
    score: row.score,
    maxScore: row.maxScore,
    passed: row.passed,
    tasks: verdicts as unknown as readonly TaskVerdict[],
  }));
}
