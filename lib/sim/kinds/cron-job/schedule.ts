// Reads cron schedules, with the messages of the library that Kubernetes uses.
//
// Kubernetes: vendor/github.com/robfig/cron/v3/parser.go (ParseStandard), spec.go
import { goQuote } from "../../meta/go-text";

/** Which values each field allows. Days are matched by either field when both are restricted. */
export interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly daysOfWeek: ReadonlySet<number>;
  readonly isAnyDayOfMonth: boolean;
  readonly isAnyDayOfWeek: boolean;
  /** Of `@every 1h`. */
  readonly everyMs?: number;
}

export type ParsedSchedule = { readonly schedule: Schedule } | { readonly error: string };

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const dayNames = "sun mon tue wed thu fri sat".split(" ");
const minutes: Bounds = { min: 0, max: 59 };
const hours: Bounds = { min: 0, max: 23 };
const daysOfMonth: Bounds = { min: 1, max: 31 };
const months: Bounds = { min: 1, max: 12, names: monthNames };
const daysOfWeek: Bounds = { min: 0, max: 6, names: dayNames };

const descriptors: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

class ScheduleError extends Error {}

export function parseSchedule(text: string): ParsedSchedule {
  try {
    return { schedule: parse(text) };
  } catch (error) {
    if (error instanceof ScheduleError) return { error: error.message };
    throw error;
  }
}

function parse(text: string): Schedule {
  if (text === "") throw new ScheduleError("empty spec string");
  if (text.startsWith("@every ")) return every(text.slice("@every ".length), text);
  if (text.startsWith("@")) {
    const known = descriptors[text];
    if (known === undefined) throw new ScheduleError(`unrecognized descriptor: ${text}`);
    return parse(known);
  }
  const fields = text.split(/\s+/).filter((field) => field !== "");
  if (fields.length !== 5) {
    throw new ScheduleError(
      `expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`,
    );
  }
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
  return {
    minutes: readField(minute, minutes),
    hours: readField(hour, hours),
    daysOfMonth: readField(dayOfMonth, daysOfMonth),
    months: readField(month, months),
    daysOfWeek: readField(dayOfWeek, daysOfWeek),
    isAnyDayOfMonth: isAny(dayOfMonth),
    isAnyDayOfWeek: isAny(dayOfWeek),
  };
}

const isAny = (field: string): boolean =>
  field.split(",").some((part) => part.startsWith("*") || part === "?");

const unitsMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

function every(duration: string, text: string): Schedule {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  const isWhole = parts.map(([part]) => part).join("") === duration && duration !== "";
  if (!isWhole) {
    const why = `time: invalid duration ${goQuote(duration)}`;
    throw new ScheduleError(`failed to parse duration ${text}: ${why}`);
  }
  const ms = parts.reduce(
    (sum, [, amount = "0", unit = "s"]) => sum + Number(amount) * (unitsMs[unit] ?? 0),
    0,
  );
  const none: ReadonlySet<number> = new Set();
  return {
    minutes: none,
    hours: none,
    daysOfMonth: none,
    months: none,
    daysOfWeek: none,
    isAnyDayOfMonth: true,
    isAnyDayOfWeek: true,
    everyMs: Math.max(1000, Math.floor(ms / 1000) * 1000),
  };
}

function readField(field: string, bounds: Bounds): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(",").filter((text) => text !== "")) {
    for (const value of readRange(part, bounds)) values.add(value);
  }
  return values;
}

/** `number | number-number | * | ?`, each with an optional `/step`. */
function readRange(text: string, bounds: Bounds): number[] {
  const rangeAndStep = text.split("/");
  const lowAndHigh = (rangeAndStep[0] ?? "").split("-");
  const isSingle = lowAndHigh.length === 1;
  let start = bounds.min;
  let end = bounds.max;
  if (lowAndHigh[0] !== "*" && lowAndHigh[0] !== "?") {
    start = readNumber(lowAndHigh[0] ?? "", bounds);
    if (lowAndHigh.length > 2) throw new ScheduleError(`too many hyphens: ${text}`);
    end = isSingle ? start : readNumber(lowAndHigh[1] ?? "", bounds);
  }
  let step = 1;
  if (rangeAndStep.length === 2) {
    step = readInteger(rangeAndStep[1] ?? "");
    if (isSingle) end = bounds.max;
  } else if (rangeAndStep.length > 2) throw new ScheduleError(`too many slashes: ${text}`);
  checkRange({ start, end, step, text }, bounds);
  const values: number[] = [];
  for (let value = start; value <= end; value += step) values.push(value);
  return values;
}

function checkRange(
  {
    start,
    end,
    step,
    text,
  }: {
    readonly start: number;
    readonly end: number;
    readonly step: number;
    readonly text: string;
  },
  { min, max }: Bounds,
): void {
  if (start < min) {
    throw new ScheduleError(`beginning of range (${start}) below minimum (${min}): ${text}`);
  }
  if (end > max) throw new ScheduleError(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end) {
    throw new ScheduleError(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  }
  if (step === 0) throw new ScheduleError(`step of range should be a positive number: ${text}`);
}

function readNumber(text: string, { min, names }: Bounds): number {
  const named = names?.indexOf(text.toLowerCase()) ?? -1;
  return named >= 0 ? named + min : readInteger(text);
}

function readInteger(text: string): number {
  if (/^\+?\d+$/.test(text)) return Number(text);
  if (/^-\d+$/.test(text)) {
    throw new ScheduleError(`negative number (${Number(text)}) not allowed: ${text}`);
  }
  const why = `strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`;
  throw new ScheduleError(`failed to parse int from ${text}: ${why}`);
}
