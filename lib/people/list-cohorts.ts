// The cohorts somebody teaches, newest first, with how many learners each has.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { taughtBy } from "./taught-by";

export interface CohortSummary {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly learners: number;
}

export async function listCohorts(viewer: Viewer): Promise<CohortSummary[]> {
  const cohorts = await db().cohort.findMany({
    where: taughtBy(viewer),
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    include: { _count: { select: { enrollments: { where: { role: "LEARNER" } } } } },
  });
  return cohorts.map(({ id, name, code, startsAt, endsAt, _count }) => {
    return { id, name, code, startsAt, endsAt, learners: _count.enrollments };
  });
}
