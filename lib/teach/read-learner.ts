// One learner of one class: the labs, and, if they agreed, every attempt and what failed how often.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { AttemptFacts } from "./attempt-facts";
import type { LabColumn } from "./course-labs";
import { commonestFailures, type Failure } from "./failures";
import { readAttempts } from "./read-attempts";
import { type Board, type BoardRow, readBoard } from "./read-board";

export interface LearnerSession {
  readonly id: string;
  readonly section: number;
  readonly labId: string;
  readonly createdAt: Date;
  readonly lastActiveAt: Date;
  readonly activeMs: number;
  /** Started anew since: kept to look at. */
  readonly isArchived: boolean;
  readonly attempts: readonly AttemptFacts[];
}

export interface LearnerView {
  readonly cohort: Board["cohort"];
  readonly labs: readonly LabColumn[];
  readonly learner: BoardRow;
  /** Nothing of learners who did not agree. Latest first. */
  readonly sessions: readonly LearnerSession[];
  readonly failures: readonly Failure[];
}

const sessionsShown = 60;
const failuresShown = 10;

export async function readLearner(
  { cohortId, userId }: { readonly cohortId: string; readonly userId: string },
  viewer: Viewer,
): Promise<LearnerView> {
  const { cohort, labs, rows } = await readBoard(cohortId, viewer);
  const learner = rows.find((row) => row.userId === userId);
  if (learner === undefined) refuse("notFound");
  if (!learner.consentToView) return { cohort, labs, learner, sessions: [], failures: [] };
  const [sessions, attempts] = await Promise.all([
    findSessions(userId),
    readAttempts({ userIds: [userId] }),
  ]);
  return {
    cohort,
    labs,
    learner,
    sessions: sessions.map(({ archivedAt, section, labId, ...session }) => ({
      ...session,
      section: section ?? 0,
      labId: labId ?? "",
      isArchived: archivedAt !== null,
      attempts: attempts.filter(({ sessionId }) => sessionId === session.id),
    })),
    failures: commonestFailures(attempts)
      .sort((one, other) => other.count - one.count)
      .slice(0, failuresShown),
  };
}

const findSessions = (userId: string) =>
  db().labSession.findMany({
    where: { userId, kind: "LAB", labId: { not: null }, state: { not: "NEW" } },
    orderBy: [{ lastActiveAt: "desc" }, { id: "asc" }],
    take: sessionsShown,
    select: {
      id: true,
      section: true,
      labId: true,
      createdAt: true,
      lastActiveAt: true,
      activeMs: true,
      archivedAt: true,
    },
  });
