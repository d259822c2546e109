"use server";
// What an instructor may change. Every rule is asked again by the use-case.
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action } from "@/lib/actions/action";
import { createCohort } from "@/lib/people/create-cohort";
import { dayInSeoul } from "@/lib/teach/day-in-seoul";
import { leaveNote, leaveNoteInput } from "@/lib/teach/leave-note";

const day = z.union([z.literal(""), z.iso.date()]);

export const createCohortAction = action(
  z.object({ name: z.string().trim().min(1).max(60), startsOn: day, endsOn: day }),
  async ({ name, startsOn, endsOn }, viewer) => {
    const startsAt = dayInSeoul(startsOn, "begins");
    const endsAt = dayInSeoul(endsOn, "ends");
    const cohort = await createCohort({ name, startsAt, endsAt }, viewer);
    revalidatePath("/teach");
    return cohort;
  },
  "instructor",
);

export const leaveNoteAction = action(
  leaveNoteInput,
  async (input, viewer) => {
    await leaveNote(input, viewer);
    revalidatePath(`/teach/sessions/${input.sessionId}`);
  },
  "instructor",
);
