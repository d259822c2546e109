// Processes as rows: starting, blocking, waking, signals and ending. All runnable processes run, oldest wake
// first, until every one waits; nothing here remembers anything outside the tables.
import { limits } from "../kernel/limits";
import { cancel, schedule } from "../kernel/queue";
import type { State } from "../kernel/state";
import type { Descriptors } from "./descriptors";
import { pipeTopic, terminalTopic } from "./descriptors";
import {
  childTable,
  counterTable,
  type Descriptor,
  groupTable,
  idKey,
  machineTable,
  type ProcessRow,
  pidKey,
  pidTable,
  processTable,
  runnableTable,
  terminalTable,
  waiterTable,
} from "./machine-tables";
import type { Memory, ProcessSummary, ProgramResult, WaitFor } from "./program";
import { defaultAction, signalNumber } from "./signals";
import { echoOnTerminal, updateTerminal } from "./terminal-rows";
import { WorkMeter } from "./work-meter";

export interface NewProcess {
  readonly machine: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly user: string;
  readonly descriptors: Readonly<Record<string, Descriptor>>;
  readonly parent: number;
  /** The group's leader; left out: a group of its own. */
  readonly group?: number;
  readonly terminal?: string;
  readonly memory?: Memory;
  readonly ignored?: readonly string[];
  readonly keep?: boolean;
  readonly onExit?: ProcessRow["onExit"];
}

/** Runs one process once; given by `machines.ts`, which knows the programs. */
export type RunProcess = (row: ProcessRow) => ProgramResult;

export const machineComponent = "machines";

export class Processes {
  readonly work: WorkMeter;
  /** The process that runs right now, if any: only while `settle` is on the call stack. */
  private running: number | undefined;
  private settling = false;

  constructor(
    private readonly state: State,
    private readonly descriptors: Descriptors,
    private readonly runProcess: RunProcess,
    private readonly initialSignals: (program: string) => readonly string[],
  ) {
    this.work = new WorkMeter(state);
  }

  get(id: number): ProcessRow | undefined {
    return this.state.table(processTable).get(idKey(id));
  }

  update(id: number, change: Partial<ProcessRow>): void {
    const row = this.get(id);
    if (row === undefined) return;
    this.state.table(processTable).set(idKey(id), withoutUndefined({ ...row, ...change }));
  }

  isAlive(id: number): boolean {
    const row = this.get(id);
    return row !== undefined && row.state !== "ended";
  }

  /** The new process's id; nothing when the machine has as many processes as it may. */
  start(request: NewProcess): number | undefined {
    const machines = this.state.table(machineTable);
    const machine = machines.get(request.machine);
    if (machine === undefined) return undefined;
    const pids = this.state.table(pidTable);
    if (pids.countPrefix(`${request.machine}\0`) >= limits.processesPerMachine) return undefined;
    const id = this.descriptors.nextId();
    machines.set(request.machine, { ...machine, nextPid: machine.nextPid + 1 });
    const row: ProcessRow = {
      id,
      pid: machine.nextPid,
      parent: request.parent,
      group: request.group ?? id,
      machine: request.machine,
      program: request.program,
      args: request.args,
      environment: request.environment,
      directory: request.directory,
      user: request.user,
      descriptors: request.descriptors,
      state: "waiting",
      signals: [],
      handled: this.initialSignals(request.program),
      ignored: request.ignored ?? [],
      topics: [],
      startedMs: this.state.now,
      ...(request.memory === undefined ? {} : { memory: request.memory }),
      ...(request.terminal === undefined ? {} : { terminal: request.terminal }),
      ...(request.keep === true ? { keep: true } : {}),
      ...(request.onExit === undefined ? {} : { onExit: request.onExit }),
    };
    this.state.table(processTable).set(idKey(id), row);
    pids.set(pidKey(request.machine, row.pid), id);
    this.state.table(groupTable).set(groupKey(row.group, id), true);
    if (row.parent !== 0) this.state.table(childTable).set(groupKey(row.parent, id), true);
    for (const descriptor of Object.values(request.descriptors))
      this.descriptors.retain(descriptor);
    this.makeRunnable(id);
    return id;
  }

  // --- waking -------------------------------------------------------------------------------------------

  makeRunnable(id: number): void {
    const row = this.get(id);
    if (row === undefined || row.state !== "waiting") return;
    this.forgetWaits(row);
    const counters = this.state.table(counterTable);
    const order = (counters.get("order") ?? 0) + 1;
    counters.set("order", order);
    this.update(id, { state: "runnable", topics: [], ticket: undefined });
    this.state.table(runnableTable).set(idKey(order), id);
  }

  wake(topic: string): void {
    const prefix = `${topic}\0`;
    for (const [key] of this.state.table(waiterTable).withPrefix(prefix)) {
      this.makeRunnable(Number(key.slice(prefix.length)));
    }
  }

