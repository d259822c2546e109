// The time zones a schedule may be meant in.
//
// Differs: zones whose clock never changes are simulated; others are refused with words that say so, instead
// of making jobs at the wrong hour.
import { goQuote } from "../../meta/go-text";

const hour = 60;

/** Minutes east of Greenwich. */
const zones: Readonly<Record<string, number>> = {
  "": 0,
  "Africa/Nairobi": 3 * hour,
  "America/Bogota": -5 * hour,
  "America/Phoenix": -7 * hour,
  "America/Sao_Paulo": -3 * hour,
  "Asia/Bangkok": 7 * hour,
  "Asia/Dubai": 4 * hour,
  "Asia/Ho_Chi_Minh": 7 * hour,
  "Asia/Hong_Kong": 8 * hour,
  "Asia/Jakarta": 7 * hour,
  "Asia/Kolkata": 5 * hour + 30,
  "Asia/Manila": 8 * hour,
  "Asia/Seoul": 9 * hour,
  "Asia/Shanghai": 8 * hour,
  "Asia/Singapore": 8 * hour,
  "Asia/Taipei": 8 * hour,
  "Asia/Tokyo": 9 * hour,
  "Australia/Brisbane": 10 * hour,
  "Etc/GMT": 0,
  "Etc/UTC": 0,
  "Europe/Istanbul": 3 * hour,
  "Europe/Moscow": 3 * hour,
  GMT: 0,
  Japan: 9 * hour,
  PRC: 8 * hour,
  ROK: 9 * hour,
  "Pacific/Honolulu": -10 * hour,
  Singapore: 8 * hour,
  UTC: 0,
  Zulu: 0,
};

/** Milliseconds to add to UTC; none for a zone that is not simulated. */
export function zoneOffsetMs(zone: string): number | undefined {
  const fixed = /^Etc\/GMT([+-])(\d{1,2})$/.exec(zone);
  // The sign of these names is the other way about.
  if (fixed !== null) return (fixed[1] === "+" ? -1 : 1) * Number(fixed[2]) * hour * 60_000;
  const minutes = Object.hasOwn(zones, zone) ? zones[zone] : undefined;
  return minutes === undefined ? undefined : minutes * 60_000;
}

/** What is wrong with a `spec.timeZone`. */
// Kubernetes: pkg/apis/batch/validation/validation.go (validateTimeZone)
export function timeZoneError(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  if (zone === "") return "timeZone must be nil or non-empty string";
  if (zone.toLowerCase() === "local") {
    return "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones";
  }
  if (zoneOffsetMs(zone) !== undefined) return undefined;
  const mayExist =
    /^(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US)\//;
  if (mayExist.test(zone))
    return `time zone ${goQuote(zone)} is not simulated here; try Asia/Seoul or Etc/UTC`;
  return `unknown time zone ${zone}`;
}
