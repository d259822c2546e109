// `>`, `<`, `2>&1`, here-documents: changing descriptors and putting them back.
import { FileError } from "../file-error";
import type { Expander } from "./expand";
import type { SavedDescriptors } from "./shell-memory";
import { ShellFailure, type ShellState } from "./shell-state";
import type { Redirection } from "./syntax";

/** A redirection after expansion: done in one go, without waiting. */
export interface PlannedRedirection {
  readonly operator: Redirection["operator"];
  readonly descriptor: number;
  readonly target: string;
}

export function planRedirections(
  expander: Expander,
  redirections: readonly Redirection[],
): PlannedRedirection[] {
  return redirections.map((redirection) => {
    const { operator } = redirection;
    const isText = operator === "<<" || operator === "<<<";
    const target = isText
      ? expander.text(redirection.target) + (operator === "<<<" ? "\n" : "")
      : expander.single(redirection.target, "redirection");
    const descriptor = redirection.descriptor ?? (operator.startsWith("<") ? 0 : 1);
    return { operator, descriptor, target };
  });
}

/** Applies all; on failure everything is as before and the error says why. */
export function applyRedirections(
  state: ShellState,
  planned: readonly PlannedRedirection[],
): SavedDescriptors {
  const saved: [number, number | null][] = [];
  try {
    for (const redirection of planned) applyOne(state, redirection, saved);
  } catch (error) {
    restoreDescriptors(state, saved);
    if (error instanceof FileError) throw new ShellFailure(`${error.path}: ${error.message}`);
    throw error;
  }
  return saved;
}

export function restoreDescriptors(state: ShellState, saved: SavedDescriptors): void {
  const { system } = state.io;
  for (const [descriptor, copy] of [...saved].reverse()) {
    if (copy === null) system.close(descriptor);
    else {
      system.duplicate(copy, descriptor);
      system.close(copy);
    }
  }
}

/** Keeps the redirections for good (`exec > file`). */
export function forgetSaved(state: ShellState, saved: SavedDescriptors): void {
  for (const [, copy] of saved) if (copy !== null) state.io.system.close(copy);
}

function applyOne(
  state: ShellState,
  redirection: PlannedRedirection,
  saved: [number, number | null][],
): void {
  const { descriptor, operator, target } = redirection;
  if (descriptor > 9) throw new ShellFailure(`${descriptor}: Bad file descriptor`);
  if (
    operator === "&>" ||
    operator === "&>>" ||
    (operator === ">&" && !/^(?:\d+|-|\d+-)$/.test(target))
  ) {
    openInto(state, 1, target, operator === "&>>" ? "append" : "write", saved);
    save(state, 2, saved);
    state.io.system.duplicate(1, 2);
    return;
  }
  if (operator === ">&" || operator === "<&") {
    duplicateInto(state, descriptor, target, saved);
    return;
  }
  if (operator === "<<" || operator === "<<<") {
    const pipe = state.io.system.pipe();
    state.io.system.write(pipe.write, target);
    state.io.system.close(pipe.write);
    save(state, descriptor, saved);
    state.io.system.duplicate(pipe.read, descriptor);
    state.io.system.close(pipe.read);
    return;
  }
  if (
    operator === ">" &&
    state.options.has("noclobber") &&
    state.io.files.stat(target)?.type === "file"
  ) {
    throw new ShellFailure(`${target}: cannot overwrite existing file`);
  }
  const mode =
    operator === "<"
      ? "read"
      : operator === ">>"
        ? "append"
        : operator === "<>"
          ? "update"
          : "write";
  openInto(state, descriptor, target, mode, saved);
}

function openInto(
  state: ShellState,
  descriptor: number,
  target: string,
  mode: "read" | "write" | "append" | "update",
  saved: [number, number | null][],
): void {
  const { system } = state.io;
  if (target === "") throw new ShellFailure(": No such file or directory");
  if (mode === "read" && state.io.files.isDirectory(target) && state.dialect !== "bash") {
    throw new ShellFailure(`${target}: Is a directory`);
  }
  let opened: number;
  try {
    opened =
      mode === "read" && state.io.files.isDirectory(target)
        ? system.open({ path: "/dev/null", mode })
        : system.open({ path: target, mode });
  } catch (error) {
    if (error instanceof FileError) throw new ShellFailure(openMessage(state, target, mode, error));
    throw error;
  }
  save(state, descriptor, saved);
  system.duplicate(opened, descriptor);
  system.close(opened);
}

function openMessage(state: ShellState, target: string, mode: string, error: FileError): string {
  if (state.dialect === "bash") return `${target}: ${error.message}`;
  const text =
    error.code === "ENOENT"
      ? mode === "read"
        ? "No such file"
        : "Directory nonexistent"
      : error.message;
  if (state.dialect === "dash")
    return `cannot ${mode === "read" ? "open" : "create"} ${target}: ${text}`;
  const ash =
    error.code === "ENOENT"
      ? mode === "read"
        ? "no such file"
        : "nonexistent directory"
      : error.message;
  return `can't ${mode === "read" ? "open" : "create"} ${target}: ${ash}`;
}

function duplicateInto(
  state: ShellState,
  descriptor: number,
  target: string,
  saved: [number, number | null][],
): void {
  const { system } = state.io;
  if (target === "-") {
    save(state, descriptor, saved);
    system.close(descriptor);
    return;
  }
  const from = Number.parseInt(target, 10);
  if (!/^\d+-?$/.test(target)) throw new ShellFailure(`${target}: ambiguous redirect`);
  if (!system.isOpen(from)) throw new ShellFailure(`${target}: Bad file descriptor`);
  save(state, descriptor, saved);
  system.duplicate(from, descriptor);
  if (target.endsWith("-")) {
    save(state, from, saved);
    system.close(from);
  }
}

function save(state: ShellState, descriptor: number, saved: [number, number | null][]): void {
  const { system } = state.io;
  if (!system.isOpen(descriptor)) {
    saved.push([descriptor, null]);
    return;
  }
  const copy = system.firstFree();
  system.duplicate(descriptor, copy);
  saved.push([descriptor, copy]);
}
