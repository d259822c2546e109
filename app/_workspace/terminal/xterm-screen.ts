"use client";
// The one file that touches xterm: prints what programs wrote and, after it, the line being edited. The line
// is erased and drawn again whenever output comes, so the two never mix.
import "@xterm/xterm/css/xterm.css";
import type { ITheme, Terminal } from "@xterm/xterm";
import { isDarkTheme, onThemeChange, tokenColor } from "../css-colors";
import { type Cell, cellAfter } from "./cell-width";

export interface ShownLine {
  readonly prompt: string;
  readonly text: string;
  readonly cursor: number;
  /** Shown under the line until the next key: candidates, a search, an offer. */
  readonly below?: string;
}

export interface ScreenOptions {
  /** What was typed, as a terminal would send it. */
  onData(data: string): void;
  /** True when the key is taken care of. */
  onKey(event: KeyboardEvent): boolean;
  onColumns(columns: number): void;
  readonly label: string;
  readonly fontSize: number;
  readonly isForScreenReader: boolean;
}

export interface Screen {
  print(text: string): void;
  showLine(line: ShownLine): void;
  /** Removes everything that was shown. */
  reset(): void;
  /** Ctrl-L: what was printed scrolls out of sight. */
  clear(): void;
  focus(): void;
  fit(): void;
  readonly selection: string;
  /** Everything on the screen and above it, for tests and for copying. */
  text(): string;
  setForScreenReader(isOn: boolean): void;
  dispose(): void;
}

const fontFamily = '"D2Coding", "D2Coding Full", "NanumGothicCoding", monospace';
const scrollback = 5000;

export async function openScreen(host: HTMLElement, options: ScreenOptions): Promise<Screen> {
  // xterm measures the font when it opens, so the font has to be there.
  const [{ Terminal }, { FitAddon }] = await Promise.all([
    import("@xterm/xterm"),
    import("@xterm/addon-fit"),
    document.fonts.load(`${options.fontSize}px "D2Coding"`, "가a").catch(() => []),
    document.fonts.load(`bold ${options.fontSize}px "D2Coding"`, "가a").catch(() => []),
  ]);
  const terminal = new Terminal({
    convertEol: true,
    cursorBlink: false,
    cursorStyle: "bar",
    cursorWidth: 2,
    fontFamily,
    fontSize: options.fontSize,
    lineHeight: 1.3,
    scrollback,
    screenReaderMode: options.isForScreenReader,
    theme: themeFromTokens(),
    allowProposedApi: false,
  });
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  terminal.open(host);
  terminal.textarea?.setAttribute("aria-label", options.label);
  terminal.attachCustomKeyEventHandler((event) => {
    return event.type !== "keydown" || !options.onKey(event);
  });
  terminal.onData(options.onData);
  const stopTheme = onThemeChange(() => {
    terminal.options.theme = themeFromTokens();
  });
  const area = new EditArea(terminal);

  function fitToHost() {
    if (host.clientWidth < 40 || host.clientHeight < 20) return;
    const wanted = fitting.proposeDimensions();
    if (wanted === undefined || !Number.isFinite(wanted.cols)) return;
    if (wanted.cols === terminal.cols && wanted.rows === terminal.rows) return;
    area.whileErased(() => terminal.resize(Math.max(20, wanted.cols), Math.max(2, wanted.rows)));
    options.onColumns(terminal.cols);
  }

  const observer = new ResizeObserver(() => fitToHost());
  observer.observe(host);
  fitToHost();
  return {
    print: (text) => area.print(text),
    showLine: (line) => area.show(line),
    reset: () => area.reset(),
    clear: () => area.clear(),
    focus: () => terminal.focus(),
    fit: fitToHost,
    get selection() {
      return terminal.getSelection();
    },
    text: () => textOf(terminal),
    setForScreenReader(isOn) {
      terminal.options.screenReaderMode = isOn;
    },
    dispose() {
      observer.disconnect();
      stopTheme();
      area.dispose();
      terminal.dispose();
    },
  };
}

/** The line being edited, drawn from where the output ends. */
class EditArea {
  private line: ShownLine | undefined;
  private startColumn = 0;
  /** Rows between the start of the area and the cursor, while it is drawn. */
  private cursorRow = 0;
  private isDrawn = false;
  private waiting = 0;
  private isDisposed = false;

