// A container's log as it grows. The log is asked for again from the last line seen on; what is remembered
// between two calls is that line's time and how many lines carry it.

import { StatusError } from "@/lib/sim/meta/status-error";
import { pathOf } from "../client";
import { asError } from "../command-error";
import type { Session } from "../session";
import { podKind } from "./pods";

export interface LogPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface LogPosition {
  /** The last line's time, as the log writes it; empty before the first. */
  readonly time: string;
  /** Lines already shown with exactly that time. */
  readonly shown: number;
}

export const logStart: LogPosition = { time: "", shown: 0 };

/** Lines after `position`, each with its time in front. */
export function readNewLines(
  session: Session,
  place: LogPlace,
  position: LogPosition,
  query: Readonly<Record<string, readonly string[]>> = {},
): { lines: readonly string[]; position: LogPosition } {
  const since = position.time === "" ? query : { sinceTime: [position.time] };
  const body = session.cluster.client.raw({
    path: pathOf({
      kind: podKind,
      namespace: place.namespace,
      name: place.pod,
      subresource: "log",
    }),
    query: { ...since, container: [place.container], timestamps: ["true"] },
  });
  const all = String(body ?? "")
    .split("\n")
    .filter((line) => line !== "");
  const fresh = all.filter((line) => timeOfLine(line) >= position.time);
  const repeated = fresh.filter((line) => timeOfLine(line) === position.time).length;
  const lines = fresh.slice(Math.min(repeated, position.shown));
  const last = all.at(-1);
  if (last === undefined || timeOfLine(last) < position.time) return { lines: [], position };
  const time = timeOfLine(last);
  return {
    lines,
    position: { time, shown: all.filter((line) => timeOfLine(line) === time).length },
  };
}

const timeOfLine = (line: string): string => line.slice(0, Math.max(0, line.indexOf(" ")));

export const withoutTime = (line: string): string => line.slice(line.indexOf(" ") + 1);

/** As `readNewLines`, but a container without a log yet has no lines. */
export function readLinesQuietly(session: Session, place: LogPlace, position: LogPosition) {
  try {
    return readNewLines(session, place, position);
  } catch (thrown) {
    if (asError(thrown) instanceof StatusError) return { lines: [], position };
    throw thrown;
  }
}
