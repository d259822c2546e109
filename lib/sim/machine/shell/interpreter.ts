// The shell as a machine with an explicit stack: each step looks at the top frame, does a little, and leaves
// frames behind. Because the stack is data (places in a tree that is parsed again), a loop that sleeps goes on
// after a save, a restore or a fork.
import { matchesPattern } from "../glob";
import type { WaitFor } from "../program";
import { withoutFatal } from "./arithmetic";
import { assign, type PlannedAssignment, planAssignment } from "./assignments";
import { runBuiltin } from "./builtins";
import { evaluateTest } from "./conditions";
import { Expander, NeedsResult } from "./expand";
import { interactiveStep } from "./interactive";
import { announceStopped } from "./jobs";
import { parseCommand } from "./parser";
import { quoteIfNeeded } from "./quote";
import {
  applyRedirections,
  forgetSaved,
  type PlannedRedirection,
  planRedirections,
  restoreDescriptors,
} from "./redirections";
import type { Capture, Frame, Job, SavedDescriptors } from "./shell-memory";
import { ShellFailure, type ShellState } from "./shell-state";
import { type Command, type Parsed, ShellSyntaxError } from "./syntax";

/** A step either did something, or has to wait. */
export type Step = WaitFor | undefined;

type FrameOf<Kind extends Frame["kind"]> = Extract<Frame, { kind: Kind }>;

const deepestStack = 4000;
const deepestCalls = 500;

export class Interpreter {
  constructor(
    readonly state: ShellState,
    private readonly parse: (text: string, at: number) => Parsed,
  ) {
    state.currentLine = () => this.line();
  }

  /** One step; the frame stack is not empty. */
  step(): Step {
    const { state } = this;
    try {
      if (state.unwind !== undefined) {
        this.unwindOne();
        return undefined;
      }
      const { top } = state;
      return top === undefined ? undefined : this.dispatch(top);
    } catch (error) {
      if (error instanceof ShellFailure) this.fail(error);
      else if (error instanceof ShellSyntaxError) this.failSyntax(error);
      else throw error;
      return undefined;
    }
  }

  private dispatch(frame: Frame): Step {
    switch (frame.kind) {
      case "script":
        return this.script(frame);
      case "interactive":
        return interactiveStep(this.state);
      case "call":
        return this.leaveCall(frame);
      case "trap":
        this.state.frames.pop();
        this.state.status = frame.status;
        return undefined;
      case "closing":
        this.state.frames.pop();
        restoreDescriptors(this.state, frame.saved);
        return undefined;
      case "environment":
        return this.restoreEnvironment(frame);
      case "enter":
        return this.enter(frame);
      case "list":
        return this.list(frame);
      case "logic":
        return this.logic(frame);
      case "if":
        return this.conditional(frame);
      case "while":
        return this.loop(frame);
      case "case":
        return this.caseBodies(frame);
      case "for":
        return this.forLoop(frame);
      case "count":
        return this.countLoop(frame);
      case "pipeline":
        return this.pipeline(frame);
      case "child":
        return this.child(frame);
      case "builtin":
        return this.builtin(frame);
    }
  }

  // --- texts --------------------------------------------------------------------------------------------

  private script(frame: FrameOf<"script">): Step {
    const { state } = this;
    if (frame.next !== undefined && (frame.only !== undefined || frame.next >= frame.text.length)) {
      state.frames.pop();
      return undefined;
    }
    if (frame.only !== undefined) {
      state.replaceTop({ ...frame, next: frame.text.length });
      this.enterNode(frame.only, frame.isCondition);
      return undefined;
    }
    const at = frame.next ?? frame.at;
    const parsed =
      frame.aliases === true
        ? parseCommand({ text: frame.text, start: at, aliases: state.aliases })
        : this.parse(frame.text, at);
    if (parsed.command === undefined) {
      state.frames.pop();
      return undefined;
    }
    state.replaceTop({ ...frame, text: parsed.text, at, next: parsed.end });
    this.enterNode(parsed.command.index, frame.isCondition);
    return undefined;
  }

  private scriptFrame(): FrameOf<"script"> | undefined {
    for (let i = this.state.frames.length - 1; i >= 0; i--) {
      const frame = this.state.frames[i];
      if (frame?.kind === "script") return frame;
    }
    return undefined;
  }

  private node(index: number): Command {
    const script = this.scriptFrame();
    const node = script === undefined ? undefined : this.parse(script.text, script.at).nodes[index];
    if (node === undefined)
      throw new ShellFailure("internal: a place in the script is gone", 1, true);
    return node;
  }

  private line(): number {
    const script = this.scriptFrame();
    if (script === undefined) return 1;
    const { top } = this.state;
    let position = script.at;
    if (top !== undefined && "node" in top) position = this.node(top.node).position;
    let line = script.firstLine ?? 1;
    for (let i = 0; i < position; i++) if (script.text[i] === "\n") line += 1;
    return line;
  }

