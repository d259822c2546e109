// A learner leaves a class; from then on nobody there sees any of their work. The work stays theirs.
import { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

export const leaveCohortInput = z.object({ cohortId: z.string().max(40) });

export async function leaveCohort(input: z.output<typeof leaveCohortInput>, viewer: Viewer) {
  await db().enrollment.deleteMany({
    where: { userId: viewer.id, cohortId: input.cohortId, role: "LEARNER" },
  });
}
