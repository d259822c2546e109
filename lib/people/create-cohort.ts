// An instructor opens a class; the code in the answer is the invitation.
import { z } from "zod";
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { newCohortCode } from "./cohort-code";

export const createCohortInput = z.object({
  name: z.string().trim().min(1).max(60),
  startsAt: z.coerce.date().nullish(),
  endsAt: z.coerce.date().nullish(),
});

export async function createCohort(input: z.output<typeof createCohortInput>, owner: Viewer) {
  const { startsAt, endsAt } = input;
  if (startsAt && endsAt && endsAt < startsAt) refuse("datesReversed");
  return db().cohort.create({
    data: {
      name: input.name.normalize("NFC"),
      code: newCohortCode(),
      startsAt,
      endsAt,
      ownerId: owner.id,
      enrollments: { create: { userId: owner.id, role: "INSTRUCTOR" } },
    },
    select: { id: true, name: true, code: true },
  });
}
