// The demo class at work: sessions with real logs, attempts and verdicts, lessons read, and a note. Each
// session is made once; one that is there already is left as it is.
import type { Prisma } from "@/generated/prisma/client";
import { listLessons } from "@/lib/course/list-lessons";
import { db } from "@/lib/db/client";
import { seedFrom } from "@/lib/sessions/base-clusters";
import { engineVersion } from "@/lib/sessions/engine-version";
import { courseLabs, type LabColumn } from "@/lib/teach/course-labs";
import { demoCohortId } from "./people";
import { type PlayedStory, playStory } from "./play-story";
import { learnerWithoutConsent, lessonsRead, note, type Story, stories } from "./stories";

export async function seedSessions(now = Date.now()): Promise<void> {
  await seedLessons(now);
  const labs = await courseLabs();
  const known = await db().labSession.findMany({
    where: { id: { startsWith: "demo-" } },
    select: { id: true },
  });
  if (known.length === 0) await withdrawConsent();
  const there = new Set(known.map(({ id }) => id));
  for (const story of stories) {
    const lab = labs[story.lab];
    if (lab === undefined || there.has(idOf(story.userId, lab))) continue;
    const played = await playStory(story, lab).catch((error: unknown) => leftOut(lab, error));
    if (played) await keep(story, { lab, now, played });
  }
  await seedNote(labs);
}

const idOf = (userId: string, { section, labId }: LabColumn) => `${userId}-${section}-${labId}`;

/** Nobody's start of Naru should fail because a lab of the demo does; the proofs of the labs are strict. */
function leftOut({ section, labId }: LabColumn, error: unknown): undefined {
  console.error(`demo: lab ${section}/${labId} is left out:`, error);
}

interface Kept {
  readonly lab: LabColumn;
  readonly played: PlayedStory;
  readonly now: number;
}

async function keep({ userId, minutesAgo }: Story, { lab, played, now }: Kept): Promise<void> {
  const { log, attempts, virtualTime, preset, seed, parameters } = played;
  const lastMs = log.at(-1)?.elapsedMs ?? 0;
  const id = idOf(userId, lab);
  const endedAt = now - (minutesAgo + hourOfDay(id, minutesAgo)) * 60_000;
  const wallAt = (elapsedMs: number) => new Date(endedAt - lastMs + elapsedMs);
  await db().labSession.create({
    data: {
      ...{ id, userId, preset, seed, parameters, engineVersion },
      kind: "LAB",
      section: lab.section,
      labId: lab.labId,
      labVersion: played.labVersion,
      version: log.length,
      virtualTime: BigInt(Math.round(virtualTime)),
      score: Math.max(0, ...attempts.map(({ verdict }) => verdict.score)),
      maxScore: played.maxScore,
      state: attempts.some(({ verdict }) => verdict.passed) ? "PASSED" : "STARTED",
      assisted: log.some(({ action }) => action.kind === "solution"),
      activeMs: Math.round(played.activeMs),
      createdAt: wallAt(0),
      lastActiveAt: wallAt(lastMs),
      actions: { createMany: { data: log.map((each) => actionRow(each, wallAt)) } },
      attempts: { createMany: { data: attempts.map((each) => attemptRow(each, wallAt)) } },
    },
  });
}

/** Days ago it was not always the same hour. */
const hourOfDay = (id: string, minutesAgo: number) =>
  minutesAgo < 24 * 60 ? 0 : seedFrom(id, "hour") % (9 * 60);

type WallAt = (elapsedMs: number) => Date;

function actionRow({ elapsedMs, at, action, ...rest }: PlayedStory["log"][number], wallAt: WallAt) {
  return {
    ...rest,
    at: BigInt(Math.round(at)),
    wallAt: wallAt(elapsedMs),
    kind: action.kind,
    body: action as Prisma.InputJsonObject,
  };
}

function attemptRow(attempt: PlayedStory["attempts"][number], wallAt: WallAt) {
  const { sequence, elapsedMs, verdict } = attempt;
  const { score, maxScore, passed, tasks } = verdict;
  const verdicts = tasks as unknown as Prisma.InputJsonArray;
  return { sequence, score, maxScore, passed, verdicts, createdAt: wallAt(elapsedMs) };
}

async function seedLessons(now: number): Promise<void> {
  const sections = (await listLessons()).map(({ section }) => section);
  const data = Object.entries(lessonsRead).flatMap(([userId, count]) =>
    sections.slice(0, count).map((section, index) => {
      const completedAt = new Date(now - (count - index) * 9 * 60 * 60_000);
      return { userId, section, completedAt };
    }),
  );
  await db().lessonProgress.createMany({ data, skipDuplicates: true });
}

/** So that the instructor's screens show what that looks like, too. */
async function withdrawConsent(): Promise<void> {
  await db().enrollment.updateMany({
    where: { userId: learnerWithoutConsent, cohortId: demoCohortId },
    data: { consentToView: false },
  });
}

async function seedNote(labs: readonly LabColumn[]): Promise<void> {
  const lab = labs[note.lab];
  if (lab === undefined) return;
  const sessionId = idOf(note.userId, lab);
  const id = `demo-note-${note.userId}`;
  if ((await db().labSession.count({ where: { id: sessionId } })) === 0) return;
  const { text } = note;
  await db().instructorNote.upsert({
    where: { id },
    create: { id, sessionId, authorId: "demo-instructor", text },
    update: {},
  });
}
