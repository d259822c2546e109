// A unit's journal as lines with their time and origin.
import { formatTime } from "../../machine/calendar";
import { FileError } from "../../machine/file-error";
import type { ProgramIo } from "../../machine/program";
import { journalPath } from "../../machine/systemd/unit-tables";
import { parseTime } from "../../meta/time";
import type { HostWorld } from "../host-world";

export interface JournalLine {
  readonly ms: number;
  readonly text: string;
}

/** `Jan 05 00:00:02 node01 kubelet[1003]: …`, oldest first. */
export function journalLines(io: ProgramIo<HostWorld>, unit: string): JournalLine[] {
  const { machine, hostname, timezone } = io.process;
  const starts = io.world.host.units.row(machine, unit)?.starts ?? [];
  const name = unit.replace(/\.service$/, "");
  return readLines(io, unit).flatMap((line) => {
    const found = /^(\S+) (\S+) \S ([\s\S]*)$/.exec(line);
    if (found === null) return [];
    const [, time = "", origin = "", text = ""] = found;
    const ms = parseTime(time) ?? 0;
    const pid = starts.filter(([since]) => since <= ms).at(-1)?.[1] ?? starts[0]?.[1] ?? 0;
    const who = origin === "systemd" ? "systemd[1]" : `${name}[${pid}]`;
    const stamp = formatTime("%b %d %H:%M:%S", ms, timezone);
    return [{ ms, text: `${stamp} ${hostname} ${who}: ${text}` }];
  });
}

function readLines(io: ProgramIo<HostWorld>, unit: string): string[] {
  try {
    return io.files.read(journalPath(unit)).split("\n");
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
