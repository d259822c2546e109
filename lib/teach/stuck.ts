// Who needs help now: long on one objective, many tries at it, or gone in the middle. Pure; the instant is
// given.

export interface WorkInProgress {
  /** Milliseconds since 1970, as all instants here. */
  readonly now: number;
  readonly lastActiveAt: number;
  /** What the author expects the whole lab to take. */
  readonly minutes: number;
  readonly objectives: number;
  readonly activeMs: number;
  /** When the learner did something, oldest first; nothing for learners who keep that to themselves. */
  readonly actedAt: readonly number[] | undefined;
  /** Oldest first. */
  readonly attempts: readonly TriedOnce[];
}

export interface TriedOnce {
  readonly at: number;
  /** Objectives in the lab's order; the first failed one is where the learner stands. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

export interface Stuck {
  /** Most urgent first: `tries` and `long` are at it right now, `left` went away in the middle. */
  readonly reason: "tries" | "long" | "left";
  readonly objective: string | undefined;
  /** Tries in a row that failed on that objective. */
  readonly tries: number;
  /** Time at work since the last progress. */
  readonly spentMs: number;
  readonly idleMs: number;
}

const minute = 60_000;

/** Chosen so that a class of thirty shows a handful of names. */
const thresholds = {
  tries: 3,
  /** Times the objective's share of the lab's minutes. */
  slowness: 2,
  longAtLeastMs: 8 * minute,
  /** Without a keystroke for this long somebody has gone, or sits there helpless. */
  idleMs: 10 * minute,
  /** Looking around for a moment and leaving is not being stuck. */
  middleMs: 3 * minute,
  /** After a week nobody is in the middle of it any more. */
  forgottenMs: 7 * 24 * 60 * minute,
} as const;

export function findStuck(work: WorkInProgress): Stuck | undefined {
  const idleMs = Math.max(0, work.now - work.lastActiveAt);
  if (idleMs > thresholds.forgottenMs) return undefined;
  const objective = work.attempts.at(-1)?.failed[0];
  const tries = objective === undefined ? 0 : triesInARow(work.attempts, objective);
  const spentMs = spentSinceProgress(work);
  const reason = reasonFor({ idleMs, tries, spentMs, longMs: longFor(work) });
  return reason && { reason, objective, tries, spentMs, idleMs };
}

/** The most urgent first: at it now before gone, then the longest, then the most tries. */
export function compareStuck(one: Stuck, other: Stuck): number {
  const isGone = ({ reason }: Stuck) => Number(reason === "left");
  return (
    isGone(one) - isGone(other) ||
    (isGone(one) === 1 ? one.idleMs - other.idleMs : other.spentMs - one.spentMs) ||
    other.tries - one.tries
  );
}

function reasonFor(seen: {
  readonly idleMs: number;
  readonly tries: number;
  readonly spentMs: number;
  readonly longMs: number;
}): Stuck["reason"] | undefined {
  const { idleMs, tries, spentMs, longMs } = seen;
  if (idleMs >= thresholds.idleMs) {
    return tries > 0 || spentMs >= thresholds.middleMs ? "left" : undefined;
  }
  if (tries >= thresholds.tries) return "tries";
  return spentMs >= longMs ? "long" : undefined;
}

function longFor({ minutes, objectives, actedAt }: WorkInProgress): number {
  // Of learners who show only their total time, the whole lab is the yardstick.
  const share = actedAt === undefined ? minutes : minutes / Math.max(1, objectives);
  return Math.max(thresholds.longAtLeastMs, thresholds.slowness * share * minute);
}

function triesInARow(attempts: readonly TriedOnce[], objective: string): number {
  const before = attempts.findLastIndex(({ failed }) => !failed.includes(objective));
  return attempts.length - 1 - before;
}

function spentSinceProgress({ actedAt, attempts, activeMs }: WorkInProgress): number {
  if (actedAt === undefined) return activeMs;
  return activeBetween(actedAt, lastProgress(attempts) ?? Number.NEGATIVE_INFINITY);
}

/** When an objective was passed that had never been passed before. */
function lastProgress(attempts: readonly TriedOnce[]): number | undefined {
  const known = new Set<string>();
  let at: number | undefined;
  for (const attempt of attempts) {
    const isProgress = attempt.passed.some((task) => !known.has(task));
    for (const task of attempt.passed) known.add(task);
    if (isProgress) at = attempt.at;
  }
  return at;
}

/** A pause longer than this is not work. */
const attentionMs = 2 * minute;

function activeBetween(actedAt: readonly number[], since: number): number {
  const acts = actedAt.filter((at) => at >= since);
  return acts.reduce((sum, at, index) => {
    const before = acts[index - 1];
    return before === undefined ? sum : sum + Math.min(attentionMs, at - before);
  }, 0);
}