  constructor(private readonly terminal: Terminal) {}

  print(text: string): void {
    if (text === "") return;
    this.write(this.takeErase() + text);
  }

  show(line: ShownLine): void {
    this.line = line;
    // While output is on its way the area is drawn once it has arrived.
    if (this.waiting > 0) return;
    this.terminal.write(this.takeErase() + this.drawing(line));
  }

  reset(): void {
    this.isDrawn = false;
    this.line = undefined;
    this.terminal.reset();
    this.write("");
  }

  clear(): void {
    // Scrolled away rather than wiped: the prompt's own line stays, at the top.
    this.write(`${this.takeErase()}\r\u001b[2J\u001b[3J\u001b[H`);
  }

  whileErased(work: () => void): void {
    this.waiting += 1;
    this.terminal.write(this.takeErase(), () => {
      work();
      this.settle();
    });
  }

  private write(text: string): void {
    this.waiting += 1;
    this.terminal.write(text, () => this.settle());
  }

  /** What was still being written then comes to nothing. */
  dispose(): void {
    this.isDisposed = true;
  }

  private settle(): void {
    this.waiting -= 1;
    if (this.waiting > 0 || this.isDisposed) return;
    this.startColumn = this.terminal.buffer.active.cursorX;
    if (this.line !== undefined) this.terminal.write(this.drawing(this.line));
  }

  private takeErase(): string {
    if (!this.isDrawn) return "";
    this.isDrawn = false;
    const up = this.cursorRow > 0 ? `\u001b[${this.cursorRow}A` : "";
    const right = this.startColumn > 0 ? `\u001b[${this.startColumn}C` : "";
    return `\r${up}${right}\u001b[J`;
  }

  private drawing({ prompt, text, cursor, below = "" }: ShownLine): string {
    const { cols } = this.terminal;
    const start: Cell = { row: 0, column: this.startColumn };
    const whole = prompt + text;
    const end = cellAfter(whole, start, cols);
    const at = cellAfter(prompt + text.slice(0, cursor), start, cols);
    // A terminal wraps only when the next character comes: make it come.
    const wrap = end.column === 0 && end.row > 0 ? " \b" : "";
    const under = below === "" ? "" : `\r\n${dim(below)}`;
    const last = below === "" ? end : cellAfter(below, { row: end.row + 1, column: 0 }, cols);
    const up = last.row - at.row;
    const back = `\r${up > 0 ? `\u001b[${up}A` : ""}${at.column > 0 ? `\u001b[${at.column}C` : ""}`;
    this.isDrawn = true;
    this.cursorRow = at.row;
    return whole + wrap + under + back;
  }
}

const dim = (text: string): string => `\u001b[2m${text}\u001b[22m`;

function textOf(terminal: Terminal): string {
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row);
    const text = line?.translateToString(true) ?? "";
    if (line?.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
    else lines.push(text);
  }
  return lines.join("\n").trimEnd();
}

function themeFromTokens(): ITheme {
  const dark = isDarkTheme();
  const ink = tokenColor("--ink");
  return {
    background: tokenColor("--code-background"),
    foreground: ink,
    cursor: tokenColor("--accent"),
    cursorAccent: tokenColor("--code-background"),
    selectionBackground: tokenColor("--selection"),
    black: dark ? tokenColor("--line-strong") : ink,
    brightBlack: tokenColor("--ink-faint"),
    red: tokenColor("--danger"),
    brightRed: tokenColor("--danger"),
    green: tokenColor("--accent"),
    brightGreen: tokenColor("--accent-strong"),
    yellow: tokenColor("--warning"),
    brightYellow: tokenColor("--warning"),
    blue: tokenColor("--code-token-string"),
    brightBlue: tokenColor("--code-token-string"),
    magenta: tokenColor("--code-token-constant"),
    brightMagenta: tokenColor("--code-token-constant"),
    cyan: tokenColor("--code-token-function"),
    brightCyan: tokenColor("--code-token-function"),
    white: dark ? ink : tokenColor("--ink-soft"),
    brightWhite: ink,
  };
}
