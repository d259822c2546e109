// All that the course screens show of one reader: lessons, answers, labs, and the place to go on from.
import { db } from "@/lib/db/client";

export interface LessonState {
  readonly section: number;
  readonly position: string;
  readonly completedAt: Date | null;
  readonly updatedAt: Date;
}

export interface QuizState {
  readonly section: number;
  readonly questionId: string;
  readonly choice: number;
  readonly correct: boolean;
}

export interface LabState {
  readonly sessionId: string;
  readonly labId: string;
  readonly section: number | null;
  readonly state: "NEW" | "STARTED" | "PASSED";
  readonly score: number;
  readonly maxScore: number;
  readonly assisted: boolean;
  readonly lastActiveAt: Date;
}

export interface Progress {
  readonly lessons: readonly LessonState[];
  readonly answers: readonly QuizState[];
  /** One per lab: the session the learner would go on in. */
  readonly labs: readonly LabState[];
  /** The section read last. */
  readonly resumeSection: number | undefined;
}

export async function readProgress(userId: string): Promise<Progress> {
  const [lessons, answers, labs] = await Promise.all([
    findLessons(userId),
    findAnswers(userId),
    findLabs(userId),
  ]);
  const latest = lessons.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())[0];
  return { lessons, answers, labs, resumeSection: latest?.section };
}

const findLessons = (userId: string) =>
  db().lessonProgress.findMany({
    where: { userId },
    orderBy: { section: "asc" },
    select: { section: true, position: true, completedAt: true, updatedAt: true },
  });

const findAnswers = (userId: string) =>
  db().quizAnswer.findMany({
    where: { userId },
    orderBy: [{ section: "asc" }, { questionId: "asc" }],
    select: { section: true, questionId: true, choice: true, correct: true },
  });

async function findLabs(userId: string): Promise<LabState[]> {
  const sessions = await db().labSession.findMany({
    where: { userId, kind: "LAB", labId: { not: null }, archivedAt: null },
    orderBy: [{ lastActiveAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      labId: true,
      section: true,
      state: true,
      score: true,
      maxScore: true,
      assisted: true,
      lastActiveAt: true,
    },
  });
  // A later session of the same lab takes the place of an earlier one.
  const byLab = new Map<string, LabState>();
  for (const { id, labId, ...rest } of sessions) {
    if (labId) byLab.set(labId, { sessionId: id, labId, ...rest });
  }
  return [...byLab.values()];
}
