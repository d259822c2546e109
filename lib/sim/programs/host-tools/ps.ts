// ps: the forms people type, `ps`, `ps aux`, `ps -ef`, `ps -o pid,cmd`.
import { civilTime, formatTime } from "../../machine/calendar";
import type { Program, ProgramIo } from "../../machine/program";
import type { HostWorld } from "../host-world";
import { type HostProcess, hostProcesses } from "./host-processes";

type Io = ProgramIo<HostWorld>;

export const ps: Program<HostWorld> = {
  name: "ps",
  summary: "report the processes that run",
  run(io) {
    const words = io.args.join(" ");
    if (/--help/.test(words)) {
      io.stdout("Usage:\n ps [options]\n\n ps aux | ps -ef | ps -o FORMAT\n");
      return 0;
    }
    const all = hostProcesses(io);
    if (isBusybox(io)) return busybox(io, all);
    const chosen = all.filter(wanted(io));
    const columns = /(?:^| )-?o ?([\w,%]+)/.exec(words)?.[1]?.split(",");
    if (columns !== undefined) return custom(io, chosen, columns);
    const letters = io.args
      .filter((word) => !/^\d+$/.test(word))
      .join("")
      .replaceAll("-", "");
    if (/[^aAuxefwlHTjcpCFo]/.test(letters.replace(/[a-z]{4,}$/, ""))) {
      io.stderr(`error: unsupported option: ${io.args.join(" ")} is not simulated here\n`);
      return 1;
    }
    if (letters.includes("u")) aux(io, chosen);
    else if (letters.includes("f")) full(io, chosen);
    else plain(io, chosen);
    return chosen.length === 0 ? 1 : 0;
  },
};

/** Images without a distribution of their own have busybox' ps, which takes no letters. */
function isBusybox(io: Io): boolean {
  if (!io.process.machine.includes("/")) return false;
  const release = "/etc/os-release";
  return !io.files.exists(release) || /^ID=alpine/m.test(io.files.read(release));
}

function busybox(io: Io, all: readonly HostProcess[]): number {
  io.stdout("PID   USER     TIME  COMMAND\n");
  for (const each of all) {
    io.stdout(`${String(each.pid).padStart(5)} ${each.user.padEnd(8)}  0:00 ${each.command}\n`);
  }
  return 0;
}

function wanted(io: Io): (each: HostProcess) => boolean {
  const at = io.args.findIndex((word) => /^-?[pC]$/.test(word));
  if (at >= 0) {
    const names = (io.args[at + 1] ?? "").split(",");
    return (each) => names.includes(String(each.pid)) || names.includes(each.program);
  }
  const letters = io.args.join("");
  if (/[eAx]|a/.test(letters)) return () => true;
  const own = io.process.pid;
  return (each) => each.terminal !== undefined || each.pid === own;
}

const terminalOf = ({ terminal }: HostProcess): string => (terminal === undefined ? "?" : "pts/0");

function aux(io: Io, all: readonly HostProcess[]): void {
  io.stdout("USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n");
  for (const each of all) {
    const [size, resident] = memoryOf(each.program);
    const line = `${each.user.padEnd(8)} ${String(each.pid).padStart(7)}  0.0  ${((resident / 4_194_304) * 100).toFixed(1)} ${String(size).padStart(6)} ${String(resident).padStart(5)} ${terminalOf(each).padEnd(8)} ${each.state.padEnd(4)} ${startedText(io, each).padEnd(5)}   0:00 ${each.command}`;
    io.stdout(`${cut(io, line)}\n`);
  }
}

function full(io: Io, all: readonly HostProcess[]): void {
  io.stdout("UID          PID    PPID  C STIME TTY          TIME CMD\n");
  for (const each of all) {
    const line = `${each.user.padEnd(8)} ${String(each.pid).padStart(7)} ${String(each.parentPid).padStart(7)}  0 ${startedText(io, each)} ${terminalOf(each).padEnd(8)} 00:00:00 ${each.command}`;
    io.stdout(`${cut(io, line)}\n`);
  }
}

