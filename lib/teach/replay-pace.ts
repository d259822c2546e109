// How a replay moves: how long each step stays, and where the jumps lead. Pure; used in the browser too.
import type { ReplayStep } from "./replay-steps";

export const speeds = [1, 2, 4, 8] as const;

const shortestMs = 250;
/** Nobody wants to watch a pause: longer ones are shown as this. */
const longestMs = 4000;

/** How long to stay at a step before `next` comes. */
export const stayMs = (next: ReplayStep, speed: number): number =>
  Math.max(shortestMs, Math.min(next.gapMs, longestMs) / speed);

export type Jump =
  | "first"
  | "back"
  | "forward"
  | "last"
  | "verdict"
  | "verdict-back"
  | "pause"
  | "pause-back";

/** Positions count steps: 0 is the start, before anything was done. */
export function jump(steps: readonly ReplayStep[], position: number, to: Jump): number {
  const last = steps.length;
  switch (to) {
    case "first":
      return 0;
    case "last":
      return last;
    case "back":
      return Math.max(0, position - 1);
    case "forward":
      return Math.min(last, position + 1);
    case "verdict":
      return nextOf(steps, position, isVerdict) ?? position;
    case "verdict-back":
      return previousOf(steps, position, isVerdict) ?? position;
    case "pause":
      return nextOf(steps, position, isPause) ?? position;
    case "pause-back":
      return previousOf(steps, position, isPause) ?? position;
  }
}

const isVerdict = ({ grade }: ReplayStep) => grade !== undefined;
const isPause = ({ isLongPause }: ReplayStep) => isLongPause;

type Question = (step: ReplayStep) => boolean;

function nextOf(steps: readonly ReplayStep[], position: number, isIt: Question) {
  const index = steps.findIndex((step, at) => at >= position && isIt(step));
  return index < 0 ? undefined : index + 1;
}

function previousOf(steps: readonly ReplayStep[], position: number, isIt: Question) {
  const index = steps.findLastIndex((step, at) => at < position - 1 && isIt(step));
  return index < 0 ? undefined : index + 1;
}
