import { beforeAll, describe, expect, it, vi } from "vitest";
import { Cluster } from "@/lib/sim";
import type { LabChecks } from "./define-checks";
import { type LabDefinition, labSchema } from "./lab-schema";
import { runChecks } from "./run-checks";
import { fail, pass } from "./verdict";

const hints = [{ key: "look", text: "보세요." }];
const missing = fail({ lookedFor: "파드", found: "없어요", where: { kind: "Pod" }, hint: "look" });

/** Three tasks in a row, each after the one before, and one apart. */
const lab: LabDefinition = labSchema.parse({
  id: "four-tasks",
  title: "넷",
  minutes: 5,
  summary: "넷",
  learnt: "넷",
  tasks: [
    { id: "first", title: "하나", points: 1, hints },
    { id: "second", title: "둘", points: 2, after: ["first"], hints },
    { id: "third", title: "셋", points: 4, after: ["second"], hints },
    { id: "apart", title: "따로", points: 8, hints },
  ],
});

const allPass: LabChecks = {
  first: () => pass(),
  second: () => pass(),
  third: () => pass(),
  apart: () => pass(),
};

let cluster: Cluster;
beforeAll(() => {
  cluster = Cluster.create({ preset: "base-cluster", seed: 1 });
});

const run = (checks: LabChecks, onError?: (task: string) => void) =>
  runChecks({
    lab,
    checks: { ...allPass, ...checks },
    cluster,
    parameters: {},
    log: [],
    ...(onError === undefined ? {} : { onError }),
  });

const statuses = (checks: LabChecks) => run(checks).tasks.map(({ verdict }) => verdict.status);

describe("one root cause, not ten red crosses", () => {
  it("blocks what stands on a failed task, however far", () => {
    const { tasks } = run({ first: () => missing, second: () => missing, third: () => missing });
    expect(tasks.map(({ verdict }) => verdict)).toEqual([
      missing,
      { status: "blocked", blockedBy: "first" },
      { status: "blocked", blockedBy: "first" },
      { status: "pass" },
    ]);
  });

  it("blocks through a task that passes by itself", () => {
    const checks = { first: () => missing, third: () => missing };
    expect(statuses(checks)).toEqual(["fail", "pass", "blocked", "pass"]);
  });

  it("takes nothing from a task that is done already", () => {
    expect(statuses({ first: () => missing })).toEqual(["fail", "pass", "pass", "pass"]);
  });

  it("shows a failure whose forerunners passed as it is", () => {
    expect(statuses({ second: () => missing })).toEqual(["pass", "fail", "pass", "pass"]);
  });
});

describe("our mistake never costs the learner", () => {
  const broken = () => {
    throw new Error("we forgot something");
  };

  it("gives the points, is told apart, and is reported", () => {
    const onError = vi.fn();
    const verdict = run({ second: broken }, onError);
    expect(verdict.tasks[1]?.verdict).toEqual({ status: "error" });
    expect(verdict).toMatchObject({ score: 15, maxScore: 15 });
    expect(onError).toHaveBeenCalledWith(
      "second",
      expect.objectContaining({ message: "we forgot something" }),
    );
  });

  it("blocks nothing after it", () => {
    expect(statuses({ first: broken, second: () => missing })).toEqual([
      "error",
      "fail",
      "pass",
      "pass",
    ]);
  });

  it("counts a task without a check as ours", () => {
    const { first: _, ...others } = allPass;
    const verdict = runChecks({ lab, checks: others, cluster, parameters: {}, log: [] });
    expect(verdict.tasks[0]?.verdict.status).toBe("error");
  });
});

describe("score", () => {
  it("adds up what passed", () => {
    expect(run({})).toMatchObject({ score: 15, maxScore: 15, passed: true });
    expect(run({ third: () => missing })).toMatchObject({ score: 11, passed: false });
  });
});

describe("every check has a fork of its own", () => {
  it("sees nothing of what another did, and the graded cluster stays as it was", () => {
    const before = cluster.fingerprint();
    const vandal: LabChecks[string] = ({ client, cluster: fork }) => {
      const found = client.get("Namespace", { name: "vandalised" }) !== undefined;
      fork.run("controlplane", "kubectl create namespace vandalised");
      fork.advance(60_000);
      return found ? missing : pass();
    };
    const checks = { first: vandal, second: vandal, third: vandal, apart: vandal };
    expect(statuses(checks)).toEqual(["pass", "pass", "pass", "pass"]);
    expect(cluster.fingerprint()).toBe(before);
  });
});
