// How a class does on each objective of a lab: who got there, at which try, and whether the objective tells
// the able from the others. Pure.
import { type AttemptFacts, groupBy, outcomeOf } from "./attempt-facts";
import { type ItemResult, median, pointBiserial } from "./statistics";

export interface Objective {
  readonly id: string;
  readonly title: string;
}

export interface ObjectiveStatistics extends Objective {
  /** Learners of whom an attempt says something about it. */
  readonly tried: number;
  readonly passed: number;
  readonly passedAtOnce: number;
  /** Tries until it was passed, of those who did pass it. */
  readonly medianTries: number | undefined;
  /** Failed tries of everybody. */
  readonly failures: number;
  readonly discrimination: number | undefined;
}

interface Request {
  readonly objectives: readonly Objective[];
  /** Of this lab, oldest first. */
  readonly attempts: readonly AttemptFacts[];
  /** How a learner does apart from one objective of this lab, 0 to 1; nothing when there is nothing else. */
  ability(userId: string, objective: string): number | undefined;
}

export function objectiveStatistics(request: Request): ObjectiveStatistics[] {
  const byLearner = [...groupBy(request.attempts, ({ userId }) => userId)];
  return request.objectives.map((objective) => {
    const tries = byLearner.flatMap(([userId, attempts]) => {
      const outcomes = attempts.flatMap((attempt) => outcomeOf(attempt, objective.id) ?? []);
      return outcomes.length === 0 ? [] : [{ userId, ...triesUntilPass(outcomes) }];
    });
    const passed = tries.filter(({ hasPassed }) => hasPassed);
    return {
      ...objective,
      tried: tries.length,
      passed: passed.length,
      passedAtOnce: passed.filter(isAtOnce).length,
      medianTries: median(passed.map(({ count }) => count)),
      failures: tries.reduce((total, { failures }) => total + failures, 0),
      discrimination: pointBiserial(
        tries.flatMap((each): ItemResult[] => {
          const ability = request.ability(each.userId, objective.id);
          return ability === undefined ? [] : [{ isRight: isAtOnce(each), ability }];
        }),
      ),
    };
  });
}

interface Tries {
  readonly hasPassed: boolean;
  readonly count: number;
  readonly failures: number;
}

/** What comes after the first pass is about something else. */
function triesUntilPass(outcomes: readonly ("pass" | "fail")[]): Tries {
  const at = outcomes.indexOf("pass");
  if (at < 0) return { hasPassed: false, count: outcomes.length, failures: outcomes.length };
  return { hasPassed: true, count: at + 1, failures: at };
}

const isAtOnce = ({ hasPassed, count }: Tries): boolean => hasPassed && count === 1;

/**
 * The share of everything else that a learner solved at the first try: the other objectives of all labs the
 * class worked on.
 */
export function abilityFrom(attempts: readonly AttemptFacts[]) {
  const itemOf = (labId: string, task: string) => `${labId}\u0000${task}`;
  const firstTries = new Map<string, Map<string, boolean>>();
  for (const attempt of attempts) {
    const mine = firstTries.get(attempt.userId) ?? new Map<string, boolean>();
    firstTries.set(attempt.userId, mine);
    for (const { id } of attempt.tasks) {
      const outcome = outcomeOf(attempt, id);
      const item = itemOf(attempt.labId, id);
      if (outcome !== undefined && !mine.has(item)) mine.set(item, outcome === "pass");
    }
  }
  return (labId: string) =>
    (userId: string, objective: string): number | undefined => {
      const others = [...(firstTries.get(userId) ?? [])].filter(
        ([item]) => item !== itemOf(labId, objective),
      );
      if (others.length === 0) return undefined;
      return others.filter(([, isRight]) => isRight).length / others.length;
    };
}