function plain(io: Io, all: readonly HostProcess[]): void {
  io.stdout("    PID TTY          TIME CMD\n");
  for (const each of all) {
    io.stdout(
      `${String(each.pid).padStart(7)} ${terminalOf(each).padEnd(8)} 00:00:00 ${each.program}\n`,
    );
  }
}

const fields: Readonly<Record<string, readonly [string, (each: HostProcess) => string]>> = {
  pid: ["PID", ({ pid }) => String(pid)],
  ppid: ["PPID", ({ parentPid }) => String(parentPid)],
  user: ["USER", ({ user }) => user],
  comm: ["COMMAND", ({ program }) => program],
  cmd: ["CMD", ({ command }) => command],
  args: ["COMMAND", ({ command }) => command],
  stat: ["STAT", ({ state }) => state],
  tty: ["TT", terminalOf],
};

function custom(io: Io, all: readonly HostProcess[], names: readonly string[]): number {
  const columns = names.map((name) => fields[name]);
  const unknown = names.find((name) => fields[name] === undefined);
  if (unknown !== undefined) {
    io.stderr(`error: unknown user-defined format specifier "${unknown}"\n`);
    return 1;
  }
  const rows = [
    columns.map((column) => column?.[0] ?? ""),
    ...all.map((each) => columns.map((column) => column?.[1](each) ?? "")),
  ];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows)
    io.stdout(
      `${row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join(" ")
        .trimEnd()}\n`,
    );
  return 0;
}

/** Today's are shown by the hour, others by the day. */
function startedText(io: Io, { startedMs }: HostProcess): string {
  const { now, timezone } = io.process;
  const [then, today] = [civilTime(startedMs, timezone), civilTime(now, timezone)];
  const isToday = then.day === today.day && now - startedMs < 86_400_000;
  return formatTime(isToday ? "%H:%M" : "%b%d", startedMs, timezone);
}

/** Kilobytes: of memory reserved, and in use. */
const memories: Readonly<Record<string, readonly [number, number]>> = {
  systemd: [166_824, 11_904],
  kubelet: [2_045_196, 93_124],
  containerd: [1_949_512, 58_632],
  etcd: [11_739_596, 52_104],
  "kube-apiserver": [1_521_216, 268_412],
  "kube-controller-manager": [1_322_896, 118_204],
  "kube-scheduler": [1_295_212, 66_748],
  "kube-proxy": [1_293_240, 44_216],
  coredns: [1_283_472, 55_940],
  pause: [972, 512],
};

const memoryOf = (program: string): readonly [number, number] =>
  memories[program] ?? [9_216, 4_608];

function cut(io: Io, line: string): string {
  const width = io.process.terminalColumns;
  return width === undefined || /w/.test(io.args.join("")) ? line : line.slice(0, width);
}

export const pidof: Program<HostWorld> = {
  name: "pidof",
  summary: "find the process ID of a running program",
  run(io) {
    const found = hostProcesses(io)
      .filter(({ program }) => io.args.includes(program))
      .map(({ pid }) => pid)
      .reverse();
    if (found.length === 0) return 1;
    io.stdout(`${found.join(" ")}\n`);
    return 0;
  },
};

export const pgrep: Program<HostWorld> = {
  name: "pgrep",
  summary: "look up processes by name",
  run(io) {
    const pattern = io.args.find((word) => !word.startsWith("-")) ?? "";
    const isFull = io.args.some((word) => /^-\w*f/.test(word));
    const isLong = io.args.some((word) => /^-\w*[al]/.test(word));
    const found = hostProcesses(io).filter(
      (each) =>
        each.pid !== io.process.pid && (isFull ? each.command : each.program).includes(pattern),
    );
    for (const each of found) io.stdout(`${each.pid}${isLong ? ` ${each.command}` : ""}\n`);
    return found.length === 0 ? 1 : 0;
  },
};