  /** Wakes by topic from outside of a run: the work itself is done by the queue. */
  wakeSoon(topic: string): void {
    if (this.state.table(waiterTable).countPrefix(`${topic}\0`) === 0) return;
    this.wake(topic);
    if (!this.settling) this.settleSoon();
  }

  settleSoon(): void {
    const counters = this.state.table(counterTable);
    if (counters.get("settle") === this.state.now) return;
    counters.set("settle", this.state.now);
    schedule(this.state, 0, machineComponent, {});
  }

  /** A process's own instant has come. */
  timeIsUp(id: number): void {
    this.makeRunnable(id);
  }

  settle(): void {
    if (this.settling) return;
    this.settling = true;
    try {
      const runnable = this.state.table(runnableTable);
      for (let key = runnable.firstKey(); key !== undefined; key = runnable.firstKey()) {
        const id = runnable.get(key) ?? 0;
        runnable.delete(key);
        this.runOnce(id);
      }
      this.state.table(counterTable).delete("settle");
    } finally {
      this.settling = false;
    }
  }

  private runOnce(id: number): void {
    const row = this.get(id);
    if (row === undefined || row.state !== "runnable") return;
    if (this.mustRest(row)) return;
    this.running = id;
    const result = this.runProcess(row);
    this.running = undefined;
    const after = this.get(id)?.state;
    if (after === "stopped" && typeof result !== "number") {
      this.update(id, { waitFor: result.waitFor, memory: result.resume });
    }
    if (after !== "runnable") return;
    if (typeof result === "number") this.end(id, result);
    else this.block(id, result.waitFor, result.resume);
  }

  /** On a machine that has done enough for now, nothing starts and nothing goes on. */
  private mustRest(row: ProcessRow): boolean {
    const pause = this.work.pauseFor(row, this.lineOf(row));
    if (pause === 0 || pause === "stop") return false;
    const ticket = schedule(this.state, pause, machineComponent, { process: row.id });
    this.update(row.id, { state: "waiting", ticket });
    return true;
  }

  /** Whether the process would go on, and is made to rest instead. */
  isHeldBack(id: number): boolean {
    const row = this.get(id);
    if (row?.state !== "waiting" || row.ticket === undefined || row.waitFor === undefined)
      return false;
    return this.work.isPaused(row.machine) && this.isSatisfied(row, row.waitFor);
  }

  private block(id: number, waitFor: WaitFor, memory: Memory): void {
    this.update(id, { state: "waiting", waitFor, memory });
    const row = this.get(id);
    if (row === undefined) return;
    const pause = this.work.pauseFor(row, this.lineOf(row));
    if (pause === "stop") {
      this.stopLine(row);
      return;
    }
    if (pause === 0 && this.isSatisfied(row, waitFor)) {
      this.makeRunnable(id);
      return;
    }
    const topics = pause > 0 ? [] : this.topicsOf(row, waitFor);
    for (const topic of topics) this.state.table(waiterTable).set(`${topic}\0${idKey(id)}`, true);
    const until = pause > 0 ? this.state.now + pause : waitFor.until;
    const delay = until === undefined ? undefined : this.work.delayOf(row, until - this.state.now);
    const ticket =
      delay === undefined
        ? undefined
        : schedule(this.state, delay, machineComponent, { process: id });
    this.update(id, { topics, ticket });
  }

  private isSatisfied(row: ProcessRow, waitFor: WaitFor): boolean {
    if (waitFor.until !== undefined && waitFor.until <= this.state.now) return true;
    if (row.signals.length > 0) return true;
    for (const number of readableOf(waitFor)) {
      const descriptor = row.descriptors[number];
      if (descriptor === undefined || this.descriptors.isReadable(descriptor, row.group))
        return true;
    }
    if (waitFor.output === true) {
      const descriptor = row.descriptors[1];
      if (descriptor === undefined || this.descriptors.room(descriptor) > 0) return true;
    }
    if (waitFor.child !== undefined && waitFor.child !== 0) {
      const child = this.get(waitFor.child);
      return child === undefined || child.state === "ended" || child.state === "stopped";
    }
    if (waitFor.editor !== undefined) return !this.hasEditorOpen(row);
    return false;
  }

  private topicsOf(row: ProcessRow, waitFor: WaitFor): string[] {
    const topics = new Set<string>();
    if (waitFor.change === true) topics.add("change");
    if (waitFor.child !== undefined) topics.add(childTopic(row.id));
    if (waitFor.editor !== undefined) topics.add(editorTopic(row.id));
    const numbers = [...readableOf(waitFor), ...(waitFor.output === true ? [1] : [])];
    for (const number of numbers) {
      const descriptor = row.descriptors[number];
      if (descriptor?.kind === "pipe") topics.add(pipeTopic(descriptor.id));
      if (descriptor?.kind === "terminal") topics.add(terminalTopic(descriptor.id));
    }
    return [...topics];
  }

