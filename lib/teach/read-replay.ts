// What a replay begins with: whose it is, its steps, and each verdict as the learner saw it.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { LabVerdict, TaskVerdict } from "@/lib/labs/verdict";
import { readLog } from "@/lib/sessions/load-session";
import type { Note } from "@/lib/sessions/session-notes";
import { fillIn, parametersOf } from "@/lib/sessions/start-lab";
import { courseLabs } from "./course-labs";
import { openAttempt } from "./open-attempt";
import { readNotes } from "./read-notes";
import { type ReplayStep, replaySteps } from "./replay-steps";
import { taughtCohortOf } from "./taught-cohort-of";

export interface ReplayVerdict {
  readonly sequence: number;
  readonly verdict: LabVerdict;
}

export interface ReplayView {
  readonly sessionId: string;
  readonly learner: { readonly id: string; readonly name: string };
  /** The viewer's own class this learner is in, to go back to; an admin may have none. */
  readonly cohort: { readonly id: string; readonly name: string } | undefined;
  readonly lab:
    | { readonly section: number; readonly id: string; readonly title: string }
    | undefined;
  readonly state: "NEW" | "STARTED" | "PASSED";
  readonly isArchived: boolean;
  readonly assisted: boolean;
  readonly activeMs: number;
  readonly createdAt: Date;
  readonly lastActiveAt: Date;
  readonly steps: readonly ReplayStep[];
  readonly verdicts: readonly ReplayVerdict[];
  readonly notes: readonly Note[];
}

export async function readReplay(viewer: Viewer, sessionId: string): Promise<ReplayView> {
  const session = await openAttempt(viewer, sessionId);
  const { section, labId } = session;
  const [log, verdicts, labs, notes, cohort] = await Promise.all([
    readLog(sessionId, 0),
    readVerdicts(sessionId, parametersOf(session.parameters)),
    courseLabs(),
    readNotes(viewer, sessionId),
    taughtCohortOf(viewer, session.userId),
  ]);
  const lab = labs.find((each) => each.section === section && each.labId === labId);
  return {
    sessionId,
    learner: session.user,
    cohort,
    lab:
      section === null || labId === null
        ? undefined
        : { section, id: labId, title: lab?.title ?? labId },
    state: session.state,
    isArchived: session.archivedAt !== null,
    assisted: session.assisted,
    activeMs: session.activeMs,
    createdAt: session.createdAt,
    lastActiveAt: session.lastActiveAt,
    steps: replaySteps(log, new Map(verdicts.map(({ sequence, verdict }) => [sequence, verdict]))),
    verdicts,
    notes,
  };
}

async function readVerdicts(
  sessionId: string,
  parameters: Readonly<Record<string, string>>,
): Promise<ReplayVerdict[]> {
  const attempts = await db().attempt.findMany({
    where: { sessionId },
    orderBy: { sequence: "asc" },
  });
  return attempts.map(({ sequence, score, maxScore, passed, verdicts }) => {
    const tasks = (verdicts as unknown as readonly TaskVerdict[]).map((task) => {
      return { ...task, title: fillIn(task.title, parameters) };
    });
    return { sequence, verdict: { score, maxScore, passed, tasks } };
  });
}
