// Open files, pipes and terminals behind descriptors: reading, writing, sharing and closing. Tells who has
// to be woken through `wake`.
import { limits } from "../kernel/limits";
import type { State } from "../kernel/state";
import { rfc3339Nano } from "./calendar";
import { FileError } from "./file-error";
import type { FileSystem } from "./file-system";
import type { Files } from "./files-contract";
import {
  counterTable,
  type Descriptor,
  idKey,
  type OpenRow,
  openTable,
  pipeTable,
  terminalTable,
} from "./machine-tables";
import type { FileToOpen, ReadResult } from "./program";
import { echoOnTerminal, printOnTerminal, updateTerminal } from "./terminal-rows";

/** What became of a write. */
export type WriteOutcome = "written" | "broken pipe" | "too much";

/** As Linux: a pipe holds 64 KiB before its writer has to wait. */
export const pipeCharacters = 65_536;
/** A program that does not look whether there is room may go this far. */
const pipeHardLimit = limits.fileCharacters * 2;
const zeroChunk = 4096;

export const pipeTopic = (id: number): string => `pipe ${id}`;
export const terminalTopic = (id: string): string => `terminal ${id}`;

export class Descriptors {
  constructor(
    private readonly state: State,
    private readonly fileSystem: FileSystem,
    private readonly wake: (topic: string) => void,
  ) {}

  nextId(): number {
    const counters = this.state.table(counterTable);
    const id = (counters.get("id") ?? 0) + 1;
    counters.set("id", id);
    return id;
  }

  open(
    files: Files,
    request: FileToOpen,
    process: { machine: string; user: string; terminal?: string },
  ): Descriptor {
    const path = files.resolve(request.path);
    if (path === "/dev/null") return { kind: "null" };
    if (path === "/dev/tty") {
      if (process.terminal === undefined) throw new FileError("ENOENT", request.path);
      return { kind: "terminal", id: process.terminal };
    }
    if (request.mode === "read") {
      if (files.stat(path)?.type !== "device") files.read(path);
    } else if (request.mode === "write") files.write(path, "");
    else files.append(path, "");
    return this.openRow({
      machine: process.machine,
      path,
      user: process.user,
      offset: 0,
      append: request.mode === "append",
      references: 1,
    });
  }

  openLog(machine: string, path: string, stream: "stdout" | "stderr"): Descriptor {
    return this.openRow({
      machine,
      path,
      user: "root",
      offset: 0,
      append: true,
      stream,
      references: 1,
    });
  }

  pipe(): { read: Descriptor; write: Descriptor } {
    const id = this.nextId();
    this.state.table(pipeTable).set(idKey(id), { text: "", writers: 1, readers: 1 });
    return { read: { kind: "pipe", id, end: "read" }, write: { kind: "pipe", id, end: "write" } };
  }

  retain(descriptor: Descriptor): void {
    this.count(descriptor, 1);
  }

  release(descriptor: Descriptor): void {
    this.count(descriptor, -1);
  }

  read(descriptor: Descriptor): ReadResult {
    switch (descriptor.kind) {
      case "null":
        return { text: "", ended: true };
      case "pipe":
        return this.readPipe(descriptor.id, (text) => text.length);
      case "terminal":
        return this.readTerminal(descriptor.id, true);
      case "open":
        return this.readOpen(descriptor.id, (text) => text.length);
    }
  }

  /** One line with its newline, the rest at the end of input, or nothing when a line is not complete. */
  readLine(descriptor: Descriptor): ReadResult | undefined {
    const lineLength = (text: string): number => text.indexOf("\n") + 1;
    switch (descriptor.kind) {
      case "null":
        return { text: "", ended: true };
      case "terminal": {
        const found = this.readTerminal(descriptor.id, false);
        return found.text === "" && !found.ended ? undefined : found;
      }
      case "pipe": {
        const row = this.state.table(pipeTable).get(idKey(descriptor.id));
        if (row === undefined) return { text: "", ended: true };
        if (row.text.includes("\n")) return this.readPipe(descriptor.id, lineLength);
        return row.writers > 0 ? undefined : this.readPipe(descriptor.id, (text) => text.length);
      }
      case "open":
        return this.readOpen(descriptor.id, (text) => lineLength(text) || text.length);
    }
  }

