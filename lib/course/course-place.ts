/**
 * Where a reader stands in the course: what is done, what is left, and the one thing to do next. Pure.
 */
import type { LessonCard } from "./list-lessons";

export interface ReadLesson {
  readonly section: number;
  readonly position: string;
  readonly completedAt: Date | null;
}

export interface TriedLab {
  readonly labId: string;
  readonly state: "NEW" | "STARTED" | "PASSED";
  readonly score: number;
  readonly maxScore: number;
}

export interface Reader {
  readonly lessons: readonly ReadLesson[];
  readonly labs: readonly TriedLab[];
  readonly resumeSection: number | undefined;
}

export type LessonState = "read" | "reading" | "new";

export interface NextStep {
  readonly kind: "start" | "resume" | "next";
  readonly lesson: LessonCard;
  /** The heading the reader had reached; empty for the start. */
  readonly position: string;
}

export interface CoursePlace {
  readonly read: number;
  readonly labs: number;
  readonly passed: number;
  readonly minutesLeft: number;
  readonly states: ReadonlyMap<number, LessonState>;
  readonly tried: ReadonlyMap<string, TriedLab>;
  /** Undefined when everything is read. */
  readonly next: NextStep | undefined;
}

const nobody: Reader = { lessons: [], labs: [], resumeSection: undefined };

export function coursePlace(lessons: readonly LessonCard[], reader: Reader = nobody): CoursePlace {
  const bySection = new Map(reader.lessons.map((lesson) => [lesson.section, lesson]));
  const states = new Map(
    lessons.map(({ section }) => [section, stateOf(bySection.get(section))] as const),
  );
  const tried = new Map(reader.labs.map((lab) => [lab.labId, lab]));
  const labs = lessons.flatMap((lesson) => lesson.labs);
  const isPassed = (id: string) => tried.get(id)?.state === "PASSED";
  const unread = lessons.filter(({ section }) => states.get(section) !== "read");
  const unsolved = labs.filter(({ id }) => !isPassed(id));
  return {
    read: lessons.length - unread.length,
    labs: labs.length,
    passed: labs.length - unsolved.length,
    minutesLeft: [...unread, ...unsolved].reduce((sum, { minutes }) => sum + minutes, 0),
    states,
    tried,
    next: nextStep(unread, bySection, reader.resumeSection),
  };
}

function stateOf(lesson: ReadLesson | undefined): LessonState {
  if (lesson === undefined) return "new";
  return lesson.completedAt === null ? "reading" : "read";
}

/** Go on where one was; else the next unread section after it; else the first unread one. */
function nextStep(
  unread: readonly LessonCard[],
  bySection: ReadonlyMap<number, ReadLesson>,
  resumeSection: number | undefined,
): NextStep | undefined {
  const after = resumeSection ?? 0;
  const lesson = unread.find(({ section }) => section >= after) ?? unread[0];
  if (lesson === undefined) return undefined;
  const begun = bySection.get(lesson.section);
  if (begun !== undefined) return { kind: "resume", lesson, position: begun.position };
  return { kind: bySection.size === 0 ? "start" : "next", lesson, position: "" };
}
