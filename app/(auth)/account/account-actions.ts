"use server";
import { revalidatePath } from "next/cache";
import { action } from "@/lib/actions/action";
import { changeConsent, changeConsentInput } from "@/lib/people/change-consent";
import { leaveCohort, leaveCohortInput } from "@/lib/people/leave-cohort";

export const changeConsentAction = action(changeConsentInput, async (input, viewer) => {
  await changeConsent(input, viewer);
  revalidatePath("/account");
});

export const leaveCohortAction = action(leaveCohortInput, async (input, viewer) => {
  await leaveCohort(input, viewer);
  revalidatePath("/account");
});
