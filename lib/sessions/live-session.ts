// A session that is in memory: its timeline, the version it was read at, and how time passes for it.
import type { Timeline } from "./timeline";

export interface LiveSession {
  readonly id: string;
  readonly userId: string;
  readonly timeline: Timeline;
  /** The timeline reaches back to the very start, not only to the last snapshot. */
  readonly isWhole: boolean;
  /** The row's version; a write with another one is refused. */
  version: number;
  /** Actions since the last snapshot. */
  unsaved: number;
  /** When the cluster's clock was last moved (wall clock, milliseconds), or nothing while nobody is there. */
  seenAt: number | undefined;
  /** The clock that Postgres knows (wall clock of the last time it was told, milliseconds). */
  clockSavedAt: number;
}

/** A learner who neither acts nor watches for this long is not there. */
const attentionMs = 60_000;

/** How far the cluster's clock has moved on since it was last looked at. */
export function passedMs(session: LiveSession, wallNow: number, isWatched: boolean): number {
  if (session.timeline.paused || session.seenAt === undefined) return 0;
  const passed = Math.max(0, wallNow - session.seenAt);
  return isWatched ? passed : Math.min(passed, attentionMs);
}

/** Moves the clock to where the wall clock says it is. */
export function catchUp(session: LiveSession, wallNow: number, isWatched: boolean): void {
  const { timeline } = session;
  timeline.advanceTo(timeline.cluster.now + passedMs(session, wallNow, isWatched));
  session.seenAt = wallNow;
}