  private enterNode(node: number, isCondition?: boolean): void {
    if (this.state.frames.length > deepestStack)
      throw new ShellFailure("the script is nested too deeply", 2, true);
    this.state.push({ kind: "enter", node, ...(isCondition === true ? { isCondition } : {}) });
  }

  // --- entering a command -------------------------------------------------------------------------------

  private enter(frame: FrameOf<"enter">): Step {
    const node = this.node(frame.node);
    const base = { node: frame.node, ...(frame.isCondition === true ? { isCondition: true } : {}) };
    if (node.kind === "simple") return this.simple(frame, node);
    if (node.redirections.length > 0 && frame.isRedirected !== true) {
      const planned = this.expanding(frame, (expander) =>
        planRedirections(expander, node.redirections),
      );
      if (!planned.done) return planned.wait;
      const saved = applyRedirections(this.state, planned.value);
      this.state.replaceTop({ kind: "closing", saved });
      if (node.kind === "subshell") return this.subshell(base, node);
      return this.enterBody(base, node);
    }
    if (node.kind === "subshell") {
      this.state.frames.pop();
      return this.subshell(base, node);
    }
    return this.enterBody(base, node, frame);
  }

  /** Pushes (or, given the frame that entered, replaces it by) the frame of a compound command. */
  private enterBody(
    base: { node: number; isCondition?: boolean },
    node: Command,
    frame?: FrameOf<"enter">,
  ): Step {
    const { state } = this;
    const put = (next: Frame): undefined => {
      if (frame === undefined) state.push(next);
      else state.replaceTop(next);
    };
    switch (node.kind) {
      case "list":
        return put({ ...base, kind: "list", step: 0 });
      case "logic":
        return put({ ...base, kind: "logic", step: 0 });
      case "group":
        if (frame !== undefined) state.frames.pop();
        this.enterNode(node.body.index, base.isCondition);
        return undefined;
      case "if":
        return put({ ...base, kind: "if", step: 0 });
      case "while":
        return put({ ...base, kind: "while", step: 0, status: 0 });
      case "pipeline":
        return put({
          ...base,
          kind: "pipeline",
          step: 0,
          processes: [],
          statuses: [],
          group: 0,
          startedMs: state.io.process.now,
        });
      case "count":
        return put({ ...base, kind: "count", step: 0 });
      case "function": {
        const script = this.scriptFrame();
        state.functions.set(node.name, script?.text.slice(node.body.position, node.body.end) ?? "");
        if (frame !== undefined) state.frames.pop();
        state.status = 0;
        return undefined;
      }
      default:
        // `for`, `case`, `[[` and `((` expand words first and need a frame to wait in.
        if (frame === undefined)
          state.push({ ...base, kind: "enter", results: [], isRedirected: true });
        return this.expandingBody(node);
    }
  }

