// What `pods/exec` and `pods/attach` hold open for clients outside of the cluster: a stream is a row, so it lasts
// through a save and a fork. Reading one changes nothing; typing, taking what was read away and closing do.
//
// Kubernetes: staging/src/k8s.io/kubelet/pkg/cri/streaming/remotecommand, pkg/kubelet/cri/streaming
import type { ApiRequest, ApiResponse } from "../apiserver/request";
import { limits } from "../kernel/limits";
import { defineTable, type State } from "../kernel/state";
import type { Status } from "../meta/status-error";
import { failure, internalError } from "../meta/status-error";
import { parseLog } from "../runtime/container-log";
import type { ContainerRow } from "../runtime/container-tables";
import type { Runtime } from "../runtime/runtime";
import { execError } from "../runtime/start-error";

export interface NewStream {
  readonly kind: "exec" | "attach";
  readonly machine: string;
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** The stream that the API server has agreed to; nothing for other paths. */
export function streamAskedFor(request: ApiRequest, answer: ApiResponse): NewStream | undefined {
  const kind = /\/(exec|attach)$/.exec(request.path)?.[1];
  const { machine } = (answer.body ?? {}) as { readonly machine?: string };
  if ((kind !== "exec" && kind !== "attach") || machine === undefined) return undefined;
  const isOn = (name: string): boolean => ["true", "1"].includes(request.query[name]?.[0] ?? "");
  const command = request.query.command ?? [];
  return { kind, machine, command, stdin: isOn("stdin"), tty: kind === "exec" && isOn("tty") };
}

/** What a client does to its stream. */
export type StreamChange =
  | { readonly type: "input"; readonly text: string }
  /** Standard input ends. */
  | { readonly type: "end" }
  /** Keys of a terminal; `partial` stood on the line. */
  | {
      readonly type: "signal";
      readonly signal: "INT" | "EOF" | "QUIT" | "TSTP";
      readonly partial?: string;
    }
  | { readonly type: "resize"; readonly columns: number }
  /** The client has these characters: whoever wrote them may go on. */
  | { readonly type: "taken"; readonly stdout: number; readonly stderr: number }
  | { readonly type: "close" };

/** How many characters of each a client has read; of a log, its lines. */
export interface StreamPosition {
  readonly stdout: number;
  readonly stderr: number;
}

export interface StreamRead {
  readonly stdout: string;
  readonly stderr: string;
  readonly position: StreamPosition;
  /** What a terminal shows before the line that is typed; empty while a command runs. */
  readonly prompt: string;
  /** How it ended, as the error channel says it; nothing while it lasts. */
  readonly status?: StreamStatus;
}

export type StreamStatus = Omit<Status, "kind" | "apiVersion">;

interface StreamRow extends NewStream {
  /** The container's key: node and id. */
  readonly node: string;
  readonly container: string;
  readonly process?: number;
  readonly terminal?: string;
  /** It could not be started. */
  readonly failure?: StreamStatus;
  readonly taken: StreamPosition;
  /** Characters that were typed. */
  readonly typed: number;
  /** Lines that stood in the log before. */
  readonly skipped: number;
}

const streamTable = defineTable<StreamRow>("kubelet.streams");
const counterTable = defineTable<number>("kubelet.stream-counter");

/** Terminals of clients outside; the learner's own have no slash in their names. */
export const isStreamTerminal = (id: string): boolean => id.startsWith("stream/");

const nothingRead: StreamPosition = { stdout: 0, stderr: 0 };

export class Streams {
  constructor(
    private readonly state: State,
    private readonly runtime: () => Runtime,
  ) {}

