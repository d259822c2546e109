// One class as an instructor sees it: the grid of learners and labs, who is stuck now, and what the class
// does not understand. State, score and time are shown of everyone; attempts only of those who agreed.
import type { Viewer } from "@/lib/auth/viewer";
import { type Roster, type RosterCell, type RosterRow, roster } from "@/lib/people/roster";
import { type AttemptFacts, groupBy } from "./attempt-facts";
import { courseLabs, type LabColumn } from "./course-labs";
import { type HardObjective, hardObjectives } from "./hard-objectives";
import { readActedAt } from "./read-acted-at";
import { readAttempts } from "./read-attempts";
import { compareStuck, findStuck, type Stuck } from "./stuck";

export interface BoardCell extends Omit<RosterCell, "attempts"> {
  /** Nothing of learners who did not agree to show their attempts. */
  readonly attempts: number | undefined;
  readonly stuck: Stuck | undefined;
}

export interface BoardRow extends Omit<RosterRow, "cells"> {
  /** In the order of the columns; a lab never begun has none. */
  readonly cells: readonly (BoardCell | undefined)[];
  readonly passed: number;
}

export interface StuckLearner {
  readonly userId: string;
  readonly name: string;
  readonly lab: LabColumn;
  readonly sessionId: string;
  readonly consentToView: boolean;
  readonly stuck: Stuck;
  /** The title of the objective. */
  readonly objective: string | undefined;
}

export interface Board {
  readonly cohort: Roster["cohort"];
  readonly labs: readonly LabColumn[];
  readonly rows: readonly BoardRow[];
  readonly stuck: readonly StuckLearner[];
  readonly hard: readonly HardObjective[];
  /** How many learners the attempts are of. */
  readonly showing: number;
}

const hardShown = 4;

export async function readBoard(
  cohortId: string,
  viewer: Viewer,
  now = Date.now(),
): Promise<Board> {
  const { cohort, rows: learners } = await roster(cohortId, viewer);
  const labs = await courseLabs();
  const consenting = learners.filter(({ consentToView }) => consentToView);
  const open = consenting.flatMap(({ cells }) =>
    Object.values(cells).flatMap(({ state, sessionId }) =>
      state === "STARTED" ? [sessionId] : [],
    ),
  );
  const [attempts, actedAt] = await Promise.all([
    readAttempts({ userIds: consenting.map(({ userId }) => userId) }),
    readActedAt(open),
  ]);
  const bySession = groupBy(attempts, ({ sessionId }) => sessionId);
  const rows = learners.map((learner) => boardRow({ learner, labs, bySession, actedAt, now }));
  return {
    cohort,
    labs,
    rows,
    stuck: rows.flatMap((row) => stuckOf(row, labs, bySession)).sort(byUrgency),
    hard: hardObjectives(attempts.filter(isOfCourse(labs)), hardShown),
    showing: consenting.length,
  };
}

interface RowRequest {
  readonly learner: RosterRow;
  readonly labs: readonly LabColumn[];
  readonly bySession: ReadonlyMap<string, readonly AttemptFacts[]>;
  readonly actedAt: ReadonlyMap<string, readonly number[]>;
  readonly now: number;
}

function boardRow(request: RowRequest): BoardRow {
  const { learner, labs } = request;
  const cells = labs.map((lab) => {
    const cell = learner.cells[lab.labId];
    return cell && boardCell(cell, lab, request);
  });
  const passed = cells.filter((cell) => cell?.state === "PASSED").length;
  return { ...learner, cells, passed };
}

function boardCell(
  cell: RosterCell,
  { minutes, objectives }: LabColumn,
  { learner, bySession, actedAt, now }: RowRequest,
): BoardCell {
  const { consentToView } = learner;
  const attempts = consentToView ? cell.attempts : undefined;
  if (cell.state !== "STARTED") return { ...cell, attempts, stuck: undefined };
  const stuck = findStuck({
    now,
    lastActiveAt: cell.lastActiveAt.getTime(),
    minutes,
    objectives,
    activeMs: cell.activeMs,
    actedAt: consentToView ? (actedAt.get(cell.sessionId) ?? []) : undefined,
    attempts: (bySession.get(cell.sessionId) ?? []).map(triedOnce),
  });
  return { ...cell, attempts, stuck };
}

export function triedOnce({ at, tasks }: AttemptFacts) {
  const idsWith = (status: string) =>
    tasks.filter(({ verdict }) => verdict.status === status).map(({ id }) => id);
  return { at: at.getTime(), passed: idsWith("pass"), failed: idsWith("fail") };
}

/** A learner appears once, with what is most urgent. */
function stuckOf(
  row: BoardRow,
  labs: readonly LabColumn[],
  bySession: RowRequest["bySession"],
): StuckLearner[] {
  const { userId, name, consentToView } = row;
  const found = row.cells.flatMap((cell, index): StuckLearner[] => {
    const lab = labs[index];
    if (!cell?.stuck || !lab) return [];
    const { stuck, sessionId } = cell;
    const tasks = bySession.get(sessionId)?.at(-1)?.tasks;
    const objective = tasks?.find(({ id }) => id === stuck.objective)?.title;
    return [{ userId, name, lab, sessionId, consentToView, stuck, objective }];
  });
  return found.sort(byUrgency).slice(0, 1);
}

const byUrgency = (one: StuckLearner, other: StuckLearner) => compareStuck(one.stuck, other.stuck);

/** Attempts at labs that have since left the course are nobody's problem any more. */
const isOfCourse = (labs: readonly LabColumn[]) => (attempt: AttemptFacts) =>
  labs.some(({ section, labId }) => section === attempt.section && labId === attempt.labId);
