// The class through which somebody sees a learner's work; for an admin, any class the learner is in.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { taughtBy } from "@/lib/people/taught-by";

export async function taughtCohortOf(viewer: Viewer, userId: string) {
  const consent = viewer.role === "ADMIN" ? {} : { consentToView: true };
  const enrollment = await db().enrollment.findFirst({
    where: { userId, role: "LEARNER", ...consent, cohort: taughtBy(viewer) },
    orderBy: [{ joinedAt: "desc" }, { cohortId: "asc" }],
    select: { cohort: { select: { id: true, name: true } } },
  });
  return enrollment?.cohort;
}
