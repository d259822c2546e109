"use client";
// Ties a terminal of the session to its screen: output in, keys out, the line edited in between.
import type { TerminalPatch } from "@/lib/sessions/view";
import type { SessionStore } from "../session-store";
import { complete } from "./complete";
import { meantInEnglish } from "./hangul-command";
import {
  type EditorState,
  edit,
  emptyLine,
  replaceRange,
  startEditing,
  submitted,
} from "./line-editor";
import { keysOf, type TerminalKey } from "./terminal-keys";
import type { Screen } from "./xterm-screen";

export interface TerminalTexts {
  readonly ended: string;
  /** `{command}` is replaced. */
  hangul(command: string): string;
  /** What the output of a command says went wrong, if it does. */
  explain(output: string): string | undefined;
  /** For who does not see the screen. */
  say(text: string): void;
}

export interface TerminalController {
  type(data: string): void;
  resized(columns: number): void;
  /** Puts a command at the prompt, ready for Enter. */
  offer(command: string): void;
  /** Runs it as if it had been typed. */
  run(command: string): void;
  dispose(): void;
}

interface TerminalRequest {
  readonly store: SessionStore;
  readonly terminal: string;
  readonly screen: Screen;
  readonly texts: TerminalTexts;
  /** Takes the place of sending, for a demo that has no session yet. True when it took the line. */
  readonly intercept?: (line: string) => boolean;
}

type Shell = Pick<TerminalPatch, "prompt" | "busy" | "ended" | "machine">;

