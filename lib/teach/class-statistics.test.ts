// Attempts of a small class → what it does not understand.
import { describe, expect, it } from "vitest";
import { fail, pass, type Verdict } from "@/lib/labs/verdict";
import type { AttemptFacts } from "./attempt-facts";
import { commonestFailures, withoutParticulars } from "./failures";
import { hardObjectives } from "./hard-objectives";
import { abilityFrom, objectiveStatistics } from "./objectives";

let sequence = 0;

/** `attempt("minjun", { image: fail(…), label: pass() })` */
function attempt(userId: string, verdicts: Record<string, Verdict>, labId = "pods"): AttemptFacts {
  sequence += 1;
  const tasks = Object.entries(verdicts).map(([id, verdict]) => ({
    id,
    title: id,
    points: 1,
    verdict,
  }));
  const score = tasks.filter(({ verdict }) => verdict.status === "pass").length;
  return {
    userId,
    sessionId: `${userId}-${labId}`,
    section: 22,
    labId,
    sequence,
    at: new Date(sequence),
    score,
    maxScore: tasks.length,
    passed: score === tasks.length,
    tasks,
  };
}

const wrong = (found: string, hint?: string) =>
  fail({ lookedFor: "nginx", found, ...(hint === undefined ? {} : { hint }) });
const blocked = { status: "blocked", blockedBy: "image" } as const;

describe("the commonest failures", () => {
  it("count one mistake once, however its names and numbers differ", () => {
    const failures = commonestFailures([
      attempt("a", { image: wrong("파드 web-1의 이미지가 ngnix예요") }),
      attempt("b", { image: wrong("파드 api-2의 이미지가 ngimx예요") }),
      attempt("b", { image: wrong("파드 api-2의 이미지가 ngimx예요") }),
      attempt("b", { image: wrong("파드가 없어요") }),
    ]);
    expect(failures).toMatchObject([
      { task: "image", count: 3, learners: 2, found: "파드 api-2의 이미지가 ngimx예요" },
      { count: 1, learners: 1, found: "파드가 없어요" },
    ]);
    expect(withoutParticulars("파드 web-1이 nginx:1.27로 2개예요")).toBe("파드 ·이 ·로 ·개예요");
  });

  it("go by the hint where the check raised one", () => {
    const failures = commonestFailures([
      attempt("a", { image: wrong("이미지가 없어요", "typo") }),
      attempt("b", { image: wrong("파드가 멈춰 있어요", "typo") }),
    ]);
    expect(failures).toMatchObject([{ count: 2, learners: 2 }]);
  });
});

describe("an objective", () => {
  const objectives = [
    { id: "image", title: "image" },
    { id: "label", title: "label" },
  ];

  it("counts tries until the first pass, and leaves out what says nothing about it", () => {
    const attempts = [
      attempt("a", { image: wrong("x"), label: blocked }),
      attempt("a", { image: pass(), label: pass() }),
      attempt("a", { image: wrong("x"), label: pass() }),
      attempt("b", { image: wrong("x"), label: blocked }),
      attempt("c", { image: pass(), label: { status: "error" } }),
    ];
    const [image, label] = objectiveStatistics({ objectives, attempts, ability: () => undefined });
    expect(image).toMatchObject({
      tried: 3,
      passed: 2,
      passedAtOnce: 1,
      medianTries: 1.5,
      failures: 2,
    });
    expect(label).toMatchObject({
      tried: 1,
      passed: 1,
      passedAtOnce: 1,
      medianTries: 1,
      failures: 0,
    });
  });

  it("discriminates when those who do well elsewhere get it at once", () => {
    const able = ["a", "b", "c"];
    const learners = [...able, "d", "e", "f"];
    const attempts = learners.flatMap((userId) => {
      const isAble = able.includes(userId);
      return [
        attempt(userId, { scale: isAble ? pass() : wrong("x") }, "deployments"),
        attempt(userId, { image: isAble ? pass() : wrong("x"), label: pass() }),
      ];
    });
    const ability = abilityFrom(attempts)("pods");
    const mine = attempts.filter(({ labId }) => labId === "pods");
    const [image, label] = objectiveStatistics({ objectives, attempts: mine, ability });
    expect(image?.discrimination).toBeCloseTo(1);
    // Everybody got it: it tells nobody apart.
    expect(label?.discrimination).toBeUndefined();
  });
});

it("lists what most of the class fails at, those still failing first", () => {
  const attempts = [
    attempt("a", { image: wrong("x"), label: pass(), probe: wrong("y") }),
    attempt("a", { image: pass(), label: pass(), probe: wrong("y") }),
    attempt("b", { image: wrong("x"), label: wrong("z"), probe: wrong("y") }),
    attempt("b", { image: pass(), label: pass(), probe: wrong("y") }),
  ];
  expect(hardObjectives(attempts, 5)).toMatchObject([
    { task: "probe", tried: 2, failed: 2, notYet: 2, commonest: { found: "y", learners: 2 } },
    { task: "image", tried: 2, failed: 2, notYet: 0 },
  ]);
});
