import { describe, expect, it } from "vitest";
import type { LoggedAction, SessionAction } from "@/lib/sessions/action";
import { jump, stayMs } from "./replay-pace";
import { replaySteps } from "./replay-steps";

/** Actions at the given minutes. */
const log = (...rows: [minute: number, action: SessionAction][]): LoggedAction[] =>
  rows.map(([minute, action], index) => ({
    sequence: index + 1,
    at: 0,
    wallAt: new Date(minute * 60_000),
    actorId: "nari",
    action,
    digest: "",
  }));

const type = (text: string): SessionAction => ({ kind: "input", terminal: "main", text });
const failed = { score: 1, maxScore: 3, passed: false };

const steps = replaySteps(
  log(
    [0, { kind: "open-terminal", terminal: "node01", machine: "node01", columns: 80 }],
    [0, type("kubectl run web\n")],
    [1, { kind: "check" }],
    [9, { kind: "save-file", machine: "controlplane", path: "/root/a.yaml", text: "" }],
    [10, { kind: "check" }],
  ),
  new Map([
    [3, failed],
    [5, { ...failed, passed: true }],
  ]),
);

describe("the steps of a replay", () => {
  it("leave out what only moved the screen, and know pauses and verdicts", () => {
    expect(steps).toMatchObject([
      { sequence: 2, kind: "command", label: "kubectl run web", gapMs: 0, isLongPause: false },
      { sequence: 3, kind: "check", grade: failed },
      { sequence: 4, kind: "save", label: "/root/a.yaml", isLongPause: true },
      { sequence: 5, kind: "check", grade: { passed: true } },
    ]);
  });

  it("are walked one by one, and never beyond the ends", () => {
    expect(jump(steps, 0, "back")).toBe(0);
    expect(jump(steps, 0, "forward")).toBe(1);
    expect(jump(steps, 4, "forward")).toBe(4);
    expect([jump(steps, 2, "first"), jump(steps, 2, "last")]).toEqual([0, 4]);
  });

  it("are jumped over to each verdict and each long pause", () => {
    expect([0, 2, 4].map((at) => jump(steps, at, "verdict"))).toEqual([2, 4, 4]);
    expect([4, 3, 2, 1].map((at) => jump(steps, at, "verdict-back"))).toEqual([2, 2, 2, 1]);
    expect(jump(steps, 0, "pause")).toBe(3);
    expect(jump(steps, 4, "pause-back")).toBe(3);
  });

  it("stay as long as it took, within what anyone would watch", () => {
    const [first, second, third] = steps;
    if (!first || !second || !third) throw new Error("there are four steps");
    expect(stayMs(first, 1)).toBe(250);
    expect(stayMs(third, 1)).toBe(4000);
    expect(stayMs(third, 8)).toBe(500);
  });
});