  /** The stream's name; nothing when there is no room for another. */
  open(request: NewStream): string | undefined {
    const container = this.runtime().containerOf(request.machine);
    if (container === undefined) return undefined;
    if (this.state.table(streamTable).size >= limits.streams) return undefined;
    const counters = this.state.table(counterTable);
    const number = (counters.get("streams") ?? 0) + 1;
    counters.set("streams", number);
    const id = String(number);
    const row: StreamRow = {
      ...request,
      node: container.node,
      container: container.id,
      taken: nothingRead,
      typed: 0,
      skipped: request.kind === "attach" ? this.logLines(container).length : 0,
      ...this.start(id, request, container),
    };
    this.state.table(streamTable).set(id, row);
    return id;
  }

  change(id: string, change: StreamChange): void {
    const row = this.state.table(streamTable).get(id);
    if (row === undefined) return;
    switch (change.type) {
      case "input":
        return this.type(id, row, change.text);
      case "end":
        return this.endInput(row);
      case "signal": {
        if (row.terminal === undefined) return;
        this.machines.terminals.signal(row.terminal, change.signal, change.partial);
        return;
      }
      case "resize":
        if (row.terminal !== undefined)
          this.machines.terminals.resize(row.terminal, change.columns);
        return;
      case "taken":
        return this.take(id, row, change);
      case "close":
        return this.close(id, row);
    }
  }

  /** What is new since `position`; nothing when there is no such stream. */
  read(id: string, position: StreamPosition = nothingRead): StreamRead | undefined {
    const row = this.state.table(streamTable).get(id);
    if (row === undefined) return undefined;
    if (row.failure !== undefined) {
      return { stdout: "", stderr: "", position, prompt: "", status: row.failure };
    }
    if (row.kind === "attach") return this.readAttached(row, position);
    return row.terminal === undefined
      ? this.readPipes(row, position)
      : this.readTerminal(row, row.terminal, position);
  }

  private get machines() {
    return this.runtime().machines;
  }

  private start(id: string, request: NewStream, container: ContainerRow): Partial<StreamRow> {
    const { process, machine, user, directory, environment } = container;
    if (request.kind === "attach") return process === undefined ? {} : { process };
    const [command = "", ...args] = request.command;
    const place = { machine, command, args, user, directory, environment, keep: true };
    if (request.tty) {
      const terminal = `stream/${id}`;
      this.machines.terminals.open(terminal, place);
      const shell = this.machines.terminals.processOf(terminal);
      if (shell !== undefined) return { terminal, process: shell };
      this.machines.terminals.close(terminal);
      return { failure: cannotStart(container.id, command, 127) };
    }
    const started = this.machines.spawn({
      ...place,
      stdin: { kind: request.stdin ? "capture" : "null" },
      stdout: { kind: "capture" },
      stderr: { kind: "capture" },
    });
    if (typeof started === "number") return { process: started };
    return { failure: cannotStart(container.id, command, started.status) };
  }

  private type(id: string, row: StreamRow, text: string): void {
    if (!row.stdin || row.failure !== undefined) return;
    const typed = row.typed + text.length;
    if (typed > limits.streamCharacters) {
      this.state.table(streamTable).set(id, { ...row, failure: tooMuch });
      return;
    }
    this.state.table(streamTable).set(id, { ...row, typed });
    const container = this.containerOf(row);
    if (row.terminal !== undefined) this.machines.terminals.input(row.terminal, text);
    else if (row.kind === "exec") this.machines.writeStdin(row.process ?? 0, text);
    else if (container !== undefined) this.runtime().writeStdin(container, text, false);
  }

  private endInput(row: StreamRow): void {
    const container = this.containerOf(row);
    if (row.terminal !== undefined) this.machines.terminals.signal(row.terminal, "EOF");
    else if (row.kind === "exec") this.machines.closeStdin(row.process ?? 0);
    else if (row.stdin && container !== undefined) this.runtime().writeStdin(container, "", true);
  }

  private take(id: string, row: StreamRow, { stdout, stderr }: StreamPosition): void {
    if (row.kind !== "exec" || row.terminal !== undefined) return;
    this.machines.takeCaptured(row.process ?? 0, { stdout, stderr });
    const taken = { stdout: row.taken.stdout + stdout, stderr: row.taken.stderr + stderr };
    this.state.table(streamTable).set(id, { ...row, taken });
  }

