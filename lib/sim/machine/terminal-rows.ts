// The screen and keyboard of a terminal as rows; below processes (which print) and above nothing.
import { limits } from "../kernel/limits";
import type { State } from "../kernel/state";
import { type TerminalRow, terminalTable } from "./machine-tables";

export function updateTerminal(state: State, id: string, change: Partial<TerminalRow>): void {
  const table = state.table(terminalTable);
  const row = table.get(id);
  if (row !== undefined) table.set(id, { ...row, ...change });
}

export const outputStopped = `\n[stopped: one command line may print ${limits.outputCharacters} characters here]\n`;

/** Prints; false when the command line has printed more than it may (the text is then dropped). */
export function printOnTerminal(state: State, id: string, text: string): boolean {
  const row = state.table(terminalTable).get(id);
  if (row === undefined || row.ended || text === "") return true;
  const left = limits.outputCharacters - row.printed;
  if (left <= 0) return false;
  const shown = text.length > left ? text.slice(0, left) + outputStopped : text;
  appendToScreen(state, id, row, shown, row.printed + text.length);
  return text.length <= left;
}

/** What the terminal itself shows: prompts, echoes, messages of the simulator. */
export function echoOnTerminal(state: State, id: string, text: string): void {
  const row = state.table(terminalTable).get(id);
  if (row !== undefined) appendToScreen(state, id, row, text, row.printed);
}

function appendToScreen(
  state: State,
  id: string,
  row: TerminalRow,
  text: string,
  printed: number,
): void {
  let all = row.text + text;
  let start = row.start;
  // Trimmed in large pieces, so that printing stays cheap.
  if (all.length > limits.scrollbackCharacters * 1.25) {
    const cut = all.indexOf("\n", all.length - limits.scrollbackCharacters) + 1;
    const from = cut === 0 ? all.length - limits.scrollbackCharacters : cut;
    all = all.slice(from);
    start += from;
  }
  state.table(terminalTable).set(id, { ...row, text: all, start, printed });
}