export function controlTerminal(request: TerminalRequest): TerminalController {
  const { store, terminal, screen, texts } = request;
  let shell: Shell = { prompt: "", busy: true, ended: false, machine: "" };
  let editing: EditorState = startEditing([]);
  let below = "";
  /** The command that a line in Hangul mode was meant to be. */
  let offered: string | undefined;
  /** A line that was sent and not yet echoed stays on the screen. */
  let held: string | undefined;
  /** What the command that was sent from here has printed so far. */
  let output: string | undefined;
  /** Stands below the line until the next command. */
  let explained = "";
  let columns = 0;

  function draw(): void {
    if (held !== undefined) return;
    const { search } = editing;
    if (shell.ended)
      return screen.showLine({ prompt: "", text: "", cursor: 0, below: texts.ended });
    if (search !== undefined) {
      const found = editing.history[search.found] ?? "";
      const at = found.indexOf(search.query);
      const prompt = `(reverse-i-search)\`${search.query}': `;
      return screen.showLine({ prompt, text: found, cursor: Math.max(0, at) });
    }
    const { text, cursor } = editing.line;
    screen.showLine({ prompt: shell.prompt, text, cursor, below: below || explained });
  }

  function hear(patch: TerminalPatch): void {
    if (patch.reset) {
      const { line } = editing;
      editing = { ...startEditing(patch.history ?? []), line };
      held = undefined;
      screen.reset();
    } else if (patch.lastLine !== undefined && editing.history.at(-1) !== patch.lastLine) {
      const isNew = editing.place === editing.history.length;
      const history = [...editing.history, patch.lastLine];
      editing = { ...editing, history, place: isNew ? history.length : editing.place };
    }
    shell = patch;
    if (patch.text !== "" || !patch.busy) held = undefined;
    screen.print(patch.text);
    readOutput(patch);
    draw();
  }

  function readOutput({ reset, text, busy }: TerminalPatch): void {
    if (output === undefined || reset) return;
    output = (output + text).slice(-outputRead);
    const found = busy ? undefined : texts.explain(output);
    // The prompt may come a moment before the last words.
    if (found === undefined) return;
    explained = found;
    output = undefined;
    texts.say(found);
  }

  function send(text: string): void {
    below = "";
    offered = undefined;
    explained = "";
    output = "";
    if (request.intercept?.(text)) return draw();
    held = text;
    void store.act({ kind: "input", terminal, text }).then((isDone) => {
      if (isDone) return;
      held = undefined;
      // Nothing that was typed is lost when the server could not be reached.
      if (editing.line.text === "") editing = { ...editing, line: { text, cursor: text.length } };
      draw();
    });
  }

  function enter(): void {
    if (shell.ended) return reopen();
    const { text } = editing.line;
    if (offered !== undefined) {
      const command = offered;
      editing = submitted({ ...editing, line: { text: command, cursor: command.length } });
      offered = undefined;
      below = "";
      screen.showLine({ prompt: shell.prompt, text: command, cursor: command.length });
      return send(command);
    }
    const meant = shell.busy ? undefined : meantInEnglish(text);
    if (meant !== undefined) {
      offered = meant;
      below = texts.hangul(meant);
      return draw();
    }
    below = "";
    draw();
    editing = submitted(editing);
    send(text);
  }

  function reopen(): void {
    const { machine } = shell;
    void store.act({ kind: "close-terminal", terminal });
    void store.act({ kind: "open-terminal", terminal, machine, columns: columns || 80 });
  }

  function paste(lines: readonly string[], rest: string): void {
    const { text, cursor } = editing.line;
    const [first = "", ...more] = lines;
    const whole = [text.slice(0, cursor) + first + text.slice(cursor), ...more].join("\n");
    editing = { ...submitted({ ...editing, line: { text: whole, cursor: whole.length } }) };
    editing = { ...editing, line: { text: rest, cursor: rest.length } };
    send(whole);
  }

  async function tab(): Promise<void> {
    if (offered !== undefined) {
      editing = { ...editing, line: { text: offered, cursor: offered.length } };
      offered = undefined;
      below = "";
      return draw();
    }
    if (shell.busy || editing.search !== undefined) return;
    const before = editing.line;
    const answer = await complete({
      session: store.get().facts.id,
      terminal,
      line: before,
      columns,
    });
    if (editing.line !== before || answer === undefined) return;
    if (answer.replace) editing = replaceRange(editing, answer.replace);
    below = answer.list;
    draw();
  }

  function signal(name: "INT" | "QUIT" | "TSTP"): void {
    const partial = editing.line.text;
    editing = { ...editing, line: emptyLine, place: editing.history.length };
    if (editing.search !== undefined) editing = edit(editing, { key: "cancel-search" });
    below = "";
    offered = undefined;
    held = undefined;
    void store.act({ kind: "signal", terminal, signal: name, partial: partial.slice(0, 2000) });
  }

  function press(pressed: TerminalKey): void {
    switch (pressed.key) {
      case "enter":
        if (editing.search !== undefined) editing = edit(editing, { key: "accept-search" });
        return enter();
      case "tab":
        return void tab();
      case "escape":
        if (editing.search !== undefined) editing = edit(editing, { key: "cancel-search" });
        below = "";
        offered = undefined;
        return draw();
      case "clear":
        return screen.clear();
      case "end-of-input":
        if (editing.line.text !== "") return press({ key: "delete" });
        return void store.act({ kind: "signal", terminal, signal: "EOF" });
      case "signal":
        return signal(pressed.signal);
      case "lines":
        return paste(pressed.lines, pressed.rest);
      default:
        below = "";
        offered = undefined;
        editing = edit(editing, pressed);
        draw();
    }
  }

  const stop = store.listen(terminal, hear);
  return {
    type(data) {
      for (const key of keysOf(data)) press(key);
    },
    resized(next) {
      const isFirst = columns === 0;
      columns = next;
      const known = store.get().terminals.get(terminal);
      const canAct = store.get().facts.canAct && request.intercept === undefined;
      if (!canAct || known === undefined || (isFirst && Math.abs(next - startColumns) < 8)) return;
      void store.act({
        kind: "resize-terminal",
        terminal,
        columns: Math.min(500, Math.max(20, next)),
      });
    },
    offer(command) {
      editing = { ...editing, line: { text: command, cursor: command.length } };
      draw();
    },
    run(command) {
      editing = { ...editing, line: { text: command, cursor: command.length } };
      below = "";
      draw();
      editing = submitted(editing);
      send(command);
    },
    dispose: stop,
  };
}

/** Errors stand at the end of what a command prints. */
const outputRead = 20_000;

/** What a terminal is opened with; a screen nearly as wide needs no word about it. */
const startColumns = 100;
