// When a schedule is next due.
//
// Kubernetes: vendor/github.com/robfig/cron/v3/spec.go (SpecSchedule.Next), pkg/controller/cronjob/utils.go
import type { Schedule } from "../../kinds/cron-job/schedule";
import { civilFromMs, daysFromCivil, daysInMonth } from "../../meta/time";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A schedule that is not due within this many days (30 February) never is. */
const farthestDays = 5 * 366;

/** The first instant after `after`, on a clock `offsetMs` ahead of UTC. */
export function nextRun(schedule: Schedule, after: number, offsetMs: number): number | undefined {
  if (schedule.everyMs !== undefined) {
    return Math.floor(after / 1000) * 1000 + schedule.everyMs;
  }
  const first = Math.floor((after + offsetMs) / minuteMs) * minuteMs + minuteMs;
  let day = Math.floor(first / dayMs);
  const earliest = { day, minute: Math.floor((first - day * dayMs) / minuteMs) };
  const last = day + farthestDays;
  while (day <= last) {
    if (!schedule.months.has(civilFromMs(day * dayMs).month)) {
      day = startOfNextMonth(day);
      continue;
    }
    const from = day === earliest.day ? earliest.minute : 0;
    const minute = matchesDay(schedule, day) ? nextMinute(schedule, from) : undefined;
    if (minute !== undefined) return day * dayMs + minute * minuteMs - offsetMs;
    day += 1;
  }
  return undefined;
}

function startOfNextMonth(day: number): number {
  const { year, month } = civilFromMs(day * dayMs);
  return daysFromCivil(year, month, 1) + daysInMonth(year, month);
}

/** When both kinds of day are restricted, either will do. */
function matchesDay(schedule: Schedule, dayNumber: number): boolean {
  const { day, weekday } = civilFromMs(dayNumber * dayMs);
  const isDayOfMonth = schedule.daysOfMonth.has(day);
  const isDayOfWeek = schedule.daysOfWeek.has(weekday);
  if (schedule.isAnyDayOfMonth || schedule.isAnyDayOfWeek) return isDayOfMonth && isDayOfWeek;
  return isDayOfMonth || isDayOfWeek;
}

function nextMinute(schedule: Schedule, from: number): number | undefined {
  for (let hour = Math.floor(from / 60); hour < 24; hour++) {
    if (!schedule.hours.has(hour)) continue;
    const start = hour === Math.floor(from / 60) ? from % 60 : 0;
    for (let minute = start; minute < 60; minute++) {
      if (schedule.minutes.has(minute)) return hour * 60 + minute;
    }
  }
  return undefined;
}

export interface MissedRuns {
  /** The last instant that was due and not later than now. */
  readonly latest?: number;
  readonly count: number;
}

// Kubernetes: mostRecentScheduleTime
export function missedRuns(
  schedule: Schedule,
  {
    since,
    now,
    offsetMs,
  }: { readonly since: number; readonly now: number; readonly offsetMs: number },
): MissedRuns {
  const first = nextRun(schedule, since, offsetMs);
  if (first === undefined || first > now) return { count: 0 };
  const second = nextRun(schedule, first, offsetMs);
  if (second === undefined || second > now) return { latest: first, count: 1 };
  // The last one is looked for close to now: an irregular schedule may pause for long in between.
  const step = second - first;
  const count = Math.floor((now - first) / step) + 1;
  for (let back = step; ; back *= 2) {
    let run = nextRun(schedule, Math.max(since, now - back), offsetMs);
    if (run === undefined || run > now) {
      if (now - back <= since) return { latest: first, count };
      continue;
    }
    let latest = run;
    while (run !== undefined && run <= now) {
      latest = run;
      run = nextRun(schedule, run, offsetMs);
    }
    return { latest, count };
  }
}
