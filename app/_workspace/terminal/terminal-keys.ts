// What a terminal sends for a key, as what it means to a line editor. Text comes as it is, several lines when
// it was pasted.
import type { EditKey } from "./line-editor";

export type TerminalKey =
  | EditKey
  | { readonly key: "enter" | "tab" | "escape" | "clear" | "end-of-input" }
  | { readonly key: "signal"; readonly signal: "INT" | "QUIT" | "TSTP" }
  /** Whole lines of a paste, and what follows the last line break. */
  | { readonly key: "lines"; readonly lines: readonly string[]; readonly rest: string };

const sequences: Readonly<Record<string, TerminalKey>> = {
  "\r": { key: "enter" },
  "\t": { key: "tab" },
  "\u001b": { key: "escape" },
  "\u007f": { key: "backspace" },
  "\b": { key: "backspace" },
  "\u001b[A": { key: "older" },
  "\u001b[B": { key: "newer" },
  "\u001b[C": { key: "right" },
  "\u001b[D": { key: "left" },
  "\u001bOA": { key: "older" },
  "\u001bOB": { key: "newer" },
  "\u001bOC": { key: "right" },
  "\u001bOD": { key: "left" },
  "\u001b[H": { key: "home" },
  "\u001b[F": { key: "end" },
  "\u001bOH": { key: "home" },
  "\u001bOF": { key: "end" },
  "\u001b[3~": { key: "delete" },
  "\u001b[1;5C": { key: "word-right" },
  "\u001b[1;5D": { key: "word-left" },
  "\u001b[1;3C": { key: "word-right" },
  "\u001b[1;3D": { key: "word-left" },
  "\u001bf": { key: "word-right" },
  "\u001bb": { key: "word-left" },
  "\u001b\u007f": { key: "cut-word" },
  "\u0001": { key: "home" },
  "\u0002": { key: "left" },
  "\u0003": { key: "signal", signal: "INT" },
  "\u0004": { key: "end-of-input" },
  "\u0005": { key: "end" },
  "\u0006": { key: "right" },
  "\u0007": { key: "cancel-search" },
  "\u000b": { key: "cut-to-end" },
  "\u000c": { key: "clear" },
  "\u000e": { key: "newer" },
  "\u0010": { key: "older" },
  "\u0012": { key: "search" },
  "\u0015": { key: "cut-to-start" },
  "\u0017": { key: "cut-word" },
  "\u0019": { key: "paste-cut" },
  "\u001a": { key: "signal", signal: "TSTP" },
  "\u001c": { key: "signal", signal: "QUIT" },
};

export function keysOf(data: string): TerminalKey[] {
  const known = sequences[data];
  if (known !== undefined) return [known];
  // A key nobody here knows, such as F5.
  if (data.startsWith("\u001b")) return [];
  const text = data.normalize("NFC").replaceAll(/\r\n?/g, "\n");
  if (text.includes("\n")) {
    const lines = text.split("\n").map(printable);
    return [{ key: "lines", lines: lines.slice(0, -1), rest: lines.at(-1) ?? "" }];
  }
  const inserted = printable(text);
  return inserted === "" ? [] : [{ key: "insert", text: inserted }];
}

/** Tabs in a paste become spaces, or they would ask for completion; other control characters go. */
const printable = (text: string): string =>
  text.replaceAll("\t", "  ").replaceAll(/[\u0000-\u001f\u007f]/g, "");
