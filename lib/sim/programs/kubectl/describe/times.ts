// Instants as `describe` shows them.
import { humanDuration } from "@/lib/sim/meta/duration";
import { formatRfc1123Z, timeOf } from "@/lib/sim/meta/time";

/** `Mon, 23 Nov 2026 04:03:49 +0000`. */
export function rfc1123(time: string | undefined): string {
  const ms = timeOf(time);
  return ms === undefined ? "Mon, 01 Jan 0001 00:00:00 +0000" : formatRfc1123Z(ms);
}

export function since(time: string | undefined, now: number): string {
  const ms = timeOf(time);
  return ms === undefined ? "<unknown>" : humanDuration(now - ms);
}
