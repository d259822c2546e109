// systemd: starts units as processes, restarts those that end, and keeps what they print. Bound to a state, made
// anew for each fork.
//
// Differs: units have no dependencies and no targets; the journal keeps the last lines of each unit only.
import { limits } from "../../kernel/limits";
import { cancel, schedule } from "../../kernel/queue";
import type { State } from "../../kernel/state";
import { rfc3339Nano } from "../calendar";
import type { Machines } from "../machines";
import { commandWords, hashOfUnit, readUnitFile, type UnitFile } from "./unit-file";
import { journalPath, type UnitRow, unitKey, unitTable } from "./unit-tables";

export const systemdComponent = "systemd";

/** What arrives through the queue: a main process ended, or a restart is due. */
type UnitNews =
  | {
      readonly machine: string;
      readonly unit: string;
      readonly process: number;
      readonly status: number;
    }
  | { readonly machine: string; readonly unit: string; readonly restart: true };

export type UnitAnswer = "done" | "not found" | "failed";

const startsKept = 10;

export class Units<World = unknown> {
  constructor(
    private readonly state: State,
    private readonly machines: Machines<World>,
    /** Told when a main process is gone, however it ended. */
    private readonly ended: (machine: string, unit: string) => void,
  ) {}

  row(machine: string, unit: string): UnitRow | undefined {
    return this.state.table(unitTable).get(unitKey(machine, unit));
  }

  file(machine: string, unit: string): UnitFile | undefined {
    return readUnitFile(this.machines.files(machine), unit);
  }

  /** Units that were ever started or enabled, by name. */
  list(machine: string): readonly (readonly [string, UnitRow])[] {
    const rows = this.state.table(unitTable).withPrefix(`${machine}\0`);
    return rows.map(([key, row]) => [key.slice(machine.length + 1), row]);
  }

  isActive(machine: string, unit: string): boolean {
    return this.row(machine, unit)?.active === "active";
  }

  start(machine: string, unit: string): UnitAnswer {
    const file = this.file(machine, unit);
    if (file === undefined) return "not found";
    if (this.isActive(machine, unit)) return "done";
    this.forgetRestart(machine, unit);
    this.say(machine, unit, `Started ${unit} - ${file.description}.`);
    return this.launch(machine, unit, file) ? "done" : "failed";
  }

  stop(machine: string, unit: string): UnitAnswer {
    const row = this.row(machine, unit);
    const file = this.file(machine, unit);
    if (row === undefined) return file === undefined ? "not found" : "done";
    this.forgetRestart(machine, unit);
    const { process } = row;
    if (row.active !== "active") {
      this.put(machine, unit, { active: "inactive", sinceMs: this.state.now });
      return "done";
    }
    this.say(machine, unit, `Stopping ${unit} - ${file?.description ?? ""}...`);
    this.put(machine, unit, { active: "inactive", sinceMs: this.state.now, exitStatus: 0 });
    this.dropProcess(machine, unit);
    if (process !== undefined) {
      this.machines.signal(process, "TERM");
      if (this.machines.isAlive(process)) this.machines.signal(process, "KILL");
    }
    this.ended(machine, unit);
    this.say(machine, unit, `Stopped ${unit} - ${file?.description ?? ""}.`);
    return "done";
  }

  restart(machine: string, unit: string): UnitAnswer {
    const stopped = this.stop(machine, unit);
    return stopped === "not found" ? stopped : this.start(machine, unit);
  }

  setEnabled(machine: string, unit: string, isEnabled: boolean): UnitAnswer {
    if (this.file(machine, unit) === undefined) return "not found";
    this.put(machine, unit, { isEnabled });
    return "done";
  }

  /** Reads all unit files again. */
  reload(machine: string): void {
    for (const [unit] of this.list(machine)) {
      const file = this.file(machine, unit);
      if (file !== undefined) this.put(machine, unit, { hash: hashOfUnit(file) });
    }
  }

  /** The files were changed since systemd read them. */
  isStale(machine: string, unit: string): boolean {
    const [row, file] = [this.row(machine, unit), this.file(machine, unit)];
    return row !== undefined && file !== undefined && row.hash !== hashOfUnit(file);
  }

  /** Queue work of component "systemd". */
  handle(payload: unknown): void {
    const news = payload as UnitNews;
    const { machine, unit } = news;
    const row = this.row(machine, unit);
    const file = this.file(machine, unit);
    if (row === undefined || file === undefined) return;
    if ("restart" in news) {
      this.put(machine, unit, { restarts: row.restarts + 1, ticket: undefined });
      this.say(
        machine,
        unit,
        `${unit}: Scheduled restart job, restart counter is at ${row.restarts + 1}.`,
      );
      this.say(machine, unit, `Started ${unit} - ${file.description}.`);
      this.launch(machine, unit, file);
      return;
    }
    if (row.process !== news.process) return;
    this.ended(machine, unit);
    this.mainEnded({ machine, unit, file }, news.status);
  }

