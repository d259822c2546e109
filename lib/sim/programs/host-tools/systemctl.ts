// systemctl: the verbs a node is looked after with.
import { formatTime } from "../../machine/calendar";
import type { Program, ProgramIo } from "../../machine/program";
import { exitText, type UnitAnswer } from "../../machine/systemd/units";
import type { HostWorld } from "../host-world";
import { journalLines } from "./journal";

type Io = ProgramIo<HostWorld>;
type Verb = (io: Io, units: readonly string[]) => number;

const verbs: Readonly<Record<string, Verb>> = {
  status,
  start: each((io, unit) => io.world.host.units.start(io.process.machine, unit)),
  stop: each((io, unit) => io.world.host.units.stop(io.process.machine, unit)),
  restart: each((io, unit) => io.world.host.units.restart(io.process.machine, unit)),
  reload: each((io, unit) => io.world.host.units.restart(io.process.machine, unit)),
  enable: setEnabled(true),
  disable: setEnabled(false),
  "is-active": isActive,
  "is-enabled": isEnabled,
  cat,
  "daemon-reload": (io) => {
    io.world.host.units.reload(io.process.machine);
    return 0;
  },
  "list-units": listUnits,
};

export const systemctl: Program<HostWorld> = {
  name: "systemctl",
  summary: "control the services of the machine",
  run(io) {
    const words = io.args.filter((word) => !word.startsWith("-"));
    const [verb = "list-units", ...names] = words;
    if (io.args.includes("--help") || io.args.includes("-h")) {
      io.stdout(
        `systemctl [OPTIONS...] COMMAND ...\n\nQuery or send control commands to the system manager.\n\nCommands:\n${Object.keys(
          verbs,
        )
          .map((name) => `  ${name}\n`)
          .join("")}`,
      );
      return 0;
    }
    const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (run === undefined) {
      io.stderr(`Unknown command verb '${verb}'.\n`);
      return 1;
    }
    const units = names.map((name) => (name.includes(".") ? name : `${name}.service`));
    const needsUnit = !["daemon-reload", "list-units"].includes(verb);
    if (needsUnit && units.length === 0) {
      io.stderr("Too few arguments.\n");
      return 1;
    }
    const isChange = needsUnit && !["status", "is-active", "is-enabled", "cat"].includes(verb);
    if (isChange && io.process.uid !== 0) {
      io.stderr(`Failed to ${verb} ${units[0]}: Interactive authentication required.\n`);
      return 4;
    }
    const isNow = io.args.includes("--now");
    const result = run(io, units);
    if (!isNow || (verb !== "enable" && verb !== "disable")) return result;
    return verbs[verb === "enable" ? "start" : "stop"]?.(io, units) ?? result;
  },
  complete(words, io) {
    const last = words.at(-1) ?? "";
    if (words.length <= 1) return Object.keys(verbs).filter((name) => name.startsWith(last));
    return io.world.host.units
      .list(io.process.machine)
      .map(([unit]) => unit.replace(/\.service$/, ""))
      .filter((name) => name.startsWith(last));
  },
};

function each(act: (io: Io, unit: string) => UnitAnswer): Verb {
  return (io, units) => {
    let status = 0;
    for (const unit of units) {
      if (io.world.host.units.isStale(io.process.machine, unit)) {
        io.stderr(
          `Warning: The unit file, source configuration file or drop-ins of ${unit} changed on disk. Run 'systemctl daemon-reload' to reload units.\n`,
        );
      }
      const answer = act(io, unit);
      if (answer === "done") continue;
      const verb = io.args.find((word) => !word.startsWith("-")) ?? "";
      if (answer === "not found") {
        io.stderr(
          verb === "stop"
            ? `Failed to stop ${unit}: Unit ${unit} not loaded.\n`
            : `Failed to ${verb} ${unit}: Unit ${unit} not found.\n`,
        );
        status = 5;
      } else {
        io.stderr(
          `Job for ${unit} failed because the control process exited with error code.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`,
        );
        status = 1;
      }
    }
    return status;
  };
}

function setEnabled(isOn: boolean): Verb {
  return (io, units) => {
    const { units: systemd } = io.world.host;
    const { machine } = io.process;
    for (const unit of units) {
      const before = systemd.row(machine, unit)?.isEnabled;
      if (systemd.setEnabled(machine, unit, isOn) === "not found") {
        const verb = isOn ? "enable" : "disable";
        io.stderr(`Failed to ${verb} unit: Unit file ${unit} does not exist.\n`);
        return 1;
      }
      if (before === isOn) continue;
      const file = systemd.file(machine, unit);
      const link = `/etc/systemd/system/${file?.wantedBy || "multi-user.target"}.wants/${unit}`;
      io.stderr(isOn ? `Created symlink ${link} → ${file?.path}.\n` : `Removed "${link}".\n`);
    }
    return 0;
  };
}

function isActive(io: Io, units: readonly string[]): number {
  const states = units.map(
    (unit) => io.world.host.units.row(io.process.machine, unit)?.active ?? "inactive",
  );
  for (const state of states) io.stdout(`${state}\n`);
  return states.includes("active") ? 0 : 3;
}

function isEnabled(io: Io, units: readonly string[]): number {
  let status = 0;
  for (const unit of units) {
    const row = io.world.host.units.row(io.process.machine, unit);
    if (row === undefined) {
      io.stderr(`Failed to get unit file state for ${unit}: No such file or directory\n`);
      status = 1;
    } else {
      io.stdout(row.isEnabled ? "enabled\n" : "disabled\n");
      if (!row.isEnabled) status = 1;
    }
  }
  return status;
}

