// The loop of a shell that somebody types into: prompt, line, parse, run.

import { formatTime } from "../calendar";
import { baseName } from "../paths";
import type { WaitFor } from "../program";
import { notifyJobs } from "./jobs";
import { parseCommand } from "./parser";
import { ShellFailure, type ShellState } from "./shell-state";
import { ShellSyntaxError } from "./syntax";

export function interactiveStep(state: ShellState): WaitFor | undefined {
  const { terminal, group } = state.io.system;
  if (terminal === undefined || !state.io.system.isTerminal(0)) {
    state.frames.pop();
    return undefined;
  }
  if (terminal.foreground !== group) terminal.setForeground(group);
  if (!terminal.isPrompting) {
    if (state.pending === "") notifyJobs(state);
    const first = promptText(state, state.get("PS1") ?? defaultPrompt(state));
    terminal.prompt(state.pending === "" ? first : (state.get("PS2") ?? "> "));
  }
  const line = terminal.takeLine();
  if (line !== undefined) {
    take(state, line);
    return undefined;
  }
  if (!terminal.takeEnd()) return { input: true };
  if (state.pending !== "") {
    state.pending = "";
    state.complain("syntax error: unexpected end of file");
    return undefined;
  }
  terminal.echo(state.dialect === "bash" ? "exit\n" : "\n");
  state.frames.pop();
  state.exiting = true;
  return undefined;
}

function take(state: ShellState, line: string): void {
  state.io.system.terminal?.remember(line.replace(/\n$/, ""));
  const text = state.pending + line;
  if (isIncomplete(state, text)) {
    state.pending = text;
    return;
  }
  state.pending = "";
  state.push({ kind: "script", text, at: 0, aliases: true });
}

function isIncomplete(state: ShellState, text: string): boolean {
  if (/(?:^|[^\\])(?:\\\\)*\\\n$/.test(text)) return true;
  try {
    let current = text;
    let at = 0;
    while (at < current.length) {
      const parsed = parseCommand({
        text: current,
        start: at,
        aliases: state.aliases,
        isWhole: false,
      });
      current = parsed.text;
      at = parsed.end;
    }
    return false;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error.incomplete;
    if (error instanceof ShellFailure) return false;
    throw error;
  }
}

export function defaultPrompt(state: ShellState): string {
  return state.dialect === "ash" ? "\\w \\$ " : "\\u@\\h:\\w\\$ ";
}

export function promptText(state: ShellState, format: string): string {
  const { process } = state.io;
  const home = state.get("HOME") ?? "/root";
  const { directory } = process;
  const short =
    directory === home
      ? "~"
      : directory.startsWith(`${home}/`)
        ? `~${directory.slice(home.length)}`
        : directory;
  const hostname = state.get("HOSTNAME") ?? process.machine;
  const text = format.replace(/\\(\[|\]|[0-7]{3}|.)/g, (whole, code: string) => {
    switch (code) {
      case "u":
        return process.user;
      case "h":
        return hostname.split(".")[0] ?? "";
      case "H":
        return hostname;
      case "w":
        return short;
      case "W":
        return short === "~" ? "~" : baseName(directory) || "/";
      case "$":
        return process.user === "root" ? "#" : "$";
      case "n":
        return "\n";
      case "t":
        return formatTime("%H:%M:%S", process.now, process.timezone);
      case "A":
        return formatTime("%H:%M", process.now, process.timezone);
      case "d":
        return formatTime("%a %b %d", process.now, process.timezone);
      case "s":
        return state.name;
      case "e":
        return "\x1b";
      case "[":
      case "]":
        return "";
      case "\\":
        return "\\";
      default:
        return /^[0-7]{3}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : whole;
    }
  });
  return text.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (_whole, name: string) => state.get(name) ?? "");
}
