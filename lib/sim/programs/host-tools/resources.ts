// free, df, top, uptime, nproc: what the machine has. Numbers of use are those of a quiet node.

import { nodeFacts } from "../../kubelet/node-row";
import { formatTime } from "../../machine/calendar";
import type { Program, ProgramIo } from "../../machine/program";
import { quantityOf, quantityValue } from "../../meta/quantity";
import type { HostWorld } from "../host-world";
import { flagNames, readFlags } from "../network-tools/flags";
import { hostProcesses } from "./host-processes";

type Io = ProgramIo<HostWorld>;

const kib = 1024;
const usedShare = 0.32;

function memoryOf(io: Io): number {
  const { memory = "4Gi" } = nodeFacts(io.world.host.state, io.process.machine) ?? {};
  return Number(quantityValue(quantityOf(memory)));
}

const cpusOf = (io: Io): number =>
  Number(nodeFacts(io.world.host.state, io.process.machine)?.cpu ?? 2);

export const free: Program<HostWorld> = {
  name: "free",
  summary: "display the amount of free and used memory",
  run(io) {
    const total = memoryOf(io);
    const used = Math.round(total * usedShare);
    const cache = Math.round(total * 0.4);
    const show = unitOf(io.args.join(""));
    const row = (name: string, values: readonly number[]): string =>
      `${name.padEnd(7)}${values.map((value) => show(value).padStart(12)).join("")}\n`;
    io.stdout(
      `${" ".repeat(15)}total        used        free      shared  buff/cache   available\n`,
    );
    io.stdout(
      row("Mem:   ", [total, used, total - used - cache, 4 * kib ** 2, cache, total - used]),
    );
    io.stdout(row("Swap:  ", [0, 0, 0]));
    return 0;
  },
};

function unitOf(letters: string): (bytes: number) => string {
  if (letters.includes("h"))
    return (bytes) => {
      if (bytes === 0) return "0B";
      return bytes >= kib ** 3
        ? `${(bytes / kib ** 3).toFixed(1)}Gi`
        : `${Math.round(bytes / kib ** 2)}Mi`;
    };
  const size = letters.includes("g")
    ? kib ** 3
    : letters.includes("m")
      ? kib ** 2
      : letters.includes("b")
        ? 1
        : kib;
  return (bytes) => String(Math.floor(bytes / size));
}

const disks = [
  ["tmpfs", 0.1, 0.002, "/run"],
  ["/dev/vda1", 0, 0.42, "/"],
  ["tmpfs", 0.5, 0, "/dev/shm"],
  ["tmpfs", 0, 0, "/run/lock"],
] as const;
const diskBytes = 20_134_592 * kib;

export const df: Program<HostWorld> = {
  name: "df",
  summary: "report file system space usage",
  run(io) {
    const read = readFlags(io.args, {
      values: flagNames("t=type B=block-size"),
      switches: flagNames("h=human-readable k T=print-type a=all i=inodes"),
    });
    if (read.unknown !== undefined) {
      io.stderr(`df: invalid option -- '${read.unknown.replace(/^-+/, "")}'\n`);
      return 1;
    }
    const isHuman = read.flags.has("human-readable");
    const [wanted] = read.words;
    const memory = memoryOf(io);
    const rows = disks
      .map(([name, share, used, path]) => {
        const size = name === "tmpfs" ? (share === 0 ? 5 * kib ** 2 : memory * share) : diskBytes;
        return { name, path, size, used: size * used };
      })
      .filter(({ path }) => wanted === undefined || path === "/");
    if (wanted !== undefined && !io.files.exists(wanted)) {
      io.stderr(`df: ${wanted}: No such file or directory\n`);
      return 1;
    }
    const show = (bytes: number): string =>
      isHuman ? human(bytes) : String(Math.round(bytes / kib));
    io.stdout(
      isHuman
        ? "Filesystem      Size  Used Avail Use% Mounted on\n"
        : "Filesystem     1K-blocks    Used Available Use% Mounted on\n",
    );
    const [sizeWidth, usedWidth, availableWidth] = isHuman ? [5, 5, 5] : [9, 7, 9];
    for (const { name, path, size, used } of rows) {
      const percent = `${Math.ceil((used / size) * 100)}%`;
      io.stdout(
        `${name.padEnd(isHuman ? 15 : 14)} ${show(size).padStart(sizeWidth)} ${show(used).padStart(usedWidth)} ${show(size - used).padStart(availableWidth)} ${percent.padStart(4)} ${path}\n`,
      );
    }
    return 0;
  },
};

function human(bytes: number): string {
  if (bytes === 0) return "0";
  const units = ["", "K", "M", "G", "T"];
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(kib)), 4);
  const value = bytes / kib ** power;
  return `${value < 10 ? value.toFixed(1) : Math.ceil(value)}${units[power]}`;
}

export const top: Program<HostWorld> = {
  name: "top",
  summary: "display processes, once",
  run(io) {
    if (!io.args.join(" ").includes("-b")) {
      io.stderr("top: the moving screen is not simulated here; use top -bn1\n");
      return 1;
    }
    const all = hostProcesses(io);
    const total = memoryOf(io) / kib ** 2;
    const used = total * usedShare;
    io.stdout(`top - ${uptimeText(io)}
Tasks: ${String(all.length).padStart(3)} total,   1 running, ${String(all.length - 1).padStart(3)} sleeping,   0 stopped,   0 zombie
%Cpu(s):  2.3 us,  1.2 sy,  0.0 ni, 96.4 id,  0.1 wa,  0.0 hi,  0.0 si,  0.0 st
MiB Mem : ${total.toFixed(1).padStart(8)} total, ${(total * 0.28).toFixed(1).padStart(8)} free, ${used.toFixed(1).padStart(8)} used, ${(total * 0.4).toFixed(1).padStart(8)} buff/cache
MiB Swap:      0.0 total,      0.0 free,      0.0 used. ${(total - used).toFixed(1).padStart(8)} avail Mem

    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND
`);
    for (const each of all) {
      io.stdout(
        `${String(each.pid).padStart(7)} ${each.user.padEnd(9)} 20   0  102400   4608   3200 ${each.state.charAt(0)}   0.0   0.1   0:00.10 ${each.program}\n`,
      );
    }
    return 0;
  },
};

export const uptime: Program<HostWorld> = {
  name: "uptime",
  summary: "tell how long the system has been running",
  run(io) {
    io.stdout(` ${uptimeText(io)}\n`);
    return 0;
  },
};

function uptimeText(io: Io): string {
  const { machine, now, timezone } = io.process;
  const booted = io.world.host.runtime.machines.describe(machine)?.bootedMs ?? now;
  const minutes = Math.floor((now - booted) / 60_000);
  const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  const days = Math.floor(minutes / 1440);
  const up =
    days > 0 ? `${days} day${days > 1 ? "s" : ""}` : minutes < 60 ? `${minutes} min` : clock;
  return `${formatTime("%H:%M:%S", now, timezone)} up ${up},  1 user,  load average: 0.12, 0.09, 0.05`;
}

export const nproc: Program<HostWorld> = {
  name: "nproc",
  summary: "print the number of processing units",
  run(io) {
    io.stdout(`${cpusOf(io)}\n`);
    return 0;
  },
};
