// What was wrong, gathered: the same mistake made by many is one line with a count. Pure.
import type { Fail } from "@/lib/labs/verdict";
import { type AttemptFacts, groupBy } from "./attempt-facts";

export interface Failure {
  readonly section: number;
  readonly labId: string;
  readonly task: string;
  readonly title: string;
  /** The commonest of its wordings: names and numbers may differ from learner to learner. */
  readonly lookedFor: string;
  readonly found: string;
  readonly count: number;
  readonly learners: number;
  /** The latest, to look at. */
  readonly example: { readonly sessionId: string; readonly sequence: number };
}

interface FailedOnce {
  readonly attempt: AttemptFacts;
  readonly task: string;
  readonly title: string;
  readonly fail: Fail;
}

/** The commonest first: by learners, then by attempts. */
export function commonestFailures(attempts: readonly AttemptFacts[]): Failure[] {
  const failed = attempts.flatMap(failuresOf);
  const groups = groupBy(failed, ({ attempt, task, fail }) =>
    [attempt.section, attempt.labId, task, mistakeOf(fail)].join("\u0000"),
  );
  return [...groups.values()]
    .flatMap(failureFrom)
    .sort((one, other) => other.learners - one.learners || other.count - one.count);
}

function failuresOf(attempt: AttemptFacts): FailedOnce[] {
  return attempt.tasks.flatMap(({ id, title, verdict }) =>
    verdict.status === "fail" ? [{ attempt, task: id, title, fail: verdict }] : [],
  );
}

/** The hint a check raises is the author's own name for a mistake; else the wording without particulars. */
function mistakeOf(fail: Fail): string {
  return fail.hint ?? withoutParticulars(fail.found);
}

/** `파드 web-7d9f가 2개예요` and `파드 api-1c3b가 3개예요` are one mistake. */
export const withoutParticulars = (text: string): string =>
  text.replaceAll(/[A-Za-z0-9][A-Za-z0-9./:_-]*/g, "·");

function failureFrom(group: readonly FailedOnce[]): Failure[] {
  const last = group.at(-1);
  if (last === undefined) return [];
  const { attempt, task, title } = last;
  const wordings = [...groupBy(group, ({ fail }) => fail.found).values()];
  const commonest = wordings.reduce(
    (one, other) => (other.length > one.length ? other : one),
    group.slice(0, 0),
  );
  const { fail } = commonest[0] ?? last;
  return [
    {
      section: attempt.section,
      labId: attempt.labId,
      task,
      title,
      lookedFor: fail.lookedFor,
      found: fail.found,
      count: group.length,
      learners: new Set(group.map((each) => each.attempt.userId)).size,
      example: { sessionId: attempt.sessionId, sequence: attempt.sequence },
    },
  ];
}
