// What a check says about one task. It never says only "no": it says what was looked for, what was found,
// and where to look.

/** Where the learner should look. */
export interface Place {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** `spec.template.spec.containers[0].image` */
  readonly fieldPath?: string;
  /** A file of the learner's, and a line in it (from 1). */
  readonly file?: string;
  readonly line?: number;
  /** What the cluster itself said about it. */
  readonly event?: string;
}

export interface Pass {
  readonly status: "pass";
  /** What was seen, in one sentence. */
  readonly found?: string;
}

export interface Fail {
  readonly status: "fail";
  readonly lookedFor: string;
  readonly found: string;
  readonly where?: Place;
  /** The key of a hint of the task. */
  readonly hint?: string;
}

/** Another task has to be done first: one root cause is shown, not ten. */
export interface Blocked {
  readonly status: "blocked";
  readonly blockedBy: string;
}

/** Our fault: shown as ours, and never the learner's cost. */
export interface CheckError {
  readonly status: "error";
}

export type Verdict = Pass | Fail | Blocked | CheckError;

export interface TaskVerdict {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly verdict: Verdict;
  /** How far the check let its fork run ahead, in milliseconds of the cluster's clock. */
  readonly aheadMs?: number;
}

export interface LabVerdict {
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
  readonly tasks: readonly TaskVerdict[];
}

export const pass = (found?: string): Pass => ({
  status: "pass",
  ...(found === undefined ? {} : { found }),
});

export const fail = (said: Omit<Fail, "status">): Fail => ({ status: "fail", ...said });