  private hasEditorOpen(row: ProcessRow): boolean {
    if (row.terminal === undefined) return false;
    return this.state.table(terminalTable).get(row.terminal)?.editor?.process === row.id;
  }

  private forgetWaits(row: ProcessRow): void {
    for (const topic of row.topics)
      this.state.table(waiterTable).delete(`${topic}\0${idKey(row.id)}`);
    if (row.ticket !== undefined) cancel(this.state, row.ticket);
  }

  // --- signals ------------------------------------------------------------------------------------------

  /** False when there is no such process. `outside`: not from the machine's own processes. */
  signal(id: number, name: string, outside = false): boolean {
    const row = this.get(id);
    if (row === undefined || row.state === "ended") return false;
    const isFirst =
      row.pid === 1 && this.state.table(machineTable).get(row.machine)?.container === true;
    if (name === "KILL") {
      if (!isFirst || outside) this.end(id, 128 + 9);
      return true;
    }
    if (name === "STOP") {
      if (!isFirst || outside) this.stop(row);
      return true;
    }
    if (row.ignored.includes(name)) return true;
    if (row.handled.includes(name)) {
      this.update(id, { signals: [...row.signals, name].slice(-32) });
      if (id !== this.running) this.makeRunnable(id);
      return true;
    }
    const action = defaultAction(name);
    if (action === "continue") this.resume(row);
    else if (isFirst || action === "nothing") return true;
    else if (action === "stop") this.stop(row);
    else this.end(id, 128 + signalNumber(name));
    return true;
  }

  signalGroup(group: number, name: string, outside = false): boolean {
    const members = this.membersOf(group);
    for (const id of members) this.signal(id, name, outside);
    return members.length > 0;
  }

  membersOf(group: number): number[] {
    const prefix = `${idKey(group)}\0`;
    return this.state
      .table(groupTable)
      .withPrefix(prefix)
      .map(([key]) => Number(key.slice(prefix.length)));
  }

  setGroup(id: number, group: number): void {
    const row = this.get(id);
    if (row === undefined || row.group === group) return;
    this.state.table(groupTable).delete(groupKey(row.group, id));
    this.state.table(groupTable).set(groupKey(group, id), true);
    this.update(id, { group });
  }

  private stop(row: ProcessRow): void {
    this.forgetWaits(row);
    this.update(row.id, { state: "stopped", topics: [], ticket: undefined });
    this.wakeParent(row);
  }

  private resume(row: ProcessRow): void {
    if (row.state !== "stopped") return;
    this.update(row.id, { state: "waiting" });
    this.makeRunnable(row.id);
  }

  /** The terminal whose command line this process is a part of, background jobs left out. */
  lineOf(row: ProcessRow): string | undefined {
    if (row.terminal === undefined) return undefined;
    const terminal = this.state.table(terminalTable).get(row.terminal);
    const isLine = terminal?.foreground === row.group || terminal?.shell === row.id;
    return isLine ? row.terminal : undefined;
  }

  /** A command line that works without end is ended, and its shell asked for the next one. */
  private stopLine(row: ProcessRow): void {
    if (row.terminal === undefined) return;
    this.interruptLine(
      row.terminal,
      `\n[stopped: ${limits.shellSteps} steps without waiting; here a command line ends after these]\n`,
    );
    // The shell itself is not ended but interrupted, and goes on.
    if (this.get(row.id)?.state === "waiting") this.makeRunnable(row.id);
  }

  interruptLine(terminal: string, message: string): void {
    const row = this.state.table(terminalTable).get(terminal);
    if (row === undefined) return;
    echoOnTerminal(this.state, terminal, message);
    this.work.restart(terminal);
    for (const [, process] of this.state.table(processTable).withPrefix("")) {
      if (process.terminal !== terminal || process.state === "ended") continue;
      if (process.handled.includes("INT") && isShell(process)) this.signal(process.id, "INT", true);
      else if (process.group === row.foreground || process.group === row.shell) {
        this.signal(process.id, "KILL", true);
      }
    }
  }

  // --- ending -------------------------------------------------------------------------------------------

  end(id: number, status: number): void {
    const row = this.get(id);
    if (row === undefined || row.state === "ended") return;
    this.forgetWaits(row);
    this.update(id, {
      state: "ended",
      status: status & 255,
      descriptors: {},
      topics: [],
      ticket: undefined,
      memory: undefined,
    });
    for (const descriptor of Object.values(row.descriptors)) this.descriptors.release(descriptor);
    this.leaveChildren(row);
    this.state.table(groupTable).delete(groupKey(row.group, id));
    this.returnKeyboard(row);
    this.closeEditorOf(row);
    if (row.onExit !== undefined) {
      const { component, payload } = row.onExit;
      schedule(this.state, 0, component, { ...payload, process: id, status: status & 255 });
    }
    if (this.isAlive(row.parent)) this.wakeParent(row);
    else if (row.keep !== true) this.forget(id);
    const machine = this.state.table(machineTable).get(row.machine);
    if (row.pid === 1 && machine?.container === true) this.endAll(row.machine);
  }

