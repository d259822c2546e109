// The learner's side of consent: which cohorts I am in, who teaches there, and what I agreed to.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

export interface Watchers {
  readonly cohortId: string;
  readonly cohortName: string;
  readonly instructors: readonly string[];
  readonly joinedAt: Date;
  readonly consentToView: boolean;
}

export async function whoMaySee(viewer: Viewer): Promise<Watchers[]> {
  const enrollments = await db().enrollment.findMany({
    where: { userId: viewer.id, role: "LEARNER" },
    orderBy: [{ joinedAt: "desc" }, { cohortId: "asc" }],
    include: {
      cohort: {
        include: {
          enrollments: {
            where: { role: "INSTRUCTOR" },
            orderBy: { joinedAt: "asc" },
            select: { user: { select: { name: true } } },
          },
        },
      },
    },
  });
  return enrollments.map(({ cohort, joinedAt, consentToView }) => ({
    cohortId: cohort.id,
    cohortName: cohort.name,
    instructors: cohort.enrollments.map((each) => each.user.name),
    joinedAt,
    consentToView,
  }));
}