  private expandingBody(node: Command): Step {
    const { state } = this;
    const frame = state.top;
    if (frame?.kind !== "enter") return undefined;
    const base = { node: frame.node, ...(frame.isCondition === true ? { isCondition: true } : {}) };
    switch (node.kind) {
      case "for": {
        const words = this.expanding(frame, (expander) =>
          node.words === undefined ? [...state.positional] : expander.fields(node.words),
        );
        if (!words.done) return words.wait;
        state.replaceTop({ ...base, kind: "for", words: words.value, step: 0 });
        state.status = 0;
        return undefined;
      }
      case "case": {
        const chosen = this.expanding(frame, (expander) => {
          const word = expander.text(node.word);
          return node.items.findIndex((item) =>
            item.patterns.some((pattern) => matchesPattern(expander.pattern(pattern), word)),
          );
        });
        if (!chosen.done) return chosen.wait;
        state.status = 0;
        if (chosen.value < 0) state.frames.pop();
        else state.replaceTop({ ...base, kind: "case", step: chosen.value });
        return undefined;
      }
      case "test": {
        const value = this.expanding(frame, (expander) => evaluateTest(expander, node.expression));
        if (!value.done) return value.wait;
        this.finishCommand(value.value ? 0 : 1);
        return undefined;
      }
      case "compute": {
        const value = this.expanding(frame, (expander) =>
          withoutFatal(() => expander.arithmetic(node.expression)),
        );
        if (!value.done) return value.wait;
        this.finishCommand(value.value === 0n ? 1 : 0);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  // --- lists, conditions, loops -------------------------------------------------------------------------

  private list(frame: FrameOf<"list">): Step {
    const node = this.node(frame.node);
    if (node.kind !== "list") return this.pop();
    const item = node.items[frame.step];
    if (item === undefined) {
      if (node.items.length === 0) this.state.status = 0;
      return this.pop();
    }
    this.state.replaceTop({ ...frame, step: frame.step + 1 });
    if (item.background) this.background(item.command);
    else this.enterNode(item.command.index, frame.isCondition);
    return undefined;
  }

  private logic(frame: FrameOf<"logic">): Step {
    const node = this.node(frame.node);
    if (node.kind !== "logic") return this.pop();
    if (frame.step === 0) {
      this.state.replaceTop({ ...frame, step: 1 });
      this.enterNode(node.first.index, true);
      return undefined;
    }
    for (let i = frame.step - 1; i < node.rest.length; i++) {
      const next = node.rest[i];
      if (next === undefined || (this.state.status === 0) !== (next.operator === "&&")) continue;
      const isLast = i === node.rest.length - 1;
      this.state.replaceTop({ ...frame, step: i + 2 });
      this.enterNode(next.command.index, !isLast || frame.isCondition);
      return undefined;
    }
    return this.pop();
  }

  private conditional(frame: FrameOf<"if">): Step {
    const node = this.node(frame.node);
    if (node.kind !== "if") return this.pop();
    const clause = node.clauses[frame.step >> 1];
    if (frame.step % 2 === 1) {
      if (this.state.status === 0 && clause !== undefined) {
        this.state.frames.pop();
        this.enterNode(clause.body.index, frame.isCondition);
        return undefined;
      }
      this.state.replaceTop({ ...frame, step: frame.step + 1 });
      return undefined;
    }
    if (clause !== undefined) {
      this.state.replaceTop({ ...frame, step: frame.step + 1 });
      this.enterNode(clause.condition.index, true);
      return undefined;
    }
    this.state.frames.pop();
    this.state.status = 0;
    if (node.otherwise !== undefined) this.enterNode(node.otherwise.index, frame.isCondition);
    return undefined;
  }

  /** Steps: 0 condition next, 1 condition done, 2 body done. */
  private loop(frame: FrameOf<"while">): Step {
    const { state } = this;
    const node = this.node(frame.node);
    if (node.kind !== "while") return this.pop();
    if (frame.step === 1) {
      if ((state.status === 0) === node.until) {
        state.finish(frame.status ?? 0);
        return undefined;
      }
      state.replaceTop({ ...frame, step: 2 });
      this.enterNode(node.body.index, frame.isCondition);
      return undefined;
    }
    state.replaceTop({ ...frame, step: 1, status: frame.step === 2 ? state.status : 0 });
    this.enterNode(node.condition.index, true);
    return undefined;
  }

  private forLoop(frame: FrameOf<"for">): Step {
    const node = this.node(frame.node);
    const word = frame.words[frame.step];
    if (node.kind !== "for" || word === undefined) return this.pop();
    this.state.replaceTop({ ...frame, step: frame.step + 1 });
    this.state.set(node.name, word);
    this.enterNode(node.body.index, frame.isCondition);
    return undefined;
  }

  /** Steps: 0 start, 1 condition, 2 body done. */
  private countLoop(frame: FrameOf<"count">): Step {
    const node = this.node(frame.node);
    if (node.kind !== "count") return this.pop();
    const word = frame.step === 0 ? node.start : frame.step === 1 ? node.condition : node.step;
    const value = this.expanding(frame, (expander) =>
      word.parts.length === 0 ? 1n : expander.arithmetic(word),
    );
    if (!value.done) return value.wait;
    const clean: Frame = {
      kind: "count",
      node: frame.node,
      step: 1,
      ...(frame.isCondition === true ? { isCondition: true } : {}),
    };
    if (frame.step !== 1) {
      this.state.replaceTop(clean);
      return undefined;
    }
    if (value.value === 0n) {
      this.state.frames.pop();
      return undefined;
    }
    this.state.replaceTop({ ...clean, step: 2 });
    this.enterNode(node.body.index, frame.isCondition);
    return undefined;
  }

  private caseBodies(frame: FrameOf<"case">): Step {
    const node = this.node(frame.node);
    const item = node.kind === "case" ? node.items[frame.step] : undefined;
    if (item === undefined) return this.pop();
    if (item.end === ";&") this.state.replaceTop({ ...frame, step: frame.step + 1 });
    else this.state.frames.pop();
    this.enterNode(item.body.index, frame.isCondition);
    return undefined;
  }

  private pop(): undefined {
    this.state.frames.pop();
    return undefined;
  }

  // --- expansions that may have to run commands first ---------------------------------------------------

  private expanding<Value>(
    frame: Frame & { results?: readonly string[]; capture?: Capture },
    expand: (expander: Expander) => Value,
  ): { done: true; value: Value } | { done: false; wait: Step } {
    const { state } = this;
    if (frame.capture !== undefined)
      return { done: false, wait: this.continueCapture(frame, frame.capture) };
    state.undo = [];
    try {
      if ((frame.results ?? []).length === 0) state.substitutionStatus = 0;
      return { done: true, value: expand(new Expander(state, frame.results ?? [])) };
    } catch (error) {
      if (!(error instanceof NeedsResult)) throw error;
      const { undo } = state;
      state.undo = undefined;
      for (const [name, old] of [...undo].reverse()) state.restore(name, old);
      this.startCapture(frame, error);
      return { done: false, wait: undefined };
    } finally {
      state.undo = undefined;
    }
  }

  private startCapture(frame: Frame, request: NeedsResult): void {
    const { state } = this;
    const { system } = state.io;
    const pipe = system.pipe();
    const process = this.copyShell({
      frames: [
        {
          kind: "script",
          text: request.source,
          at: 0,
          firstLine: this.line(),
          ...(Object.keys(state.aliases).length > 0 ? { aliases: true } : {}),
        },
      ],
      descriptors: { 1: pipe.write },
    });
    system.close(pipe.write);
    if (typeof process !== "number") {
      system.close(pipe.read);
      throw new ShellFailure(process.error, process.status, true);
    }
    const capture: Capture = {
      descriptor: pipe.read,
      process,
      text: "",
      ended: false,
      isFile: request.isFile,
    };
    state.replaceTop({ ...frame, capture } as Frame);
  }

  private continueCapture(frame: Frame & { results?: readonly string[] }, capture: Capture): Step {
    const { state } = this;
    const { system } = state.io;
    const read = capture.ended ? { text: "", ended: true } : system.read(capture.descriptor);
    const next: Capture = { ...capture, text: capture.text + read.text, ended: read.ended };
    const status = next.ended ? system.status(capture.process) : undefined;
    if (status === undefined) {
      state.replaceTop({ ...frame, capture: next } as Frame);
      return next.ended ? { child: capture.process } : { readable: [capture.descriptor] };
    }
    system.close(capture.descriptor);
    state.substitutionStatus = status;
    const { capture: _done, ...rest } = frame as Frame & { capture?: Capture };
    const result = capture.isFile
      ? this.captureFile(next.text, frame.results ?? [])
      : next.text.replaceAll("\0", "").replace(/\n+$/, "");
    state.replaceTop({ ...rest, results: [...(frame.results ?? []), result] } as Frame);
    return undefined;
  }

  private captureFile(text: string, results: readonly string[]): string {
    const path = `/dev/fd/${63 - results.length}`;
    const { files } = this.state.io;
    files.makeDirectory("/dev/fd", { parents: true });
    files.write(path, text);
    return path;
  }

  // --- starting processes -------------------------------------------------------------------------------

  /** A copy of this shell that runs other frames: subshells, pipeline elements, background jobs. */
  private copyShell(request: {
    readonly frames: readonly Frame[];
    readonly descriptors?: Readonly<Record<number, number>>;
    readonly group?: "new" | number;
    readonly ignoresInterrupt?: boolean;
  }): number | { error: string; status: number } {
    const { state } = this;
    const traps = [...state.traps].filter(([, command]) => command === "");
    const memory = {
      ...state.pack(),
      frames: request.frames,
      isInteractive: false,
      isSubshell: true,
      isCondition: state.isInCondition,
      traps,
      jobs: [],
      pending: "",
      commandString: true,
    };
    const open: Record<number, number> = {};
    for (let number = 0; number < 10; number++)
      if (state.io.system.isOpen(number)) open[number] = number;
    return state.io.system.spawn({
      command: state.io.process.program,
      args: state.io.args,
      environment: state.environment(),
      descriptors: { ...open, ...request.descriptors },
      memory,
      ...(request.group === undefined ? {} : { group: request.group }),
    });
  }

  private oneCommand(node: number): Frame[] {
    const script = this.scriptFrame();
    if (script === undefined) return [];
    return [
      {
        kind: "script",
        text: script.text,
        at: script.at,
        only: node,
        ...(script.firstLine === undefined ? {} : { firstLine: script.firstLine }),
      },
    ];
  }

  private subshell(
    base: { node: number; isCondition?: boolean },
    node: Extract<Command, { kind: "subshell" }>,
  ): Step {
    const { state } = this;
    const process = this.copyShell({
      frames: this.oneCommand(node.body.index),
      ...(state.isInteractive ? { group: "new" as const } : {}),
    });
    if (typeof process !== "number") throw new ShellFailure(process.error, process.status, true);
    this.waitForChild(base, process, this.textOf(node));
    return undefined;
  }

  private waitForChild(
    base: { node: number; isCondition?: boolean },
    process: number,
    text: string,
  ): void {
    const { state } = this;
    const group = state.isInteractive ? (state.io.system.groupOf(process) ?? 0) : 0;
    if (group !== 0) state.io.system.terminal?.setForeground(group);
    state.push({ ...base, kind: "child", process, group, text });
  }

  private child(frame: FrameOf<"child">): Step {
    const { state } = this;
    const { system } = state.io;
    const status = system.status(frame.process);
    if (status === undefined) {
      if (!system.isStopped(frame.process) || !state.isInteractive) return { child: frame.process };
      this.takeKeyboard();
      announceStopped(state, { processes: [frame.process], group: frame.group, text: frame.text });
      state.status = 148;
      state.unwind = { kind: "interrupt", count: 148 };
      return undefined;
    }
    if (frame.group !== 0) this.takeKeyboard();
    if (state.isInteractive && status === 130) {
      state.unwind = { kind: "interrupt", count: 130 };
      return undefined;
    }
    this.reportSignal(status, frame);
    this.finishCommand(status);
    return undefined;
  }

  /** bash says so when a signal ended a command, unless it was Ctrl-C or a closed pipe. */
  private reportSignal(status: number, frame: FrameOf<"child">): void {
    const texts: Readonly<Record<number, string>> = {
      134: "Aborted",
      137: "Killed",
      139: "Segmentation fault",
      143: "Terminated",
      131: "Quit",
    };
    const text = texts[status];
    if (text === undefined || !this.state.isInteractive || this.state.dialect === "dash") return;
    this.state.io.stderr(
      this.state.dialect === "bash"
        ? `${text}${" ".repeat(Math.max(1, 24 - text.length))}${frame.text}\n`
        : `${text}\n`,
    );
  }

  private takeKeyboard(): void {
    this.state.io.system.terminal?.setForeground(this.state.io.system.group);
  }

  private textOf(node: Command): string {
    const script = this.scriptFrame();
    return script?.text.slice(node.position, node.end).trim() ?? "";
  }

  private background(node: Command): void {
    const { state } = this;
    const { system } = state.io;
    const input = state.isInteractive
      ? undefined
      : system.open({ path: "/dev/null", mode: "read" });
    const process = this.copyShell({
      frames: this.oneCommand(node.index),
      ...(input === undefined ? { group: "new" as const } : { descriptors: { 0: input } }),
    });
    if (input !== undefined) system.close(input);
    if (typeof process !== "number") throw new ShellFailure(process.error, process.status, true);
    const number = state.jobs.reduce((most, job) => Math.max(most, job.number), 0) + 1;
    const pid = system.pidOf(process);
    const job: Job = {
      number,
      processes: [process],
      group: system.groupOf(process) ?? 0,
      pid,
      text: this.textOf(node),
      state: "running",
      status: 0,
    };
    state.jobs = [...state.jobs, job];
    state.lastBackground = String(pid);
    if (state.isInteractive) state.io.stderr(`[${number}] ${pid}\n`);
    state.status = 0;
  }

  private pipeline(frame: FrameOf<"pipeline">): Step {
    const { state } = this;
    const node = this.node(frame.node);
    if (node.kind !== "pipeline") return this.pop();
    if (frame.step === 0) {
      const [only] = node.commands;
      if (node.commands.length === 1 && only !== undefined) {
        state.replaceTop({ ...frame, step: 2 });
        this.enterNode(only.index, node.negated || frame.isCondition);
        return undefined;
      }
      return this.startPipeline(frame, node);
    }
    if (frame.step === 2) {
      this.finishPipeline(frame, node, [state.status]);
      return undefined;
    }
    return this.waitForPipeline(frame, node);
  }

  private startPipeline(
    frame: FrameOf<"pipeline">,
    node: Extract<Command, { kind: "pipeline" }>,
  ): Step {
    const { state } = this;
    const { system } = state.io;
    const processes: number[] = [];
    let group = 0;
    let input: number | undefined;
    for (const [i, command] of node.commands.entries()) {
      const pipe = i < node.commands.length - 1 ? system.pipe() : undefined;
      const descriptors: Record<number, number> = {};
      if (input !== undefined) descriptors[0] = input;
      if (pipe !== undefined) descriptors[1] = pipe.write;
      if (pipe !== undefined && node.joins[i] === true) descriptors[2] = pipe.write;
      const process = this.copyShell({
        frames: this.oneCommand(command.index),
        descriptors,
        ...(state.isInteractive ? { group: group === 0 ? ("new" as const) : group } : {}),
      });
      if (input !== undefined) system.close(input);
      if (pipe !== undefined) system.close(pipe.write);
      input = pipe?.read;
      if (typeof process !== "number") {
        if (input !== undefined) system.close(input);
        throw new ShellFailure(process.error, process.status, true);
      }
      processes.push(process);
      if (state.isInteractive && group === 0) group = system.groupOf(process) ?? 0;
    }
    if (group !== 0) system.terminal?.setForeground(group);
    state.replaceTop({ ...frame, step: 1, processes, statuses: processes.map(() => null), group });
    return undefined;
  }

  private waitForPipeline(
    frame: FrameOf<"pipeline">,
    node: Extract<Command, { kind: "pipeline" }>,
  ): Step {
    const { state } = this;
    const { system } = state.io;
    const statuses = frame.processes.map(
      (process, i) => frame.statuses[i] ?? system.status(process) ?? null,
    );
    state.replaceTop({ ...frame, statuses });
    const waiting = frame.processes.find((_, i) => statuses[i] === null);
    if (waiting === undefined) {
      if (frame.group !== 0) this.takeKeyboard();
      const final = statuses.map((status) => status ?? 0);
      if (state.isInteractive && final.includes(130)) {
        state.unwind = { kind: "interrupt", count: 130 };
        return undefined;
      }
      this.finishPipeline(frame, node, final);
      return undefined;
    }
    if (
      state.isInteractive &&
      frame.processes.some((process, i) => statuses[i] === null && system.isStopped(process))
    ) {
      this.takeKeyboard();
      announceStopped(state, {
        processes: frame.processes,
        group: frame.group,
        text: this.textOf(node),
      });
      state.unwind = { kind: "interrupt", count: 148 };
      return undefined;
    }
    return { child: waiting };
  }

  private finishPipeline(
    frame: FrameOf<"pipeline">,
    node: Extract<Command, { kind: "pipeline" }>,
    statuses: readonly number[],
  ): void {
    const { state } = this;
    state.pipeStatuses = statuses;
    let status = statuses[statuses.length - 1] ?? 0;
    if (state.options.has("pipefail"))
      status = [...statuses].reverse().find((each) => each !== 0) ?? 0;
    if (node.timed) this.reportTime(state.io.process.now - frame.startedMs);
    if (node.negated) state.finish(status === 0 ? 1 : 0);
    else this.finishCommand(status);
  }

  private reportTime(ms: number): void {
    const text = (value: number): string =>
      `${Math.floor(value / 60_000)}m${((value % 60_000) / 1000).toFixed(3)}s`;
    this.state.io.stderr(`\nreal\t${text(ms)}\nuser\t${text(0)}\nsys\t${text(0)}\n`);
  }

  // --- simple commands ----------------------------------------------------------------------------------

  private simple(frame: FrameOf<"enter">, node: Extract<Command, { kind: "simple" }>): Step {
    const { state } = this;
    const isWriting = frame.capture === undefined && node.words.length > 0;
    if (isWriting && state.io.system.room(1) <= 0) return { output: true };
    const expanded = this.expanding(frame, (expander) => ({
      words: expander.fields(node.words),
      redirections: planRedirections(expander, node.redirections),
      assignments: node.assignments.map((assignment) => planAssignment(expander, assignment)),
    }));
    if (!expanded.done) return expanded.wait;
    const { words, redirections, assignments } = expanded.value;
    if (state.options.has("xtrace")) this.trace(assignments, words);
    const [name, ...args] = words;
    if (name === undefined) {
      const saved = applyRedirections(state, redirections);
      restoreDescriptors(state, saved);
      for (const assignment of assignments) assign(state, assignment);
      this.finishCommand(state.substitutionStatus);
      return undefined;
    }
    return this.command({ frame, node, name, args, redirections, assignments });
  }

  private command(call: {
    readonly frame: FrameOf<"enter">;
    readonly node: Command;
    readonly name: string;
    readonly args: readonly string[];
    readonly redirections: readonly PlannedRedirection[];
    readonly assignments: readonly PlannedAssignment[];
  }): Step {
    const { state } = this;
    const { frame, name, args } = call;
    const base = { node: frame.node, ...(frame.isCondition === true ? { isCondition: true } : {}) };
    const saved = applyRedirections(state, call.redirections);
    const source = state.functions.get(name);
    if (source !== undefined) {
      state.frames.pop();
      state.push({ kind: "closing", saved });
      this.pushTemporary(call.assignments);
      this.callFunction(name, source, args, base.isCondition);
      return undefined;
    }
    const isExec = name === "exec" && args.length === 0;
    if (isExec) {
      forgetSaved(state, saved);
      this.finishCommand(0);
      return undefined;
    }
    state.replaceTop({ ...base, kind: "builtin", name, args, saved, memory: undefined });
    const temporary = call.assignments.map(
      (each) => [each.name, state.variables.get(each.name) ?? null] as const,
    );
    for (const each of call.assignments) assign(state, each);
    try {
      const started = this.builtinOnce(name, args, undefined);
      if (started !== "not a builtin") return started;
      return this.external(base, call, saved);
    } finally {
      for (const [variable, old] of temporary) {
        if (state.top?.kind === "builtin" && isDeclaring(name)) break;
        state.restore(variable, old ?? undefined);
      }
    }
  }

  private external(
    base: { node: number; isCondition?: boolean },
    call: {
      readonly name: string;
      readonly args: readonly string[];
      readonly node: Command;
      readonly assignments: readonly PlannedAssignment[];
    },
    saved: SavedDescriptors,
  ): Step {
    const { state } = this;
    const { system } = state.io;
    state.frames.pop();
    const extra = call.assignments.flatMap((each) =>
      typeof each.value === "string" ? [[each.name, state.get(each.name) ?? ""] as const] : [],
    );
    const request = {
      command: call.name,
      args: call.args,
      environment: { ...state.environment(extra), _: call.name },
      directory: state.io.process.directory,
    };
    if (this.mayExec()) {
      const failure = system.exec(request);
      if (failure === undefined) {
        state.exiting = true;
        return { until: state.io.process.now };
      }
      this.complainOfCommand(failure);
      this.state.push({ kind: "enter", ...base });
      this.finishCommand(failure.status);
      return undefined;
    }
    const open: Record<number, number> = {};
    for (let number = 0; number < 10; number++) if (system.isOpen(number)) open[number] = number;
    const child = system.spawn({
      ...request,
      descriptors: open,
      ...(state.isInteractive ? { group: "new" as const } : {}),
    });
    if (typeof child !== "number") {
      this.complainOfCommand(child);
      restoreDescriptors(state, saved);
      this.state.push({ kind: "enter", ...base });
      this.finishCommand(child.status);
      return undefined;
    }
    restoreDescriptors(state, saved);
    this.waitForChild(base, child, this.textOf(call.node));
    return undefined;
  }

  /** A shell with nothing left to do becomes its last command, as bash does. */
  private mayExec(): boolean {
    const { state } = this;
    if (state.isInteractive || state.traps.size > 0 || state.jobs.length > 0) return false;
    const [only, ...rest] = state.frames;
    if (only?.kind !== "script" || rest.length > 0) return false;
    if (only.only !== undefined) return true;
    return (
      state.commandString && only.next !== undefined && only.text.slice(only.next).trim() === ""
    );
  }

  private complainOfCommand(failure: { error: string; status: number }): void {
    const { state } = this;
    const missing = /^(.*): command not found$/s.exec(failure.error)?.[1];
    if (missing === undefined || state.dialect === "bash") state.complain(failure.error);
    else state.complain(`${missing}: not found`);
  }

  /** What `builtin`, `command` and simple commands share. */
  private builtinOnce(
    name: string,
    args: readonly string[],
    memory: unknown,
  ): Step | "not a builtin" {
    const { state } = this;
    const depth = state.frames.length;
    const outcome = runBuiltin({ state, interpreter: this, name, args, memory });
    if (outcome === undefined) return "not a builtin";
    const frame = state.frames[depth - 1];
    if (typeof outcome === "number") {
      // The frame itself may lie under what the builtin pushed (`eval`, `source`).
      if (frame?.kind === "builtin") {
        if (state.frames.length === depth) {
          state.frames.pop();
          restoreDescriptors(state, frame.saved);
          this.push(frame, outcome);
        } else state.frames[depth - 1] = { kind: "closing", saved: frame.saved };
      }
      return undefined;
    }
    if (frame?.kind === "builtin") state.frames[depth - 1] = { ...frame, memory: outcome.memory };
    return outcome.wait;
  }

  private push(frame: FrameOf<"builtin">, status: number): void {
    this.state.push({
      kind: "enter",
      node: frame.node,
      ...(frame.isCondition === true ? { isCondition: true } : {}),
    });
    this.finishCommand(status);
  }

  private builtin(frame: FrameOf<"builtin">): Step {
    const outcome = this.builtinOnce(frame.name, frame.args, frame.memory ?? null);
    return outcome === "not a builtin" ? this.pop() : outcome;
  }

  /** `command ls`, `builtin cd`, `\ls`: not a function. */
  runExternal(name: string, args: readonly string[]): void {
    const { state } = this;
    const frame = state.top;
    if (frame?.kind !== "builtin") return;
    const base = { node: frame.node, ...(frame.isCondition === true ? { isCondition: true } : {}) };
    this.external(base, { name, args, node: this.node(frame.node), assignments: [] }, frame.saved);
  }

  private callFunction(
    name: string,
    source: string,
    args: readonly string[],
    isCondition?: boolean,
  ): void {
    const { state } = this;
    const calls = state.frames.filter((frame) => frame.kind === "call").length;
    if (calls >= deepestCalls) {
      throw new ShellFailure(
        `${name}: maximum function nesting level exceeded (${deepestCalls})`,
        1,
        true,
      );
    }
    state.push({ kind: "call", name, positional: state.positional, locals: [], isFunction: true });
    state.positional = args;
    state.push({
      kind: "script",
      text: source,
      at: 0,
      ...(isCondition === true ? { isCondition: true } : {}),
    });
  }

  private leaveCall(frame: FrameOf<"call">): Step {
    const { state } = this;
    state.frames.pop();
    state.positional = frame.positional;
    for (const [name, old] of [...frame.locals].reverse()) state.restore(name, old ?? undefined);
    return undefined;
  }

  private pushTemporary(assignments: readonly PlannedAssignment[]): void {
    const { state } = this;
    if (assignments.length === 0) return;
    const saved = assignments.map(
      (each) => [each.name, state.variables.get(each.name) ?? null] as const,
    );
    state.push({ kind: "environment", saved });
    for (const each of assignments) {
      assign(state, each);
      state.change(each.name, { exported: true });
    }
  }

  private restoreEnvironment(frame: FrameOf<"environment">): Step {
    this.state.frames.pop();
    for (const [name, old] of frame.saved) this.state.restore(name, old ?? undefined);
    return undefined;
  }

  private trace(assignments: readonly PlannedAssignment[], words: readonly string[]): void {
    const level = "+";
    for (const each of assignments) {
      if (typeof each.value === "string")
        this.state.io.stderr(
          `${level} ${each.name}=${each.value === "" ? "" : quoteIfNeeded(each.value)}\n`,
        );
    }
    if (words.length > 0)
      this.state.io.stderr(
        `${level} ${words.map((word) => (word === "" ? "''" : quoteIfNeeded(word))).join(" ")}\n`,
      );
  }

  // --- ends and failures --------------------------------------------------------------------------------

  /** Ends the top frame's command; with `set -e` a failure ends the shell. */
  private finishCommand(status: number): void {
    const { state } = this;
    const isCondition = state.isInCondition;
    state.finish(status);
    if (
      status !== 0 &&
      state.options.has("errexit") &&
      !isCondition &&
      state.unwind === undefined
    ) {
      state.unwind = { kind: "exit", count: status };
    }
  }

  private fail(error: ShellFailure): void {
    const { state } = this;
    state.complain(error.message);
    this.dropCapture();
    if (error.isFatal && !state.isInteractive) {
      state.unwind = { kind: "exit", count: error.status };
      return;
    }
    if (error.isFatal) {
      state.unwind = { kind: "interrupt", count: error.status };
      return;
    }
    const { top } = state;
    if (top?.kind === "builtin") restoreDescriptors(state, top.saved);
    if (top?.kind === "script") state.frames.pop();
    else this.finishCommand(error.status);
    state.status = error.status;
  }

  private dropCapture(): void {
    const { top } = this.state;
    if (top !== undefined && "capture" in top && top.capture !== undefined) {
      this.state.io.system.close(top.capture.descriptor);
    }
  }

  private failSyntax(error: ShellSyntaxError): void {
    const { state } = this;
    const { top } = state;
    const name = state.name.replace(/^-/, "");
    if (state.dialect === "bash") {
      const where = state.isInteractive
        ? `${name}: `
        : state.commandString && !state.isSubshell
          ? `${name}: -c: line ${error.line}: `
          : `${name}: line ${error.line}: `;
      state.io.stderr(`${where}${error.message}\n`);
      if (
        /near unexpected token/.test(error.message) &&
        !state.isInteractive &&
        top?.kind === "script"
      ) {
        const line = top.text.split("\n")[error.line - 1] ?? "";
        state.io.stderr(`${where}\`${line}'\n`);
      }
    } else {
      const token = /token `(.*)'$/s.exec(error.message)?.[1];
      const text =
        token === undefined
          ? "syntax error: unexpected end of file"
          : state.dialect === "ash"
            ? `syntax error: unexpected "${token}"`
            : `Syntax error: "${token}" unexpected`;
      state.io.stderr(
        state.dialect === "dash"
          ? `${name}: ${error.line}: ${text.replace("syntax error: unexpected end of file", "Syntax error: end of file unexpected")}\n`
          : `${name}: ${text}\n`,
      );
    }
    state.status = 2;
    if (top?.kind === "script") state.frames.pop();
    if (!state.isInteractive) state.unwind = { kind: "exit", count: 2 };
  }

  /** Takes one frame off the stack on the way out of loops, functions or the shell. */
  private unwindOne(): void {
    const { state } = this;
    const { unwind, top } = state;
    if (unwind === undefined) return;
    if (top === undefined) {
      state.unwind = undefined;
      return;
    }
    if (top.kind === "interactive") {
      state.unwind = undefined;
      state.status = unwind.count;
      state.pending = "";
      if (unwind.kind === "exit") {
        state.frames.pop();
        state.exiting = true;
      }
      return;
    }
    if (unwind.kind === "break" || unwind.kind === "continue") {
      const isLoop = top.kind === "while" || top.kind === "for" || top.kind === "count";
      if (isLoop && (unwind.count <= 1 || !this.hasOuterLoop())) {
        state.unwind = undefined;
        if (unwind.kind === "break") state.frames.pop();
        state.status = 0;
        return;
      }
      if (top.kind === "call" || (top.kind === "script" && state.frames.length === 1)) {
        state.unwind = undefined;
        return;
      }
      state.unwind = isLoop ? { ...unwind, count: unwind.count - 1 } : unwind;
    }
    if (unwind.kind === "return" && top.kind === "call") {
      state.unwind = undefined;
      state.status = unwind.count;
      return;
    }
    this.dropCapture();
    state.frames.pop();
    if (top.kind === "closing") restoreDescriptors(state, top.saved);
    if (top.kind === "builtin") restoreDescriptors(state, top.saved);
    if (top.kind === "call") {
      state.positional = top.positional;
      for (const [name, old] of [...top.locals].reverse()) state.restore(name, old ?? undefined);
    }
    if (top.kind === "environment")
      for (const [name, old] of top.saved) state.restore(name, old ?? undefined);
    if (unwind.kind === "exit" && state.frames.length === 0) {
      state.unwind = undefined;
      state.status = unwind.count;
    }
  }

  private hasOuterLoop(): boolean {
    for (let i = this.state.frames.length - 2; i >= 0; i--) {
      const kind = this.state.frames[i]?.kind;
      if (kind === "call" || kind === "interactive") return false;
      if (kind === "while" || kind === "for" || kind === "count") return true;
    }
    return false;
  }
}

const isDeclaring = (name: string): boolean => name === "export" || name === "readonly";
