"use server";
import { action } from "@/lib/actions/action";
import { joinCohort, joinCohortInput } from "@/lib/people/join-cohort";

export const joinAction = action(joinCohortInput, joinCohort);