  /** As when the connection breaks: the command reads its end, and may not write any more. */
  private close(id: string, row: StreamRow): void {
    this.state.table(streamTable).delete(id);
    if (row.terminal !== undefined) this.machines.terminals.close(row.terminal);
    if (row.kind === "attach") {
      const container = this.containerOf(row);
      if (row.stdin && container !== undefined) this.runtime().writeStdin(container, "", true);
      return;
    }
    if (row.process === undefined) return;
    this.machines.releaseCaptures(row.process);
    this.machines.settle();
    this.machines.dropStatus(row.process);
  }

  private readPipes(row: StreamRow, position: StreamPosition): StreamRead {
    const { stdout, stderr } = this.machines.captured(row.process ?? 0);
    const status = this.endOf(row);
    return {
      stdout: stdout.slice(position.stdout - row.taken.stdout),
      stderr: stderr.slice(position.stderr - row.taken.stderr),
      position: {
        stdout: row.taken.stdout + stdout.length,
        stderr: row.taken.stderr + stderr.length,
      },
      prompt: "",
      ...(status === undefined ? {} : { status }),
    };
  }

  private readTerminal(row: StreamRow, terminal: string, position: StreamPosition): StreamRead {
    const { text, offset } = this.machines.terminals.output(terminal, position.stdout);
    const { prompt } = this.machines.terminals.view(terminal);
    const status = this.endOf(row);
    return {
      stdout: text,
      stderr: "",
      position: { stdout: offset, stderr: 0 },
      prompt,
      ...(status === undefined ? {} : { status }),
    };
  }

  /** The log as it grows. Differs: a program's output is seen line by line. */
  private readAttached(row: StreamRow, position: StreamPosition): StreamRead {
    const container = this.containerOf(row);
    const lines = container === undefined ? [] : this.logLines(container).slice(row.skipped);
    const fresh = lines.slice(position.stdout);
    const of = (stream: string) =>
      fresh.flatMap((line) => (line.stream === stream ? [`${line.text}\n`] : [])).join("");
    const isOver = container?.state !== "running" || container.process !== row.process;
    return {
      stdout: of("stdout"),
      stderr: of("stderr"),
      position: { stdout: position.stdout + fresh.length, stderr: 0 },
      prompt: "",
      ...(isOver ? { status: success } : {}),
    };
  }

  private endOf({ process = 0 }: StreamRow): StreamStatus | undefined {
    if (this.machines.isAlive(process)) return undefined;
    const status = this.machines.endedWith(process) ?? killed;
    return status === 0 ? success : endedBadly(status);
  }

  private containerOf({ node, container }: StreamRow): ContainerRow | undefined {
    return this.runtime().get(node, container);
  }

  private logLines({ node, logPath }: ContainerRow) {
    const files = this.machines.files(node);
    return files.exists(logPath) ? parseLog(files.read(logPath)) : [];
  }
}

/** Of a command whose container is gone. */
const killed = 137;

const success: StreamStatus = { metadata: {}, status: "Success" };

const endedBadly = (code: number): StreamStatus => ({
  metadata: {},
  status: "Failure",
  message: `command terminated with non-zero exit code: exit status ${code}`,
  reason: "NonZeroExitCode",
  details: { causes: [{ reason: "ExitCode", message: String(code) }] },
});

function cannotStart(container: string, command: string, code: number): StreamStatus {
  return internalError(
    `error executing command in container: failed to exec in container: failed to start exec "${container}": OCI runtime exec failed: exec failed: unable to start container process: ${execError(command, code)}`,
  ).status;
}

const tooMuch: StreamStatus = failure(
  413,
  "RequestEntityTooLarge",
  `a command's standard input may have ${limits.streamCharacters} characters here`,
).status;
