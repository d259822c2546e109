import { civilTime, daysFromCivil, formatTime, zoneOffsetMs } from "../../machine/calendar";
import { defineTool } from "./options";

export const date = defineTool(
  {
    name: "date",
    usage: "[OPTION]... [+FORMAT]",
    summary: "print the system date and time",
    options: {
      "-u --utc --universal": "flag",
      "-d --date": "value",
      "-I --iso-8601": "flag",
      "-Iseconds": "flag",
      "-Ins": "flag",
      "-R --rfc-email": "flag",
      "--rfc-3339": "value",
      "-r --reference": "value",
      "-s --set": "value",
      "-Iminutes": "flag",
      "-Ihours": "flag",
    },
  },
  (io, options) => {
    const zone = options.has("-u") ? "UTC" : io.process.timezone;
    const text = options.value("-d");
    if (options.has("-s")) {
      io.stderr("date: cannot set date: Operation not permitted\n");
      return 1;
    }
    let ms: number | undefined = io.process.now;
    if (text !== undefined) ms = parseDate(text, io.process.now, zone);
    const reference = options.value("-r");
    if (reference !== undefined) ms = io.files.stat(reference)?.modifiedMs;
    if (ms === undefined) {
      io.stderr(
        reference === undefined
          ? `date: invalid date '${text ?? ""}'\n`
          : `date: ${reference}: No such file or directory\n`,
      );
      return 1;
    }
    const given = options.words.find((word) => word.startsWith("+"));
    const extra = options.words.find((word) => !word.startsWith("+"));
    if (extra !== undefined) {
      io.stderr(`date: invalid date '${extra}'\n`);
      return 1;
    }
    io.stdout(
      `${formatTime(given?.slice(1) ?? standardFormat(options.has.bind(options), options.value("--rfc-3339")), ms, zone)}\n`,
    );
    return 0;
  },
);

function standardFormat(has: (name: string) => boolean, rfc3339: string | undefined): string {
  if (has("-R")) return "%a, %d %b %Y %H:%M:%S %z";
  if (rfc3339 !== undefined)
    return rfc3339 === "date"
      ? "%Y-%m-%d"
      : rfc3339 === "ns"
        ? "%Y-%m-%d %H:%M:%S.%N%:z"
        : "%Y-%m-%d %H:%M:%S%:z";
  if (has("-Iseconds")) return "%Y-%m-%dT%H:%M:%S%:z";
  if (has("-Ins")) return "%Y-%m-%dT%H:%M:%S,%N%:z";
  if (has("-Iminutes")) return "%Y-%m-%dT%H:%M%:z";
  if (has("-Ihours")) return "%Y-%m-%dT%H%:z";
  if (has("-I")) return "%Y-%m-%d";
  return "%a %b %e %H:%M:%S %Z %Y";
}

const unitMs: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** `@0`, `2026-11-23`, `2026-11-23T10:00:00Z`, `yesterday`, `+2 days`, `1 hour ago`, `now`. */
export function parseDate(text: string, now: number, zone: string): number | undefined {
  const trimmed = text.trim();
  if (/^@-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed.slice(1)) * 1000;
  const iso =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|KST|[-+]\d{2}:?\d{2})?(.*)$/.exec(
      trimmed,
    );
  if (iso !== null) {
    const [
      ,
      year = "",
      month = "",
      day = "",
      hour = "0",
      minute = "0",
      second = "0",
      fraction = "0",
      mark,
      rest = "",
    ] = iso;
    if (
      Number(month) < 1 ||
      Number(month) > 12 ||
      Number(day) < 1 ||
      Number(day) > 31 ||
      Number(hour) > 24
    )
      return undefined;
    const days = daysFromCivil(Number(year), Number(month), Number(day));
    const local =
      days * 86_400_000 +
      Number(hour) * 3_600_000 +
      Number(minute) * 60_000 +
      Number(second) * 1000 +
      Math.floor(Number(`0.${fraction}`) * 1000);
    const base = local - offsetOf(mark, zone);
    return rest.trim() === "" ? base : relative(rest, base, zone);
  }
  return relative(trimmed, now, zone);
}

function offsetOf(mark: string | undefined, zone: string): number {
  if (mark === undefined) return zoneOffsetMs(zone);
  if (mark === "Z" || mark === "UTC") return 0;
  if (mark === "KST") return 9 * 3_600_000;
  const sign = mark.startsWith("-") ? -1 : 1;
  const digits = mark.replace(/[-+:]/g, "");
  return sign * (Number(digits.slice(0, 2)) * 3_600_000 + Number(digits.slice(2)) * 60_000);
}

function relative(text: string, base: number, zone: string): number | undefined {
  let ms = base;
  const words = text
    .toLowerCase()
    .replace(/([-+])\s+/g, "$1")
    .split(/\s+/)
    .filter((word) => word !== "");
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "now" || word === "today") continue;
    if (word === "yesterday" || word === "tomorrow") {
      ms += word === "tomorrow" ? 86_400_000 : -86_400_000;
      continue;
    }
    if (word === "midnight") {
      ms = Math.floor((ms + zoneOffsetMs(zone)) / 86_400_000) * 86_400_000 - zoneOffsetMs(zone);
      continue;
    }
    const found =
      /^([-+]?\d+)(\w*)$/.exec(word) ??
      (word === "next" ? ["", "1", ""] : word === "last" ? ["", "-1", ""] : null);
    if (found === null) return undefined;
    let unit = found[2] ?? "";
    if (unit === "") {
      i += 1;
      unit = words[i] ?? "";
    }
    const isAgo = words[i + 1] === "ago";
    if (isAgo) i += 1;
    const count = Number(found[1]) * (isAgo ? -1 : 1);
    const name = unit.replace(/s$/, "");
    const size = unitMs[name];
    if (size !== undefined) ms += count * size;
    else if (name === "month" || name === "year")
      ms = addMonths(ms, count * (name === "year" ? 12 : 1), zone);
    else return undefined;
  }
  return words.length === 0 ? undefined : ms;
}

function addMonths(ms: number, months: number, zone: string): number {
  const t = civilTime(ms, zone);
  const index = t.year * 12 + t.month - 1 + months;
  const days =
    daysFromCivil(Math.floor(index / 12), (index % 12) + 1, t.day) -
    daysFromCivil(t.year, t.month, t.day);
  return ms + days * 86_400_000;
}
