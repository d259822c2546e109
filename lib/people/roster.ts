// One cohort as a grid: learners down, labs across. State and score are shown of everyone in the
// cohort; what they typed is another question, answered by `mayViewSession`.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { taughtBy } from "./taught-by";

export interface RosterCell {
  readonly sessionId: string;
  readonly state: "NEW" | "STARTED" | "PASSED";
  readonly score: number;
  readonly maxScore: number;
  readonly attempts: number;
  readonly assisted: boolean;
  readonly activeMs: number;
  readonly lastActiveAt: Date;
}

export interface RosterRow {
  readonly userId: string;
  readonly name: string;
  readonly joinedAt: Date;
  readonly consentToView: boolean;
  /** By lab id; a lab never opened has no cell. */
  readonly cells: Readonly<Record<string, RosterCell>>;
  readonly activeMs: number;
  readonly lastActiveAt: Date | undefined;
  readonly lessonsCompleted: number;
}

export interface Roster {
  readonly cohort: { readonly id: string; readonly name: string; readonly code: string };
  readonly rows: readonly RosterRow[];
}

export async function roster(cohortId: string, viewer: Viewer): Promise<Roster> {
  const cohort = await db().cohort.findFirst({
    where: { AND: [{ id: cohortId }, taughtBy(viewer)] },
    select: { id: true, name: true, code: true },
  });
  if (!cohort) refuse("notFound");
  const learners = await findLearners(cohortId);
  return { cohort, rows: learners.map(rosterRow) };
}

function findLearners(cohortId: string) {
  return db().enrollment.findMany({
    where: { cohortId, role: "LEARNER" },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: {
      joinedAt: true,
      consentToView: true,
      user: {
        select: {
          id: true,
          name: true,
          _count: { select: { lessonProgress: { where: { completedAt: { not: null } } } } },
          labSessions: {
            where: { kind: "LAB", archivedAt: null },
            // The cell of a lab is its latest session.
            orderBy: [{ lastActiveAt: "asc" }, { id: "asc" }],
            select: {
              id: true,
              labId: true,
              state: true,
              score: true,
              maxScore: true,
              assisted: true,
              activeMs: true,
              lastActiveAt: true,
              _count: { select: { attempts: true } },
            },
          },
        },
      },
    },
  });
}

type Learner = Awaited<ReturnType<typeof findLearners>>[number];

function rosterRow({ joinedAt, consentToView, user }: Learner): RosterRow {
  const sessions = user.labSessions;
  return {
    userId: user.id,
    name: user.name,
    joinedAt,
    consentToView,
    cells: Object.fromEntries(
      sessions.map((session) => [session.labId ?? "", rosterCell(session)]),
    ),
    activeMs: sessions.reduce((sum, session) => sum + session.activeMs, 0),
    lastActiveAt: sessions.at(-1)?.lastActiveAt,
    lessonsCompleted: user._count.lessonProgress,
  };
}

function rosterCell(session: Learner["user"]["labSessions"][number]): RosterCell {
  const { id, labId: _labId, _count, ...rest } = session;
  return { sessionId: id, attempts: _count.attempts, ...rest };
}
