// The cohort behind an invitation, with what somebody should know before joining it.
import { refuse } from "@/lib/actions/refusal";
import { db } from "@/lib/db/client";
import { normalCohortCode } from "./cohort-code";

export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly instructors: readonly string[];
}

export async function findCohort(typedCode: string): Promise<Invitation | undefined> {
  const cohort = await db().cohort.findUnique({
    where: { code: normalCohortCode(typedCode) },
    include: {
      enrollments: {
        where: { role: "INSTRUCTOR" },
        select: { user: { select: { name: true } } },
        orderBy: { joinedAt: "asc" },
      },
    },
  });
  if (!cohort) return undefined;
  const { enrollments, id, name, code, startsAt, endsAt } = cohort;
  return {
    id,
    name,
    code,
    startsAt,
    endsAt,
    instructors: enrollments.map((each) => each.user.name),
  };
}

export async function openCohort(typedCode: string, now = new Date()): Promise<Invitation> {
  const cohort = await findCohort(typedCode);
  if (!cohort) refuse("cohortNotFound");
  if (cohort.endsAt && cohort.endsAt < now) refuse("cohortEnded");
  return cohort;
}
