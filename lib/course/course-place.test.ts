import { describe, expect, it } from "vitest";
import { coursePlace, type Reader } from "./course-place";
import type { LessonCard } from "./list-lessons";

const lesson = (section: number, labs: LessonCard["labs"] = []): LessonCard => ({
  section,
  slug: `${section}-x`,
  title: `제목 ${section}`,
  english: "",
  group: "오브젝트",
  summary: "",
  minutes: 10,
  goals: [],
  preset: "three-nodes",
  labs,
  questions: 0,
});

const course = [
  lesson(21),
  lesson(22, [{ id: "first-pod", title: "첫 파드", minutes: 5, tasks: 1 }]),
  lesson(29),
];

const at = new Date(0);
const read = (section: number) => ({ section, position: "", completedAt: at });
const reading = (section: number, position = "") => ({ section, position, completedAt: null });
const reader = (lessons: Reader["lessons"], resumeSection: number): Reader => ({
  lessons,
  labs: [],
  resumeSection,
});

describe("the place of a reader", () => {
  it("is the first lesson for whoever never read", () => {
    const place = coursePlace(course);
    expect(place.next).toMatchObject({ kind: "start", lesson: { section: 21 } });
    expect(place).toMatchObject({ read: 0, labs: 1, passed: 0, minutesLeft: 35 });
  });

  it("is where they stopped, at the heading they had reached", () => {
    const place = coursePlace(course, reader([read(21), reading(22, "metadata")], 22));
    expect(place.next).toMatchObject({ kind: "resume", position: "metadata" });
    expect(place.states.get(22)).toBe("reading");
  });

  it("is the lesson after the one just finished", () => {
    const place = coursePlace(course, reader([read(22)], 22));
    expect(place.next).toMatchObject({ kind: "next", lesson: { section: 29 } });
  });

  it("goes back to what was skipped once the end is read", () => {
    const place = coursePlace(course, reader([read(22), read(29)], 29));
    expect(place.next).toMatchObject({ kind: "next", lesson: { section: 21 } });
  });

  it("is nowhere when all is read; labs still count as time left", () => {
    const place = coursePlace(course, reader([read(21), read(22), read(29)], 29));
    expect(place.next).toBeUndefined();
    expect(place.minutesLeft).toBe(5);
  });

  it("counts labs that were passed", () => {
    const labs = [{ labId: "first-pod", state: "PASSED", score: 10, maxScore: 10 }] as const;
    const place = coursePlace(course, { lessons: [], labs, resumeSection: undefined });
    expect(place).toMatchObject({ passed: 1, minutesLeft: 30 });
  });
});