  /** What a pipe holds, without taking it. */
  peek(id: number): string {
    return this.state.table(pipeTable).get(idKey(id))?.text ?? "";
  }

  /** Takes the first `count` characters out of a pipe. */
  take(id: number, count: number): void {
    this.readPipe(id, () => count);
  }

  /** Whether everything was read and nobody will write more (for pipes and files). */
  isEnded(descriptor: Descriptor): boolean {
    if (descriptor.kind === "pipe") {
      const row = this.state.table(pipeTable).get(idKey(descriptor.id));
      return row === undefined || (row.text === "" && row.writers === 0);
    }
    if (descriptor.kind !== "open") return true;
    const row = this.state.table(openTable).get(idKey(descriptor.id));
    if (row?.path === "/dev/zero") return false;
    return row === undefined || row.offset >= (this.textOf(row)?.length ?? 0);
  }

  /** Whether a read would give something or an end. */
  isReadable(descriptor: Descriptor, group: number): boolean {
    if (descriptor.kind === "pipe") {
      const row = this.state.table(pipeTable).get(idKey(descriptor.id));
      return row === undefined || row.text !== "" || row.writers === 0;
    }
    if (descriptor.kind === "terminal") {
      const row = this.state.table(terminalTable).get(descriptor.id);
      if (row === undefined || row.ended) return true;
      return row.foreground === group && (row.input.length > 0 || row.endOfInput);
    }
    return true;
  }

  write(descriptor: Descriptor, text: string): WriteOutcome {
    if (text === "") return "written";
    switch (descriptor.kind) {
      case "null":
        return "written";
      case "terminal":
        return printOnTerminal(this.state, descriptor.id, text) ? "written" : "too much";
      case "pipe":
        return this.writePipe(descriptor.id, text);
      case "open":
        return this.writeOpen(descriptor.id, text);
    }
  }

  room(descriptor: Descriptor): number {
    if (descriptor.kind !== "pipe") return pipeCharacters;
    const row = this.state.table(pipeTable).get(idKey(descriptor.id));
    if (row === undefined || row.readers === 0) return pipeCharacters;
    return Math.max(0, pipeCharacters - row.text.length);
  }

  private openRow(row: OpenRow): Descriptor {
    const id = this.nextId();
    this.state.table(openTable).set(idKey(id), row);
    return { kind: "open", id };
  }

  private count(descriptor: Descriptor, by: 1 | -1): void {
    if (descriptor.kind === "pipe") this.countPipe(descriptor.id, descriptor.end, by);
    if (descriptor.kind !== "open") return;
    const table = this.state.table(openTable);
    const row = table.get(idKey(descriptor.id));
    if (row === undefined) return;
    if (row.references + by > 0) {
      table.set(idKey(descriptor.id), { ...row, references: row.references + by });
      return;
    }
    if (row.partial !== undefined && row.partial !== "") this.appendLog(row, `${row.partial}\n`);
    table.delete(idKey(descriptor.id));
  }

  private countPipe(id: number, end: "read" | "write", by: 1 | -1): void {
    const table = this.state.table(pipeTable);
    const row = table.get(idKey(id));
    if (row === undefined) return;
    const next = {
      ...row,
      writers: row.writers + (end === "write" ? by : 0),
      readers: row.readers + (end === "read" ? by : 0),
    };
    if (next.writers <= 0 && next.readers <= 0) table.delete(idKey(id));
    else table.set(idKey(id), next);
    if ((end === "write" && next.writers === 0) || (end === "read" && next.readers === 0)) {
      this.wake(pipeTopic(id));
    }
  }

  private readPipe(id: number, length: (text: string) => number): ReadResult {
    const table = this.state.table(pipeTable);
    const row = table.get(idKey(id));
    if (row === undefined) return { text: "", ended: true };
    const taken = row.text.slice(0, length(row.text));
    const rest = row.text.slice(taken.length);
    if (taken !== "") {
      table.set(idKey(id), { ...row, text: rest });
      this.wake(pipeTopic(id));
    }
    return { text: taken, ended: rest === "" && row.writers === 0 };
  }

