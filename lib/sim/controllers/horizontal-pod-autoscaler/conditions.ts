import type { HorizontalPodAutoscaler } from "@/generated/kubernetes/types";
import { formatTime } from "../../meta/time";

export type Said = readonly [
  type: string,
  status: "True" | "False",
  reason: string,
  message: string,
];
type Conditions = NonNullable<NonNullable<HorizontalPodAutoscaler["status"]>["conditions"]>;

/** The conditions with what is said now; those nothing is said of stay. */
export function withConditions(known: Conditions, said: readonly Said[], now: number): Conditions {
  const next = [...known];
  for (const [type, status, reason, message] of said) {
    const index = next.findIndex((each) => each.type === type);
    const old = next[index];
    const lastTransitionTime = old?.status === status ? old.lastTransitionTime : formatTime(now);
    const made = {
      type,
      status,
      ...(lastTransitionTime && { lastTransitionTime }),
      reason,
      message,
    };
    if (index < 0) next.push(made);
    else next[index] = made;
  }
  return next;
}
