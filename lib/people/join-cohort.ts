// A learner follows an invitation. Joining twice is harmless and may change the consent.
import { z } from "zod";
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { openCohort } from "./find-cohort";

export const joinCohortInput = z.object({
  code: z.string().max(40),
  consentToView: z.boolean(),
  /** Guests have no name yet, and an instructor needs one. */
  name: z.string().trim().max(40).optional(),
});

export async function joinCohort(input: z.output<typeof joinCohortInput>, viewer: Viewer) {
  const cohort = await openCohort(input.code);
  const name = input.name?.normalize("NFC");
  if (viewer.isGuest && !name) refuse("nameRequired");
  const key = { userId: viewer.id, cohortId: cohort.id };
  const { consentToView } = input;
  await db().$transaction(async (transaction) => {
    if (viewer.isGuest && name) {
      await transaction.user.update({ where: { id: viewer.id }, data: { name } });
    }
    await transaction.enrollment.upsert({
      where: { userId_cohortId: key },
      create: { ...key, consentToView },
      update: { consentToView },
    });
  });
  return { cohortId: cohort.id, name: cohort.name };
}
