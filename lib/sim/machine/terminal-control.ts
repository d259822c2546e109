// A shell's hold on its terminal: prompts, the keyboard's owner, and the lines typed before.
import type { State } from "../kernel/state";
import { terminalTable } from "./machine-tables";
import type { TerminalControl } from "./program";
import { echoOnTerminal, updateTerminal } from "./terminal-rows";

const historyLines = 1000;

export function terminalControl(state: State, id: string): TerminalControl {
  const row = () => state.table(terminalTable).get(id);
  return {
    prompt(text) {
      updateTerminal(state, id, { prompt: text, endOfInput: false });
    },
    get isPrompting() {
      return (row()?.prompt ?? "") !== "";
    },
    takeLine() {
      const terminal = row();
      const [first, ...rest] = terminal?.input ?? [];
      if (terminal === undefined || first === undefined) return undefined;
      updateTerminal(state, id, { input: rest, prompt: "", printed: 0 });
      echoOnTerminal(state, id, terminal.prompt + first.text);
      return first.text;
    },
    takeEnd() {
      const terminal = row();
      if (terminal?.endOfInput !== true) return false;
      updateTerminal(state, id, { endOfInput: false, prompt: "" });
      echoOnTerminal(state, id, terminal.prompt);
      return true;
    },
    echo(text) {
      echoOnTerminal(state, id, text);
    },
    get foreground() {
      return row()?.foreground ?? 0;
    },
    get columns() {
      return row()?.columns ?? 80;
    },
    setForeground(group) {
      updateTerminal(state, id, { foreground: group });
    },
    remember(line) {
      const history = row()?.history ?? [];
      if (line.trim() === "" || history[history.length - 1] === line) return;
      updateTerminal(state, id, { history: [...history, line].slice(-historyLines) });
    },
    get history() {
      return row()?.history ?? [];
    },
    clearHistory() {
      updateTerminal(state, id, { history: [] });
    },
  };
}