function cat(io: Io, units: readonly string[]): number {
  for (const unit of units) {
    const file = io.world.host.units.file(io.process.machine, unit);
    if (file === undefined) {
      io.stderr(`No files found for ${unit}.\n`);
      return 1;
    }
    const parts = [file.path, ...file.dropIns].map((path) => `# ${path}\n${io.files.read(path)}`);
    io.stdout(parts.join("\n"));
  }
  return 0;
}

function listUnits(io: Io): number {
  const { units } = io.world.host;
  const rows = units.list(io.process.machine);
  const width = Math.max(4, ...rows.map(([unit]) => unit.length));
  io.stdout(`  ${"UNIT".padEnd(width)} LOAD   ACTIVE     SUB     DESCRIPTION\n`);
  for (const [unit, { active }] of rows) {
    const description = units.file(io.process.machine, unit)?.description ?? "";
    const mark = active === "failed" ? "●" : " ";
    io.stdout(
      `${mark} ${unit.padEnd(width)} loaded ${active.padEnd(10)} ${subOf(active).padEnd(7)} ${description}\n`,
    );
  }
  io.stdout(
    `\nLegend: LOAD   → Reflects whether the unit definition was properly loaded.\n        ACTIVE → The high-level unit activation state, i.e. generalization of SUB.\n        SUB    → The low-level unit activation state, values depend on unit type.\n\n${rows.length} loaded units listed.\n`,
  );
  return 0;
}

const subOf = (active: string): string =>
  ({ active: "running", failed: "failed", activating: "auto-restart" })[active] ?? "dead";

function status(io: Io, units: readonly string[]): number {
  let worst = 0;
  for (const unit of units) worst = Math.max(worst, statusOf(io, unit));
  return worst;
}

const shownLines = 10;
const marks: Readonly<Record<string, string>> = { active: "●", failed: "×", activating: "●" };

function statusOf(io: Io, unit: string): number {
  const { units } = io.world.host;
  const { machine } = io.process;
  const [file, row] = [units.file(machine, unit), units.row(machine, unit)];
  if (file === undefined) {
    io.stderr(`Unit ${unit} could not be found.\n`);
    return 4;
  }
  const active = row?.active ?? "inactive";
  const enabled = (row?.isEnabled ?? false) ? "enabled" : "disabled";
  const lines = [
    `${marks[active] ?? "○"} ${unit} - ${file.description}`,
    `     Loaded: loaded (${file.path}; ${enabled}; preset: enabled)`,
  ];
  const [first, ...others] = file.dropIns;
  if (first !== undefined) {
    const slash = first.lastIndexOf("/");
    lines.push(`    Drop-In: ${first.slice(0, slash)}`);
    lines.push(
      `             └─${[first, ...others].map((path) => path.slice(path.lastIndexOf("/") + 1)).join(", ")}`,
    );
  }
  lines.push(`     Active: ${activeText(io, unit)}`);
  if (row?.pid === undefined && row?.exitStatus !== undefined) {
    lines.push(
      `    Process: ${row.starts.at(-1)?.[1] ?? 0} ExecStart=${file.execStart} (code=exited, status=${exitText(row.exitStatus)})`,
    );
    lines.push(
      `   Main PID: ${row.starts.at(-1)?.[1] ?? 0} (code=exited, status=${exitText(row.exitStatus)})`,
    );
  }
  if (file.documentation !== "") lines.splice(-1, 0, `       Docs: ${file.documentation}`);
  if (row?.pid !== undefined) {
    lines.push(`   Main PID: ${row.pid} (${unit.replace(".service", "")})`);
    lines.push(`      Tasks: 11 (limit: 4614)`);
    lines.push(`     CGroup: /system.slice/${unit}`);
    const process = io.system.list().find(({ pid }) => pid === row.pid);
    const command = [file.execStart.split(" ")[0], ...(process?.args ?? [])].join(" ");
    lines.push(`             └─${row.pid} ${command}`);
  }
  const journal = journalLines(io, unit).slice(-shownLines);
  const log = journal.map((line) => line.text);
  io.stdout(`${[...lines, "", ...log].map((line) => clipped(io, line)).join("\n")}\n`);
  if (units.isStale(machine, unit)) {
    io.stderr(
      `Warning: The unit file, source configuration file or drop-ins of ${unit} changed on disk. Run 'systemctl daemon-reload' to reload units.\n`,
    );
  }
  return active === "active" || active === "activating" ? 0 : 3;
}

function activeText(io: Io, unit: string): string {
  const row = io.world.host.units.row(io.process.machine, unit);
  if (row === undefined) return "inactive (dead)";
  const { now, timezone } = io.process;
  const when = formatTime("%a %Y-%m-%d %H:%M:%S %Z", row.sinceMs, timezone);
  const since = `since ${when}; ${agoText(now - row.sinceMs)} ago`;
  if (row.active === "active") return `active (running) ${since}`;
  if (row.active === "inactive") return `inactive (dead) ${since}`;
  if (row.active === "failed") return `failed (Result: exit-code) ${since}`;
  return `activating (auto-restart) (Result: exit-code) ${since}`;
}

function agoText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return `${ms}ms`;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}min ${seconds % 60}s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h ${minutes % 60}min` : `${Math.floor(hours / 24)} days`;
}

function clipped(io: Io, line: string): string {
  const width = io.process.terminalColumns;
  if (width === undefined || line.length <= width || io.args.includes("-l")) return line;
  return `${line.slice(0, width - 1)}…`;
}
