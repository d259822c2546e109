// What the class does not understand: the objectives that most learners failed at, over all labs. Pure.
import { type AttemptFacts, groupBy, outcomeOf } from "./attempt-facts";
import { commonestFailures, type Failure } from "./failures";

export interface HardObjective {
  readonly section: number;
  readonly labId: string;
  readonly task: string;
  readonly title: string;
  readonly tried: number;
  /** Learners who failed at it at least once. */
  readonly failed: number;
  /** Learners whose last word on it is a failure. */
  readonly notYet: number;
  readonly commonest: Failure | undefined;
}

/** An objective that one learner stumbles over is about the learner, not about the class. */
const fewestFailed = 2;

export function hardObjectives(attempts: readonly AttemptFacts[], most: number): HardObjective[] {
  const labs = groupBy(attempts, ({ section, labId }) => `${section}/${labId}`);
  return [...labs.values()]
    .flatMap(objectivesOf)
    .filter(({ failed }) => failed >= fewestFailed)
    .sort(
      (one, other) =>
        other.notYet - one.notYet ||
        other.failed / other.tried - one.failed / one.tried ||
        other.failed - one.failed,
    )
    .slice(0, most);
}

function objectivesOf(attempts: readonly AttemptFacts[]): HardObjective[] {
  const [first] = attempts;
  if (first === undefined) return [];
  const { section, labId } = first;
  const titles = new Map(
    attempts.flatMap(({ tasks }) => tasks.map(({ id, title }) => [id, title])),
  );
  const failures = commonestFailures(attempts);
  const byLearner = [...groupBy(attempts, ({ userId }) => userId).values()];
  return [...titles].map(([task, title]) => {
    const outcomes = byLearner
      .map((mine) => mine.flatMap((attempt) => outcomeOf(attempt, task) ?? []))
      .filter(({ length }) => length > 0);
    return {
      section,
      labId,
      task,
      title,
      tried: outcomes.length,
      failed: outcomes.filter((mine) => mine.includes("fail")).length,
      notYet: outcomes.filter((mine) => !mine.includes("pass")).length,
      commonest: failures.find((failure) => failure.task === task),
    };
  });
}
