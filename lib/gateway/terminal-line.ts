// The line a person types at the far end of `kubectl exec -it`: keys come one by one, the cluster takes whole lines. As
// a Linux terminal does in between, this shows what is typed, takes it back and hands it over with Enter.
//
// Differs: no history and no completion, which are the shell's own and stay with the browser's terminal.
import type { StreamChange } from "@/lib/sim";

export interface Typed {
  readonly changes: readonly StreamChange[];
  /** What appears on the screen. */
  readonly shown: string;
}

const key = {
  interrupt: "\u0003",
  end: "\u0004",
  backspace: "\b",
  clear: "\f",
  quit: "\u001c",
  erase: "\u0015",
  word: "\u0017",
  stop: "\u001a",
  escape: "\u001b",
  delete: "\u007f",
} as const;

const signals: Readonly<Record<string, "INT" | "QUIT" | "TSTP">> = {
  [key.interrupt]: "INT",
  [key.quit]: "QUIT",
  [key.stop]: "TSTP",
};

const longest = 4096;

export class TerminalLine {
  columns = 80;
  /** What a program has printed in this row: `Name: `. */
  private before = "";
  private prompt = "";
  private text = "";
  /** Of a key that is more than one character: `ESC [ A`. */
  private sequence = "";

  /** Takes keys as they come. */
  type(keys: string): Typed {
    const changes: StreamChange[] = [];
    let shown = "";
    for (const pressed of keys) shown += this.press(pressed, changes);
    return { changes, shown };
  }

  /** What was printed, above the line that is being typed. */
  show(printed: string, prompt: string): string {
    if (printed === "" && prompt === this.prompt) return "";
    const erased = this.erased();
    const whole = this.before + printed;
    this.before = whole.slice(whole.lastIndexOf("\n") + 1).slice(-longest);
    this.prompt = prompt;
    return `${erased}${whole.replaceAll("\n", "\r\n")}${this.prompt}${this.text}`;
  }

  private press(pressed: string, changes: StreamChange[]): string {
    if (this.sequence !== "" || pressed === key.escape) return this.swallow(pressed);
    const signal = signals[pressed];
    if (signal !== undefined) {
      changes.push({ type: "signal", signal, partial: this.text });
      return this.replace("");
    }
    switch (pressed) {
      case "\r":
      case "\n":
        // The terminal prints the line itself when it takes it.
        changes.push({ type: "input", text: `${this.text}\n` });
        return this.replace("");
      case key.end:
        if (this.text === "") changes.push({ type: "signal", signal: "EOF" });
        return "";
      case key.delete:
      case key.backspace:
        return this.replace([...this.text].slice(0, -1).join(""));
      case key.erase:
        return this.replace("");
      case key.word:
        return this.replace(this.text.replace(/\S+\s*$/, ""));
      case key.clear:
        return `\u001b[2J\u001b[H${this.row}`;
      default:
        if (pressed < " " || this.text.length >= longest) return "";
        this.text += pressed;
        return pressed;
    }
  }

  /** Arrow keys and their like do nothing. */
  private swallow(pressed: string): string {
    this.sequence += pressed;
    const isWhole = /^\u001b(\[[0-?]*[ -/]*[@-~]|O.|[^[O])$/.test(this.sequence);
    if (isWhole || this.sequence.length > 16) this.sequence = "";
    return "";
  }

  private replace(text: string): string {
    const erased = this.erased();
    this.text = text;
    return `${erased}${this.row}`;
  }

  private get row(): string {
    return `${this.before}${this.prompt}${this.text}`;
  }

  /** Takes the line off the screen, however many rows it fills. */
  private erased(): string {
    const last = this.row.slice(this.row.lastIndexOf("\n") + 1);
    const rows = Math.floor(Math.max(0, widthOf(last) - 1) / this.columns);
    return `\r${rows > 0 ? `\u001b[${rows}A` : ""}\u001b[J`;
  }
}

/** Hangul and its neighbours are two columns wide; colours none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text.replaceAll(/\u001b\[[\d;]*m/g, "")) {
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(character)
      ? 2
      : 1;
  }
  return width;
}
