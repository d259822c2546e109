// Terminals: what is typed goes in as lines and signals, what is printed comes out with absolute offsets.
import { limits } from "../kernel/limits";
import type { State } from "../kernel/state";
import { terminalTopic } from "./descriptors";
import { type TerminalRow, terminalTable } from "./machine-tables";
import { editorTopic, type NewProcess, type Processes } from "./processes";
import type { Completion } from "./shell/completion";
import { echoOnTerminal, updateTerminal } from "./terminal-rows";

export interface TerminalView {
  /** Drawn before the line being edited; empty while a command runs. */
  readonly prompt: string;
  readonly busy: boolean;
  readonly machine: string;
  readonly directory: string;
  readonly columns: number;
  readonly editor?: { readonly machine: string; readonly path: string };
  /** The shell has ended (`exit`); open a new one. */
  readonly ended: boolean;
}

export interface OpenTerminal {
  readonly machine: string;
  readonly user?: string;
  readonly columns?: number;
  readonly directory?: string;
  /** Left out: a login shell. */
  readonly command?: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The status of its first process is kept until it is asked for. */
  readonly keep?: boolean;
}

/** What terminals need of the machines. */
export interface TerminalHost {
  readonly state: State;
  readonly processes: Processes;
  prepare(request: OpenTerminal, terminal: string): NewProcess | { readonly error: string };
  settle(): void;
  complete(process: number, line: string, cursor: number): Completion;
}

const linesWaiting = 1000;

export class Terminals {
  constructor(private readonly host: TerminalHost) {}

  open(id: string, request: OpenTerminal): void {
    const { state, processes } = this.host;
    if (this.has(id)) this.close(id);
    state.table(terminalTable).set(id, {
      machine: request.machine,
      user: request.user ?? "root",
      columns: request.columns ?? 80,
      shell: 0,
      foreground: 0,
      text: "",
      start: 0,
      printed: 0,
      prompt: "",
      input: [],
      endOfInput: false,
      history: [],
      ended: false,
    });
    const prepared = this.host.prepare(request, id);
    const shell = "error" in prepared ? undefined : processes.start(prepared);
    if (shell === undefined) {
      echoOnTerminal(
        state,
        id,
        `${"error" in prepared ? prepared.error : "fork: Resource temporarily unavailable"}\n`,
      );
      updateTerminal(state, id, { ended: true });
      return;
    }
    updateTerminal(state, id, { shell, foreground: shell });
    this.host.settle();
  }

  has(id: string): boolean {
    return this.host.state.table(terminalTable).has(id);
  }

  /** Its first process; nothing when that could not be started. */
  processOf(id: string): number | undefined {
    return this.row(id)?.shell || undefined;
  }

  list(): string[] {
    return this.host.state
      .table(terminalTable)
      .withPrefix("")
      .map(([id]) => id);
  }

  close(id: string): void {
    const row = this.row(id);
    if (row === undefined) return;
    const { state, processes } = this.host;
    processes.signalGroup(row.foreground, "HUP", true);
    processes.end(row.shell, 129);
    state.table(terminalTable).delete(id);
    this.host.settle();
  }

  /** Lines for whoever has the keyboard: the shell's prompt, else a program's standard input. */
  input(id: string, text: string): void {
    const row = this.row(id);
    if (row === undefined || row.ended) return;
    const { state, processes } = this.host;
    if (text.length > limits.inputCharacters) {
      echoOnTerminal(
        state,
        id,
        `\n[not taken: a line may have ${limits.inputCharacters} characters here]\n`,
      );
      return;
    }
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    const isPrompt = row.prompt !== "";
    const input = lines.map((line) => ({ text: `${line}\n`, echoed: !isPrompt }));
    processes.work.restart(id);
    updateTerminal(state, id, {
      input: [...row.input, ...input].slice(0, linesWaiting),
      ...(isPrompt ? { printed: 0 } : {}),
    });
    if (!isPrompt) echoOnTerminal(state, id, lines.map((line) => `${line}\n`).join(""));
    processes.wake(terminalTopic(id));
    this.host.settle();
  }

  /** `partial` is what stood on the line being edited. */
  signal(id: string, name: "INT" | "EOF" | "QUIT" | "TSTP", partial = ""): void {
    const row = this.row(id);
    if (row === undefined || row.ended) return;
    const { state, processes } = this.host;
    if (name === "EOF") {
      updateTerminal(state, id, { endOfInput: true });
      processes.wake(terminalTopic(id));
    } else {
      const mark = name === "INT" ? "^C" : name === "QUIT" ? "^\\" : "^Z";
      if (row.prompt !== "" && name !== "INT") return;
      const isStop = name === "TSTP";
      echoOnTerminal(
        state,
        id,
        `${row.prompt}${row.prompt === "" ? "" : partial}${mark}${isStop ? "" : "\n"}`,
      );
      updateTerminal(state, id, { input: [], prompt: "", printed: 0 });
      processes.work.restart(id);
      processes.signalGroup(row.foreground, name, true);
    }
    this.host.settle();
  }

  /** What was printed from `fromOffset` on (less when that is no longer kept). */
  output(id: string, fromOffset: number): { readonly text: string; readonly offset: number } {
    const row = this.row(id);
    if (row === undefined) return { text: "", offset: 0 };
    return {
      text: row.text.slice(Math.max(0, fromOffset - row.start)),
      offset: row.start + row.text.length,
    };
  }

  view(id: string): TerminalView {
    const row = this.row(id);
    if (row === undefined) {
      return { prompt: "", busy: false, machine: "", directory: "/", columns: 80, ended: true };
    }
    const shell = this.foregroundProcess(row);
    return {
      prompt: row.prompt,
      busy: row.prompt === "" && !row.ended,
      machine: shell?.machine ?? row.machine,
      directory: shell?.directory ?? "/",
      columns: row.columns,
      ended: row.ended,
      ...(row.editor === undefined
        ? {}
        : { editor: { machine: row.editor.machine, path: row.editor.path } }),
    };
  }

  /** The editor pane was closed; a saved file has been written already. */
  closeEditor(id: string, _saved: boolean): void {
    const row = this.row(id);
    if (row?.editor === undefined) return;
    const { process } = row.editor;
    updateTerminal(this.host.state, id, { editor: undefined });
    this.host.processes.wake(editorTopic(process));
    this.host.settle();
  }

  complete(id: string, line: string, cursor: number): Completion {
    const row = this.row(id);
    if (row === undefined || row.ended || line.length > limits.inputCharacters)
      return { candidates: [], start: cursor };
    return this.host.complete(this.foregroundProcess(row)?.id ?? row.shell, line, cursor);
  }

  history(id: string): readonly string[] {
    return this.row(id)?.history ?? [];
  }

  resize(id: string, columns: number): void {
    updateTerminal(this.host.state, id, {
      columns: Math.min(500, Math.max(20, Math.floor(columns))),
    });
  }

  /** The shell that shows the prompt, which may be one inside (`ssh`, `kubectl exec`). */
  private foregroundProcess(row: TerminalRow) {
    return this.host.processes.get(row.foreground) ?? this.host.processes.get(row.shell);
  }

  private row(id: string): TerminalRow | undefined {
    return this.host.state.table(terminalTable).get(id);
  }
}