  private readTerminal(id: string, all: boolean): ReadResult {
    const row = this.state.table(terminalTable).get(id);
    if (row === undefined || row.ended) return { text: "", ended: true };
    const taken = all ? row.input : row.input.slice(0, 1);
    const rest = row.input.slice(taken.length);
    const ended = rest.length === 0 && row.endOfInput;
    if (taken.length > 0) updateTerminal(this.state, id, { input: rest });
    // Typed ahead at a prompt: the terminal shows it when it is taken.
    for (const line of taken) if (!line.echoed) echoOnTerminal(this.state, id, line.text);
    return { text: taken.map((line) => line.text).join(""), ended };
  }

  private readOpen(id: number, length: (text: string) => number): ReadResult {
    const table = this.state.table(openTable);
    const row = table.get(idKey(id));
    if (row === undefined) return { text: "", ended: true };
    if (row.path === "/dev/zero") return { text: "\0".repeat(zeroChunk), ended: false };
    const whole = this.textOf(row) ?? "";
    const rest = whole.slice(row.offset);
    const taken = rest.slice(0, length(rest));
    if (taken !== "") table.set(idKey(id), { ...row, offset: row.offset + taken.length });
    return { text: taken, ended: taken.length === rest.length };
  }

  private writePipe(id: number, text: string): WriteOutcome {
    const table = this.state.table(pipeTable);
    const row = table.get(idKey(id));
    if (row === undefined || row.readers === 0) return "broken pipe";
    if (row.text.length + text.length > pipeHardLimit) return "too much";
    table.set(idKey(id), { ...row, text: row.text + text });
    this.wake(pipeTopic(id));
    return "written";
  }

  private writeOpen(id: number, text: string): WriteOutcome {
    const table = this.state.table(openTable);
    const row = table.get(idKey(id));
    if (row === undefined) return "written";
    if (row.path === "/dev/full") throw new FileError("ENOSPC", row.path);
    if (row.path === "/dev/zero") return "written";
    if (row.stream !== undefined) {
      const lines = (row.partial ?? "") + text;
      const end = lines.lastIndexOf("\n") + 1;
      table.set(idKey(id), { ...row, partial: lines.slice(end) });
      if (end > 0) this.appendLog(row, lines.slice(0, end));
      return "written";
    }
    const whole = this.textOf(row);
    // The file was removed: as on Linux the writer goes on writing to nowhere.
    if (whole === undefined) return "written";
    const at = row.append ? whole.length : row.offset;
    const padded = at > whole.length ? whole + "\0".repeat(at - whole.length) : whole;
    const next =
      at >= whole.length
        ? padded + text
        : padded.slice(0, at) + text + padded.slice(at + text.length);
    this.store(row, next);
    table.set(idKey(id), { ...row, offset: at + text.length });
    return "written";
  }

  private textOf(row: OpenRow): string | undefined {
    const file = this.fileSystem.row(this.fileSystem.locate(row.machine, row.path));
    return file?.type === "file" ? (file.text ?? "") : undefined;
  }

  private store(row: OpenRow, text: string): void {
    const place = this.fileSystem.locate(row.machine, row.path);
    const file = this.fileSystem.row(place);
    if (file !== undefined) {
      this.fileSystem.put(place, { ...file, text, modifiedMs: this.state.now });
    }
  }

  private appendLog(row: OpenRow, lines: string): void {
    const old = this.textOf(row);
    if (old === undefined) return;
    const stamp = `${rfc3339Nano(this.state.now)} ${row.stream ?? "stdout"} F `;
    let text = old;
    for (const line of lines.slice(0, -1).split("\n")) text += `${stamp}${line}\n`;
    if (text.length > limits.containerLogCharacters) {
      text = text.slice(text.indexOf("\n", text.length - limits.containerLogCharacters / 2) + 1);
    }
    this.store(row, text);
  }
}