  endAll(machine: string): void {
    for (const [, id] of this.state.table(pidTable).withPrefix(`${machine}\0`)) this.end(id, 137);
  }

  /** The status of an ended process, which is then forgotten. */
  takeStatus(id: number): number | undefined {
    const row = this.get(id);
    if (row?.state !== "ended") return undefined;
    this.forget(id);
    return row.status ?? 0;
  }

  forget(id: number): void {
    const row = this.get(id);
    if (row === undefined) return;
    this.state.table(pidTable).delete(pidKey(row.machine, row.pid));
    this.state.table(childTable).delete(groupKey(row.parent, id));
    this.state.table(processTable).delete(idKey(id));
  }

  byPid(machine: string, pid: number): number | undefined {
    return this.state.table(pidTable).get(pidKey(machine, pid));
  }

  list(machine: string): ProcessSummary[] {
    const found: ProcessSummary[] = [];
    for (const [, id] of this.state.table(pidTable).withPrefix(`${machine}\0`)) {
      const row = this.get(id);
      if (row === undefined) continue;
      const parent = this.get(row.parent);
      found.push({
        id,
        pid: row.pid,
        parentPid: parent?.machine === machine ? parent.pid : row.pid === 1 ? 0 : 1,
        user: row.user,
        program: row.program,
        args: row.args,
        state: row.state,
        startedMs: row.startedMs,
        ...(row.terminal === undefined ? {} : { terminal: row.terminal }),
      });
    }
    return found;
  }

  private leaveChildren(row: ProcessRow): void {
    for (const child of this.childrenOf(row)) {
      if (child.state === "ended" && child.keep !== true) {
        this.forget(child.id);
        continue;
      }
      this.state.table(childTable).delete(groupKey(row.id, child.id));
      this.update(child.id, { parent: 0 });
    }
  }

  private childrenOf(row: ProcessRow): ProcessRow[] {
    const prefix = `${idKey(row.id)}\0`;
    return this.state
      .table(childTable)
      .withPrefix(prefix)
      .flatMap(([key]) => this.get(Number(key.slice(prefix.length))) ?? []);
  }

  private wakeParent(row: ProcessRow): void {
    const parent = this.get(row.parent);
    if (parent === undefined) return;
    const wanted = parent.waitFor?.child;
    if (wanted === 0 || wanted === row.id) this.wake(childTopic(parent.id));
  }

  /** The keyboard goes back when the last of a group is gone. */
  private returnKeyboard(row: ProcessRow): void {
    if (row.terminal === undefined) return;
    const terminal = this.state.table(terminalTable).get(row.terminal);
    if (terminal === undefined) return;
    if (terminal.shell === row.id) {
      updateTerminal(this.state, row.terminal, { ended: true, prompt: "" });
      for (const [, process] of this.state.table(processTable).withPrefix("")) {
        if (process.terminal === row.terminal && process.id !== row.id) {
          this.signal(process.id, "HUP", true);
        }
      }
      return;
    }
    if (terminal.foreground !== row.group || this.membersOf(row.group).length > 0) return;
    const heir = this.get(row.parent);
    updateTerminal(this.state, row.terminal, { foreground: heir?.group ?? terminal.shell });
    this.wake(terminalTopic(row.terminal));
  }

  private closeEditorOf(row: ProcessRow): void {
    if (row.terminal !== undefined && this.hasEditorOpen(row)) {
      updateTerminal(this.state, row.terminal, { editor: undefined });
    }
  }
}

export const childTopic = (id: number): string => `child ${id}`;
export const editorTopic = (id: number): string => `editor ${id}`;

/** A saved row has no empty fields; neither may a live one, so that both save to the same bytes. */
function withoutUndefined(row: ProcessRow): ProcessRow {
  const clean: Record<string, unknown> = { ...row };
  let changed = false;
  for (const name of Object.keys(clean)) {
    if (clean[name] !== undefined) continue;
    delete clean[name];
    changed = true;
  }
  return changed ? (clean as unknown as ProcessRow) : row;
}

const groupKey = (group: number, id: number): string => `${idKey(group)}\0${idKey(id)}`;
const isShell = (row: ProcessRow): boolean => row.program === "bash" || row.program === "sh";

function readableOf(waitFor: WaitFor): readonly number[] {
  return [...(waitFor.input === true ? [0] : []), ...(waitFor.readable ?? [])];
}
