// A learner lets the instructors of a cohort see the work in detail, or no longer.
import { z } from "zod";
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

export const changeConsentInput = z.object({
  cohortId: z.string().max(40),
  consentToView: z.boolean(),
});

export async function changeConsent(input: z.output<typeof changeConsentInput>, viewer: Viewer) {
  const { count } = await db().enrollment.updateMany({
    where: { userId: viewer.id, cohortId: input.cohortId, role: "LEARNER" },
    data: { consentToView: input.consentToView },
  });
  if (count === 0) refuse("notFound");
}
