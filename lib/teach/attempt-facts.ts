// One press of 채점 as the statistics see it, and the questions all of them ask of it. Pure.
import type { TaskVerdict } from "@/lib/labs/verdict";

export interface AttemptFacts {
  readonly userId: string;
  readonly sessionId: string;
  readonly section: number;
  readonly labId: string;
  readonly sequence: number;
  readonly at: Date;
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
  readonly tasks: readonly TaskVerdict[];
}

/** The root cause of an attempt that did not pass: the first objective that failed. */
export const firstFailed = (attempt: { readonly tasks: readonly TaskVerdict[] }) =>
  attempt.tasks.find(({ verdict }) => verdict.status === "fail");

/**
 * Whether the attempt says anything about the objective: one that waits for another, or that failed by our
 * own fault, says nothing.
 */
export function outcomeOf(attempt: AttemptFacts, task: string): "pass" | "fail" | undefined {
  const status = attempt.tasks.find(({ id }) => id === task)?.verdict.status;
  return status === "pass" || status === "fail" ? status : undefined;
}

/** Attempts by whatever is asked for, each group in the order it came in. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
