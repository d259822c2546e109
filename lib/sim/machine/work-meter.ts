// Counts work, so that a program that never rests is ended (when a learner waits for it) or slowed down
// (when nobody does), and a cluster's clock can always go on.
import { hours, minutes, seconds } from "../kernel/duration";
import { limits } from "../kernel/limits";
import type { State } from "../kernel/state";
import { type ProcessRow, type WorkRow, workTable } from "./machine-tables";

/** Timed wakes a machine may have in an hour (a loop with `sleep 1` has 3,600), and after an hour with more. */
const wakesPerHour = 5000;
const wakesAfterTooMany = 500;
const coarseTimerMs = minutes(1);
const longestPauseMs = minutes(10);

export class WorkMeter {
  constructor(private readonly state: State) {}

  /** Counts steps; true when enough is done for now. `line` is the terminal whose command line it is. */
  spend(row: ProcessRow, line: string | undefined, steps: number): boolean {
    const key = keyOf(row, line);
    const work = this.work(key);
    this.state.table(workTable).set(key, { ...work, steps: work.steps + steps });
    return work.steps + steps >= allowance(work);
  }

  /** What a process that has just returned must do: go on (0), rest so many milliseconds, or stop. */
  pauseFor(row: ProcessRow, line: string | undefined): number | "stop" {
    const key = keyOf(row, line);
    const work = this.work(key);
    if (work.steps < allowance(work)) return 0;
    if (line !== undefined) return "stop";
    if (work.paused) return work.pauseMs;
    const pauseMs = Math.min(longestPauseMs, work.pauseMs === 0 ? seconds(1) : work.pauseMs * 2);
    this.state.table(workTable).set(key, { ...work, pauseMs, paused: true });
    return pauseMs;
  }

  /** A timer's delay, coarse on a machine that wakes too often. */
  delayOf(row: ProcessRow, delayMs: number): number {
    const work = this.work(row.machine);
    this.state.table(workTable).set(row.machine, { ...work, wakes: work.wakes + 1 });
    const most = work.isHeavy ? wakesAfterTooMany : wakesPerHour;
    return work.wakes > most ? Math.max(delayMs, coarseTimerMs) : delayMs;
  }

  charge({ machine }: ProcessRow, { steps, wakes }: Pick<WorkRow, "steps" | "wakes">): void {
    const work = this.work(machine);
    const done = { ...work, steps: work.steps + steps, wakes: work.wakes + wakes };
    this.state.table(workTable).set(machine, done);
  }

  /** Whether a machine's processes are made to rest, or their timers coarse. */
  isSlowed(machine: string): boolean {
    const { pauseMs, wakes, isHeavy } = this.work(machine);
    return pauseMs > 0 || wakes > (isHeavy ? wakesAfterTooMany : wakesPerHour);
  }

  /** Whether a machine's processes are made to rest. */
  isPaused(machine: string): boolean {
    return this.work(machine).pauseMs > 0;
  }

  restart(terminal: string): void {
    this.state.table(workTable).delete(`terminal ${terminal}`);
  }

  forget(machine: string): void {
    this.state.table(workTable).delete(machine);
  }

  private work(key: string): WorkRow {
    const hour = Math.floor(this.state.now / hours(1));
    const found = this.state.table(workTable).get(key);
    const none = {
      at: this.state.now,
      steps: 0,
      hour,
      wakes: 0,
      pauseMs: 0,
      paused: false,
      isHeavy: false,
    };
    if (found === undefined || found.hour < hour - 1) return none;
    if (found.hour < hour) {
      const isHeavy = found.wakes > (found.isHeavy ? wakesAfterTooMany : wakesPerHour);
      return { ...none, isHeavy, pauseMs: Math.floor(found.pauseMs / 2) };
    }
    return found.at === this.state.now
      ? found
      : { ...found, at: this.state.now, steps: 0, paused: false };
  }
}

/** Who had to rest before gets a hundredth. */
const allowance = (work: WorkRow): number =>
  work.pauseMs === 0 ? limits.shellSteps : limits.shellSteps / 100;

const keyOf = (row: ProcessRow, line: string | undefined): string =>
  line === undefined ? row.machine : `terminal ${line}`;
