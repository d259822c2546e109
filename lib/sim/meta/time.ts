// Times as Kubernetes writes them, from milliseconds since 1970 by plain arithmetic: a `Date` would bring
// the machine's clock and time zone with it. All times are UTC.

const secondMs = 1000;
const dayMs = 86_400_000;

interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `metav1.Time`: `2026-03-01T09:00:00Z`. */
export function formatTime(ms: number): string {
  const t = civilFromMs(ms);
  return `${dateOf(t)}T${clockOf(t)}Z`;
}

/** `metav1.MicroTime`: `2026-03-01T09:00:00.000000Z`. */
export function formatMicroTime(ms: number): string {
  const t = civilFromMs(ms);
  const micros = Math.round((((ms % secondMs) + secondMs) % secondMs) * 1000);
  return `${dateOf(t)}T${clockOf(t)}.${pad(micros, 6)}Z`;
}

/** RFC 3339 with nanoseconds, trailing zeros dropped, as container logs carry them. */
export function formatNanoTime(ms: number): string {
  const fraction = pad(Math.round((((ms % secondMs) + secondMs) % secondMs) * 1_000_000), 9);
  const t = civilFromMs(ms);
  const digits = fraction.replace(/0+$/, "");
  return `${dateOf(t)}T${clockOf(t)}${digits === "" ? "" : `.${digits}`}Z`;
}

/** `Sun, 01 Mar 2026 09:00:00 +0000`, as `kubectl describe` shows times. */
export function formatRfc1123Z(ms: number): string {
  const t = civilFromMs(ms);
  const day = `${weekdays[t.weekday]}, ${pad(t.day, 2)} ${months[t.month - 1]} ${pad(t.year, 4)}`;
  return `${day} ${clockOf(t)} +0000`;
}

const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an RFC 3339 text, or nothing when it is none. */
export function parseTime(text: string): number | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = Number(`0.${match[7] ?? "0"}`) * secondMs;
  const zone = zoneMs(match[8] ?? "Z");
  const clock = ((hour * 60 + minute) * 60 + second) * secondMs;
  return daysFromCivil(year, month, day) * dayMs + clock + fraction - zone;
}

/** The time of a stored object's field; absent gives nothing. */
export function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseTime(text);
}

function zoneMs(zone: string): number {
  if (zone === "Z") return 0;
  const [hours = 0, minutes = 0] = zone.slice(1).split(":").map(Number);
  const size = (hours * 60 + minutes) * 60 * secondMs;
  return zone.startsWith("-") ? -size : size;
}

export function civilFromMs(ms: number): Civil {
  const days = Math.floor(ms / dayMs);
  const rest = Math.floor(ms - days * dayMs);
  return {
    ...civilFromDays(days),
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / secondMs) % 60,
    millisecond: rest % secondMs,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/** Days since 1970 to a date, counting years from March so that leap days come last. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Inverse of `civilFromDays`. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const dateOf = (t: Civil): string => `${pad(t.year, 4)}-${pad(t.month, 2)}-${pad(t.day, 2)}`;
const clockOf = (t: Civil): string => `${pad(t.hour, 2)}:${pad(t.minute, 2)}:${pad(t.second, 2)}`;
const pad = (value: number, width: number): string =>
  width === 2 && value >= 10 ? String(value) : String(value).padStart(width, "0");
