import { describe, expect, it } from "vitest";
import { compareStuck, findStuck, type WorkInProgress } from "./stuck";

const minute = 60_000;
const now = 1_000 * minute;

/** A lab of twenty minutes and four objectives, worked on until just now. */
const work = (changes: Partial<WorkInProgress>): WorkInProgress => ({
  now,
  lastActiveAt: now - minute,
  minutes: 20,
  objectives: 4,
  activeMs: 0,
  actedAt: [],
  attempts: [],
  ...changes,
});

const failedAt = (...minutesAgo: number[]) =>
  minutesAgo.map((ago) => ({ at: now - ago * minute, passed: ["a"], failed: ["b", "c"] }));

/** One action a minute, from so many minutes ago until now. */
const actedSince = (minutesAgo: number) =>
  Array.from({ length: minutesAgo + 1 }, (_, index) => now - (minutesAgo - index) * minute);

describe("who is stuck now", () => {
  it("is nobody who has just begun or moves on", () => {
    expect(findStuck(work({ actedAt: actedSince(4) }))).toBeUndefined();
    expect(findStuck(work({ attempts: failedAt(4, 2), actedAt: actedSince(4) }))).toBeUndefined();
  });

  it("is who tried the same objective three times in a row", () => {
    const attempts = failedAt(6, 4, 1);
    expect(findStuck(work({ attempts }))).toMatchObject({
      reason: "tries",
      objective: "b",
      tries: 3,
    });
    const other = { at: now - 5 * minute, passed: ["a", "b"], failed: ["c"] };
    expect(findStuck(work({ attempts: [other, ...failedAt(4, 1)] }))).toBeUndefined();
  });

  it("is who works long without passing anything new, measured by the objective's share", () => {
    // Twice a quarter of twenty minutes: ten.
    expect(findStuck(work({ actedAt: actedSince(9) }))).toBeUndefined();
    expect(findStuck(work({ actedAt: actedSince(10) }))).toMatchObject({ reason: "long" });
    const [progress] = failedAt(3);
    const attempts = progress === undefined ? [] : [progress];
    expect(findStuck(work({ actedAt: actedSince(10), attempts }))).toBeUndefined();
  });

  it("counts a long pause as two minutes, not as work", () => {
    const actedAt = [now - 60 * minute, now - 2 * minute, now - minute];
    expect(findStuck(work({ actedAt }))).toBeUndefined();
  });

  it("is who left in the middle, until a week has passed", () => {
    const left = { attempts: failedAt(40), lastActiveAt: now - 30 * minute };
    expect(findStuck(work(left))).toMatchObject({ reason: "left", tries: 1, idleMs: 30 * minute });
    const looked = {
      actedAt: [now - 31 * minute, now - 30 * minute],
      lastActiveAt: left.lastActiveAt,
    };
    expect(findStuck(work(looked))).toBeUndefined();
    expect(findStuck(work({ ...left, now: now + 8 * 24 * 60 * minute }))).toBeUndefined();
  });

  it("measures who shows only the total time by the whole lab", () => {
    expect(findStuck(work({ actedAt: undefined, activeMs: 30 * minute }))).toBeUndefined();
    expect(findStuck(work({ actedAt: undefined, activeMs: 40 * minute }))).toMatchObject({
      reason: "long",
      objective: undefined,
    });
  });
});

it("puts those who are at it before those who left, the longest first", () => {
  const stuck = (reason: "long" | "left", spentMs: number, idleMs: number) => {
    return { reason, objective: undefined, tries: 0, spentMs, idleMs } as const;
  };
  const sorted = [
    stuck("left", 9, 30),
    stuck("long", 5, 1),
    stuck("left", 9, 20),
    stuck("long", 7, 1),
  ];
  expect(sorted.sort(compareStuck).map(({ spentMs, idleMs }) => [spentMs, idleMs])).toEqual([
    [7, 1],
    [5, 1],
    [9, 20],
    [9, 30],
  ]);
});
