// One lab in one class: how many got there, how long it took, what each objective cost and the commonest
// mistakes. Times and states are of everyone, attempts of those who agreed to show them.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readLab } from "@/lib/labs/read-lab";
import { type Roster, roster } from "@/lib/people/roster";
import { groupBy } from "./attempt-facts";
import { courseLabs, type LabColumn } from "./course-labs";
import { commonestFailures, type Failure } from "./failures";
import { abilityFrom, type ObjectiveStatistics, objectiveStatistics } from "./objectives";
import { readAttempts } from "./read-attempts";
import { median, sum } from "./statistics";

export interface LabStatistics {
  readonly cohort: Roster["cohort"];
  readonly lab: LabColumn;
  readonly learners: number;
  readonly started: number;
  readonly passed: number;
  readonly assisted: number;
  /** Of those who passed. */
  readonly medianMs: number | undefined;
  readonly medianAttempts: number | undefined;
  readonly objectives: readonly ObjectiveStatistics[];
  readonly failures: readonly Failure[];
  /** How many learners the attempts are of. */
  readonly showing: number;
}

interface Which {
  readonly cohortId: string;
  readonly section: number;
  readonly labId: string;
}

const failuresShown = 12;

export async function readLabStatistics(
  { cohortId, section, labId }: Which,
  viewer: Viewer,
): Promise<LabStatistics> {
  const { cohort, rows } = await roster(cohortId, viewer);
  const lab = (await courseLabs()).find((each) => each.section === section && each.labId === labId);
  const definition = lab && (await readLab(section, labId))?.definition;
  if (!lab || !definition) refuse("notFound");
  const consenting = rows.filter(({ consentToView }) => consentToView);
  const all = await readAttempts({ userIds: consenting.map(({ userId }) => userId) });
  const attempts = all.filter((each) => each.section === section && each.labId === labId);
  const cells = rows.flatMap(({ cells }) => cells[labId] ?? []);
  const passed = cells.filter(({ state }) => state === "PASSED");
  return {
    cohort,
    lab,
    learners: rows.length,
    started: cells.filter(({ state }) => state !== "NEW").length,
    passed: passed.length,
    assisted: passed.filter(({ assisted }) => assisted).length,
    medianMs: median(await timesOf(passed.map(({ sessionId }) => sessionId))),
    medianAttempts: median(attemptsUntilPass(attempts)),
    objectives: objectiveStatistics({
      objectives: definition.tasks.map(({ id, title }) => ({ id, title })),
      attempts,
      ability: abilityFrom(all)(labId),
    }),
    failures: commonestFailures(attempts).slice(0, failuresShown),
    showing: consenting.length,
  };
}

/** With the time in sessions that were started anew. */
async function timesOf(passedSessionIds: string[]): Promise<number[]> {
  const passed = await db().labSession.findMany({
    where: { id: { in: passedSessionIds } },
    select: { userId: true, section: true, labId: true },
  });
  const [first] = passed;
  if (first === undefined) return [];
  const { section, labId } = first;
  const sessions = await db().labSession.findMany({
    where: { kind: "LAB", section, labId, userId: { in: passed.map(({ userId }) => userId) } },
    select: { userId: true, activeMs: true },
  });
  return [...groupBy(sessions, ({ userId }) => userId).values()].map((mine) =>
    sum(mine.map(({ activeMs }) => activeMs)),
  );
}

function attemptsUntilPass(
  attempts: readonly { readonly userId: string; readonly passed: boolean }[],
): number[] {
  return [...groupBy(attempts, ({ userId }) => userId).values()].flatMap((mine) => {
    const at = mine.findIndex(({ passed }) => passed);
    return at < 0 ? [] : [at + 1];
  });
}
