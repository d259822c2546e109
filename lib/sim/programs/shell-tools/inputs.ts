// How text tools read: all of their input at once, or line by line as it comes. Files are read as they stand;
// standard input may have to be waited for.
import { FileError } from "../../machine/file-error";
import type { ProgramIo, ProgramResult } from "../../machine/program";
import { RegexError } from "../../machine/regular-expression";

export interface Input {
  readonly name: string;
  readonly text: string;
}

/** Prints `name: path: message` for a failed file operation; other errors are ours and go on up. */
export function complainOfFile(io: ProgramIo, error: unknown, path: string, before = ""): void {
  if (!(error instanceof FileError)) throw error;
  io.stderr(`${io.process.program}: ${before}${path}: ${error.message}\n`);
}

export function complainOf(io: ProgramIo, message: string): void {
  io.stderr(`${io.process.program}: ${message}\n`);
}

/** Runs `then` when all input is there. `-` and no paths at all mean standard input. */
export function withInputs(
  io: ProgramIo,
  paths: readonly string[],
  resume: unknown,
  then: (inputs: readonly Input[]) => number,
): ProgramResult {
  const names = paths.length === 0 ? ["-"] : paths;
  let typed = "";
  if (names.includes("-")) {
    typed = (typeof resume === "string" ? resume : "") + io.stdin.read();
    if (!io.stdin.ended) return { waitFor: { input: true }, resume: typed };
  }
  let failed = false;
  const inputs: Input[] = [];
  for (const name of names) {
    if (name === "-") {
      inputs.push({ name, text: typed });
      typed = "";
      continue;
    }
    try {
      inputs.push({ name, text: io.files.read(name) });
    } catch (error) {
      complainOfFile(io, error, name);
      failed = true;
    }
  }
  const status = then(inputs);
  return failed && status === 0 ? 1 : status;
}

/** Lines without their ends; a last line without a newline counts. */
export function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (text.endsWith("\n")) lines.pop();
  return lines;
}

export interface LineReader<Memory> {
  readonly initial: Memory;
  /** One line; `"stop"` ends the program's reading. `name` is the file's. */
  line(
    memory: Memory,
    line: string,
    place: { readonly name: string; readonly isUnended: boolean },
  ): Memory | "stop";
  /** A file's end, for tools that count by file. */
  fileEnd?(memory: Memory, name: string): Memory;
  end(memory: Memory): number;
}

interface StreamMemory<Memory> {
  readonly index: number;
  readonly carry: string;
  readonly failed: boolean;
  readonly memory: Memory;
}

/** Reads line by line; what was read from a pipe is worked on before more is waited for. */
export function readLines<Memory>(
  io: ProgramIo,
  paths: readonly string[],
  resume: unknown,
  reader: LineReader<Memory>,
): ProgramResult {
  const names = paths.length === 0 ? ["-"] : paths;
  let state = isStream<Memory>(resume)
    ? resume
    : { index: 0, carry: "", failed: false, memory: reader.initial };
  const finish = (memory: Memory): number => {
    const status = reader.end(memory);
    return state.failed && status === 0 ? 1 : status;
  };
  while (state.index < names.length) {
    const name = names[state.index] ?? "-";
    let text: string;
    let ended = true;
    if (name === "-") {
      text = state.carry + io.stdin.read();
      ended = io.stdin.ended;
    } else {
      try {
        text = io.files.read(name);
      } catch (error) {
        complainOfFile(io, error, name);
        state = { ...state, index: state.index + 1, failed: true };
        continue;
      }
    }
    const lines = text.split("\n");
    const carry = lines.pop() ?? "";
    let { memory } = state;
    for (const line of lines) {
      const next = reader.line(memory, line, { name, isUnended: false });
      if (next === "stop") return finish(memory);
      memory = next;
      if (io.system.isDying) return 0;
    }
    if (!ended) return { waitFor: { input: true }, resume: { ...state, carry, memory } };
    if (carry !== "") {
      const next = reader.line(memory, carry, { name, isUnended: true });
      if (next === "stop") return finish(memory);
      memory = next;
    }
    if (reader.fileEnd !== undefined) memory = reader.fileEnd(memory, name);
    state = { ...state, index: state.index + 1, carry: "", memory };
  }
  return finish(state.memory);
}

const isStream = <Memory>(resume: unknown): resume is StreamMemory<Memory> =>
  typeof resume === "object" && resume !== null && "carry" in resume && "index" in resume;

/** Tells of a bad pattern as the program's own mistake. */
export function withPattern(
  io: ProgramIo,
  status: number,
  run: () => ProgramResult,
): ProgramResult {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    complainOf(io, error.message);
    return status;
  }
}
