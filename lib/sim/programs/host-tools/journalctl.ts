// journalctl: what units have said, and following it.
import { formatTime } from "../../machine/calendar";
import type { Program, ProgramIo, ProgramResult } from "../../machine/program";
import { parseTime } from "../../meta/time";
import type { HostWorld } from "../host-world";
import { flagNames, lastOf, type ReadFlags, readFlags } from "../network-tools/flags";
import { type JournalLine, journalLines } from "./journal";

type Io = ProgramIo<HostWorld>;

const rules = {
  values: flagNames("u=unit n=lines S=since U=until o=output p=priority t=identifier g=grep"),
  switches: flagNames(
    "f=follow e=pager-end x=catalog r=reverse b=boot k=dmesg q=quiet a=all =no-pager =no-hostname =no-tail",
  ),
};

const pollMs = 500;
const followedLines = 10;

export const journalctl: Program<HostWorld> = {
  name: "journalctl",
  summary: "print log entries of the machine's units",
  run(io, resume) {
    const read = readFlags(io.args, rules);
    if (read.unknown !== undefined || read.incomplete !== undefined) {
      io.stderr(`journalctl: unrecognized option '${read.unknown ?? read.incomplete}'\n`);
      return 1;
    }
    const entries = select(io, read);
    if (typeof entries === "string") {
      io.stderr(`${entries}\n`);
      return 1;
    }
    if (read.flags.has("follow")) return follow(io, read, { entries, seen: resume });
    print(io, read, limited(entries, lastOf(read, "lines")));
    return 0;
  },
};

function unitsOf(io: Io, read: ReadFlags): string[] {
  const given = read.flags.get("unit") ?? read.flags.get("identifier");
  const all = io.world.host.units.list(io.process.machine).map(([unit]) => unit);
  return (given ?? all).map((name) => (name.includes(".") ? name : `${name}.service`));
}

function select(io: Io, read: ReadFlags): JournalLine[] | string {
  const [since, until] = ["since", "until"].map((name) => {
    const text = lastOf(read, name);
    return text === undefined ? undefined : instantOf(io, text);
  });
  if (since === null || until === null)
    return `Failed to parse timestamp: ${lastOf(read, since === null ? "since" : "until")}`;
  const pattern = lastOf(read, "grep");
  return unitsOf(io, read)
    .flatMap((unit) => journalLines(io, unit))
    .filter(({ ms, text }) => {
      if (since !== undefined && ms < since) return false;
      if (until !== undefined && ms > until) return false;
      return pattern === undefined || text.includes(pattern);
    })
    .sort((a, b) => a.ms - b.ms);
}

const units: Readonly<Record<string, number>> = {
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
};

/** `5 minutes ago`, `-10min`, `today`, `2026-01-05 00:00:00`; null for what it does not know. */
function instantOf(io: Io, text: string): number | null {
  const { now, timezone } = io.process;
  if (text === "now") return now;
  if (text === "today")
    return parseTime(`${formatTime("%Y-%m-%d", now, timezone)}T00:00:00Z`) ?? null;
  if (text === "yesterday")
    return parseTime(`${formatTime("%Y-%m-%d", now - 86_400_000, timezone)}T00:00:00Z`) ?? null;
  const span = /^-?\s*(\d+)\s*([a-z]+?)s?(?:\s+ago)?$/.exec(text);
  const unit = span === null ? undefined : (units[span[2] ?? ""] ?? units[`${span[2]}s`]);
  if (span !== null && unit !== undefined) return now - Number(span[1]) * unit;
  const clock = /^(\d\d:\d\d)(:\d\d)?$/.exec(text);
  if (clock !== null)
    return (
      parseTime(`${formatTime("%Y-%m-%d", now, timezone)}T${clock[1]}${clock[2] ?? ":00"}Z`) ?? null
    );
  const date = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?$/.exec(text);
  if (date === null) return null;
  return parseTime(`${date[1]}T${date[2] ?? "00:00"}${date[3] ?? ":00"}Z`) ?? null;
}

function limited(
  entries: readonly JournalLine[],
  count: string | undefined,
): readonly JournalLine[] {
  if (count === undefined || count === "all") return entries;
  return Number(count) === 0 ? [] : entries.slice(-Number(count));
}

function print(io: Io, read: ReadFlags, entries: readonly JournalLine[]): void {
  const format = lastOf(read, "output");
  const shown = read.flags.has("reverse") ? [...entries].reverse() : entries;
  if (shown.length === 0 && !read.flags.has("quiet") && !read.flags.has("follow")) {
    io.stdout("-- No entries --\n");
    return;
  }
  for (const { text } of shown) {
    io.stdout(`${format === "cat" ? text.slice(text.indexOf(": ") + 2) : text}\n`);
  }
}

interface Following {
  readonly entries: readonly JournalLine[];
  readonly seen: unknown;
}

function follow(io: Io, read: ReadFlags, { entries, seen }: Following): ProgramResult {
  const count = entries.length;
  if (typeof seen === "number") print(io, read, entries.slice(seen));
  else print(io, read, limited(entries, lastOf(read, "lines") ?? String(followedLines)));
  return { waitFor: { until: io.process.now + pollMs }, resume: count };
}
