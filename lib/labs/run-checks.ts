// Runs a lab's checks, each on a fork of its own, and puts their verdicts together. Pure: the cluster that is
// graded is never touched, and the order of tasks does not matter.

import type { LoggedAction } from "@/lib/sessions/action";
import type { Cluster } from "@/lib/sim";
import type { Check, LabChecks } from "./define-checks";
import type { LabDefinition, TaskDefinition } from "./lab-schema";
import type { LabVerdict, TaskVerdict, Verdict } from "./verdict";

export interface Grading {
  readonly lab: LabDefinition;
  readonly checks: LabChecks;
  readonly cluster: Cluster;
  readonly parameters: Readonly<Record<string, string>>;
  readonly log: readonly LoggedAction[];
  /** Told of our own mistakes. */
  onError?(task: string, error: unknown): void;
}

export function runChecks(grading: Grading): LabVerdict {
  const { lab } = grading;
  const clusters = new Map(lab.tasks.map(({ id }) => [id, grading.cluster.fork()]));
  const verdicts = new Map(
    lab.tasks.map((task) => [task.id, runCheck(grading, task, clusters.get(task.id))]),
  );
  const tasks = lab.tasks.map((task): TaskVerdict => {
    const { id, title, points } = task;
    const aheadMs = Math.round((clusters.get(id)?.now ?? 0) - grading.cluster.now);
    const verdict = orBlocked(task, verdicts, lab);
    return { id, title, points, verdict, ...(aheadMs > 0 && { aheadMs }) };
  });
  const earned = tasks.filter(
    ({ verdict }) => verdict.status === "pass" || verdict.status === "error",
  );
  const total = (list: readonly TaskVerdict[]): number =>
    list.reduce((sum, { points }) => sum + points, 0);
  return {
    score: total(earned),
    maxScore: total(tasks),
    passed: tasks.every(({ verdict }) => verdict.status === "pass"),
    tasks,
  };
}

/** Runs one check on `cluster`, which it may do with what it likes. */
export function runCheck(
  grading: Grading,
  task: TaskDefinition,
  cluster = grading.cluster.fork(),
): Verdict {
  const check: Check | undefined = grading.checks[task.id];
  const { parameters, log } = grading;
  try {
    if (check === undefined) throw new Error(`no check is called ${task.id}`);
    return check({ cluster, client: cluster.client(), parameters, log });
  } catch (error) {
    grading.onError?.(task.id, error);
    return { status: "error" };
  }
}

/** A failure whose cause is a failed task before it says so instead. */
function orBlocked(
  task: TaskDefinition,
  verdicts: ReadonlyMap<string, Verdict>,
  lab: LabDefinition,
): Verdict {
  const own = verdicts.get(task.id) ?? { status: "error" };
  if (own.status !== "fail") return own;
  const cause = firstFailed(task, verdicts, lab);
  return cause === undefined ? own : { status: "blocked", blockedBy: cause };
}

/** The earliest failed task that this one builds on, however far back. */
function firstFailed(
  task: TaskDefinition,
  verdicts: ReadonlyMap<string, Verdict>,
  lab: LabDefinition,
): string | undefined {
  for (const id of task.after) {
    const before = lab.tasks.find((each) => each.id === id);
    const deeper = before && firstFailed(before, verdicts, lab);
    if (deeper !== undefined) return deeper;
    if (verdicts.get(id)?.status === "fail") return id;
  }
  return undefined;
}