  /** A line of systemd's own in a unit's journal. */
  say(machine: string, unit: string, text: string): void {
    const files = this.machines.files(machine);
    const path = journalPath(unit);
    const old = files.exists(path) ? files.read(path) : "";
    if (old === "") files.makeDirectory("/run/log/journal", { parents: true });
    const whole = `${old}${rfc3339Nano(this.state.now)} systemd F ${text}\n`;
    files.write(path, whole.slice(-limits.containerLogCharacters));
  }

  private mainEnded(
    which: { readonly machine: string; readonly unit: string; readonly file: UnitFile },
    status: number,
  ): void {
    const { machine, unit, file } = which;
    const isKilled = status > 128 && status < 160;
    const code = isKilled ? "killed" : "exited";
    const shown = isKilled ? `${status - 128}/${signalText(status - 128)}` : exitText(status);
    const isClean = status === 0 || status === 143 || status === 130;
    this.say(machine, unit, `${unit}: Main process exited, code=${code}, status=${shown}`);
    if (!isClean) {
      const result = isKilled ? "signal" : "exit-code";
      this.say(machine, unit, `${unit}: Failed with result '${result}'.`);
    }
    const restarts = file.restart === "always" || (file.restart === "on-failure" && !isClean);
    const { now } = this.state;
    this.dropProcess(machine, unit);
    if (!restarts) {
      const active = isClean ? "inactive" : "failed";
      this.put(machine, unit, { active, sinceMs: now, exitStatus: status });
      return;
    }
    const news: UnitNews = { machine, unit, restart: true };
    const ticket = schedule(this.state, file.restartMs, systemdComponent, news);
    this.put(machine, unit, { active: "activating", sinceMs: now, exitStatus: status, ticket });
  }

  /** Whether its process could be started. */
  private launch(machine: string, unit: string, file: UnitFile): boolean {
    const [command = "", ...args] = commandWords(file);
    const stream = { kind: "log", machine, path: journalPath(unit) } as const;
    const process = this.machines.spawn({
      machine,
      command,
      args,
      directory: "/",
      stdout: stream,
      stderr: stream,
      onExit: { component: systemdComponent, payload: { machine, unit } },
    });
    const { now } = this.state;
    const hash = this.row(machine, unit)?.hash ?? hashOfUnit(file);
    if (typeof process !== "number") {
      const why = "No such file or directory";
      this.say(machine, unit, `${unit}: Failed to locate executable ${command}: ${why}`);
      this.say(machine, unit, `${unit}: Main process exited, code=exited, status=203/EXEC`);
      this.say(machine, unit, `${unit}: Failed with result 'exit-code'.`);
      this.put(machine, unit, { active: "failed", sinceMs: now, exitStatus: 203, hash });
      return false;
    }
    const pid = this.machines.processes(machine).find(({ id }) => id === process)?.pid ?? 0;
    const starts = [...(this.row(machine, unit)?.starts ?? []), [now, pid] as const];
    this.put(machine, unit, {
      active: "active",
      sinceMs: now,
      process,
      pid,
      hash,
      exitStatus: undefined,
      starts: starts.slice(-startsKept),
    });
    this.machines.settle();
    return true;
  }

  private forgetRestart(machine: string, unit: string): void {
    const ticket = this.row(machine, unit)?.ticket;
    if (ticket === undefined) return;
    cancel(this.state, ticket);
    this.put(machine, unit, { ticket: undefined });
  }

  private dropProcess(machine: string, unit: string): void {
    this.put(machine, unit, { process: undefined, pid: undefined });
  }

  private put(machine: string, unit: string, change: Change): void {
    const table = this.state.table(unitTable);
    const row = table.get(unitKey(machine, unit)) ?? this.fresh(machine, unit);
    const next = Object.entries({ ...row, ...change }).filter(([, value]) => value !== undefined);
    table.set(unitKey(machine, unit), Object.fromEntries(next) as unknown as UnitRow);
  }

  private fresh(machine: string, unit: string): UnitRow {
    const file = this.file(machine, unit);
    return {
      active: "inactive",
      isEnabled: true,
      sinceMs: this.state.now,
      hash: file === undefined ? "" : hashOfUnit(file),
      restarts: 0,
      starts: [],
    };
  }
}

type Change = { readonly [Name in keyof UnitRow]?: UnitRow[Name] | undefined };

const signalNames: Readonly<Record<number, string>> = { 2: "INT", 9: "KILL", 15: "TERM" };
const signalText = (number: number): string => signalNames[number] ?? String(number);

/** `1/FAILURE`, as systemd names the usual ones. */
export function exitText(status: number): string {
  const names: Readonly<Record<number, string>> = {
    0: "SUCCESS",
    1: "FAILURE",
    2: "INVALIDARGUMENT",
    203: "EXEC",
  };
  return `${status}/${names[status] ?? "n/a"}`;
}
