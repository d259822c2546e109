// Civil dates from milliseconds since 1970, without the host's clock or time zones.
// The algorithm is Howard Hinnant's "days from civil".

export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly dayOfYear: number;
}

const msPerDay = 86_400_000;

/** The course's two zones; neither has summer time. */
export function zoneOffsetMs(timezone: string): number {
  return timezone === "Asia/Seoul" || timezone === "KST" || timezone === "KST-9"
    ? 9 * 3_600_000
    : 0;
}

export function zoneName(timezone: string): string {
  return zoneOffsetMs(timezone) === 0 ? "UTC" : "KST";
}

export function civilTime(ms: number, timezone = "UTC"): CivilTime {
  const local = ms + zoneOffsetMs(timezone);
  const days = Math.floor(local / msPerDay);
  const rest = local - days * msPerDay;
  const { year, month, day } = civilFromDays(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: Math.floor(rest % 1000),
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysFromCivil(year, 1, 1) + 1,
  };
}

export function civilFromDays(days: number): { year: number; month: number; day: number } {
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
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function daysFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-11-23T19:46:14.123456789Z`, as containerd stamps its logs. */
export function rfc3339Nano(ms: number): string {
  const t = civilTime(ms);
  const date = `${t.year}-${two(t.month)}-${two(t.day)}`;
  return `${date}T${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${String(t.millisecond).padStart(3, "0")}000000Z`;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `strftime` for what shells and logs use. */
export function formatTime(format: string, ms: number, timezone: string): string {
  const t = civilTime(ms, timezone);
  const weekday = weekdays[t.weekday] ?? "";
  const month = months[t.month - 1] ?? "";
  const hour12 = t.hour % 12 === 0 ? 12 : t.hour % 12;
  const offset = zoneOffsetMs(timezone) === 0 ? "+0000" : "+0900";
  const again = (inner: string): string => formatTime(inner, ms, timezone);
  const nanoseconds = `${String(t.millisecond).padStart(3, "0")}000000`;
  return format.replace(/%([-_0^]?)(:?[a-zA-Z%]|\d+N)/g, (whole, flag: string, letter: string) => {
    if (/^\d+N$/.test(letter)) return nanoseconds.slice(0, Number.parseInt(letter, 10));
    const text = field(letter);
    if (text === undefined) return whole;
    if (flag === "-") return text.replace(/^[0 ]+(?=.)/, "");
    if (flag === "_") return text.replace(/^0+(?=.)/, (zeros) => " ".repeat(zeros.length));
    if (flag === "^") return text.toUpperCase();
    return text;
  });

  function field(letter: string): string | undefined {
    switch (letter) {
      case "Y":
        return String(t.year);
      case "y":
        return two(t.year % 100);
      case "C":
        return two(Math.floor(t.year / 100));
      case "m":
        return two(t.month);
      case "d":
        return two(t.day);
      case "e":
        return String(t.day).padStart(2, " ");
      case "H":
        return two(t.hour);
      case "I":
        return two(hour12);
      case "k":
        return String(t.hour).padStart(2, " ");
      case "l":
        return String(hour12).padStart(2, " ");
      case "M":
        return two(t.minute);
      case "S":
        return two(t.second);
      case "N":
        return nanoseconds;
      case "p":
        return t.hour < 12 ? "AM" : "PM";
      case "P":
        return t.hour < 12 ? "am" : "pm";
      case "A":
        return weekday;
      case "a":
        return weekday.slice(0, 3);
      case "B":
        return month;
      case "b":
      case "h":
        return month.slice(0, 3);
      case "j":
        return String(t.dayOfYear).padStart(3, "0");
      case "u":
        return String(t.weekday === 0 ? 7 : t.weekday);
      case "w":
        return String(t.weekday);
      case "s":
        return String(Math.floor(ms / 1000));
      case "Z":
        return zoneName(timezone);
      case "z":
        return offset;
      case ":z":
        return `${offset.slice(0, 3)}:${offset.slice(3)}`;
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "%":
        return "%";
      case "F":
        return again("%Y-%m-%d");
      case "T":
        return again("%H:%M:%S");
      case "R":
        return again("%H:%M");
      case "D":
      case "x":
        return again("%m/%d/%y");
      case "X":
        return again("%H:%M:%S");
      case "r":
        return again("%I:%M:%S %p");
      case "c":
        return again("%a %b %e %H:%M:%S %Y");
      default:
        return undefined;
    }
  }
}
