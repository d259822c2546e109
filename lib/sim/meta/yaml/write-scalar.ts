// How one string is written: plain, in quotes, or as a block.
//
// Go: gopkg.in/yaml.v2/encode.go (stringv), emitterc.go (yaml_emitter_analyze_scalar)
import { isBlank, isBreak } from "./characters";
import { resolvePlain } from "./resolve";

export type ScalarStyle = "plain" | "single" | "double" | "literal";

/** Lines longer than this break at the next space. */
const bestWidth = 80;

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const timestamp =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?$/;

export function chooseStyle(text: string, isKey: boolean): ScalarStyle {
  const traits = analyse(text);
  if (text.includes("\n")) return isKey || !traits.allowsBlock ? "double" : "literal";
  if (!readsAsString(text)) return "double";
  if (traits.allowsPlain) return "plain";
  return traits.allowsSingle ? "single" : "double";
}

/** Whether the plain text would be read back as the same string. */
function readsAsString(text: string): boolean {
  if (text === "<<") return false;
  return typeof resolvePlain(text) === "string" && !base60.test(text) && !timestamp.test(text);
}

interface Traits {
  readonly allowsPlain: boolean;
  readonly allowsSingle: boolean;
  readonly allowsBlock: boolean;
}

function analyse(text: string): Traits {
  const isSpecial = [...text].some((c) => !isPrintable(c)) || / [\n\u2028\u2029]/.test(text);
  const hasBreakSpace = /[\n\u2028\u2029] /.test(text);
  const isEdged = /^[ \n]|[ \n]$/.test(text);
  return {
    allowsPlain:
      !isSpecial &&
      !hasBreakSpace &&
      !isEdged &&
      !/[\n\u2028\u2029]/.test(text) &&
      !hasIndicator(text),
    allowsSingle: !isSpecial && !hasBreakSpace,
    allowsBlock: !isSpecial && !text.endsWith(" "),
  };
}

/** Tabs, control characters and everything beyond U+FFFF are written as escapes. */
function isPrintable(c: string): boolean {
  const code = c.codePointAt(0) ?? 0;
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true;
  if (code < 0xa0 || code > 0xffff) return false;
  return code !== 0xfeff && code !== 0xfffe && code !== 0xffff && (code < 0xd800 || code > 0xdfff);
}

function hasIndicator(text: string): boolean {
  if (/^(---|\.\.\.)/.test(text)) return true;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  if (/^[?:-](?:[ \t]|$)/.test(text)) return true;
  return /:(?:[ \t]|$)/.test(text.slice(1)) || /[ \t\n]#/.test(text);
}

export interface ScalarPlace {
  readonly indent: number;
  readonly column: number;
  /** Keys stay on one line. */
  readonly isKey?: boolean;
}

export function writeScalar(text: string, style: ScalarStyle, place: ScalarPlace): string {
  switch (style) {
    case "single":
      return `'${wrap(text.replaceAll("'", "''"), { ...place, column: place.column + 1 }, style)}'`;
    case "double":
      return writeDouble(text, place);
    default:
      return wrap(text, place, "plain");
  }
}

/** Breaks a line at a single space once it is too long. */
function wrap(text: string, place: ScalarPlace, style: "plain" | "single"): string {
  if (place.isKey === true || place.column + text.length <= bestWidth) return text;
  let written = "";
  let { column } = place;
  let wasSpace = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    const isEdge = style === "single" && (i === 0 || i === text.length - 1);
    const canBreak = c === " " && !wasSpace && text[i + 1] !== " " && !isEdge;
    if (canBreak && column > bestWidth) {
      written += `\n${" ".repeat(place.indent)}`;
      column = place.indent;
    } else {
      written += c;
      column++;
    }
    wasSpace = c === " ";
  }
  return written;
}

const escapes: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\u0007": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\u001b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\u0085": "\\N",
  "\u00a0": "\\_",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function writeDouble(text: string, place: ScalarPlace): string {
  const characters = [...text];
  let written = '"';
  let column = place.column + 1;
  let wasSpace = false;
  characters.forEach((c, i) => {
    const isInside = i > 0 && i < characters.length - 1;
    if (c === " " && place.isKey !== true && !wasSpace && column > bestWidth && isInside) {
      // A space at the start of a line would be lost without a backslash.
      const mark = characters[i + 1] === " " ? "\\" : "";
      written += `\n${" ".repeat(place.indent)}${mark}`;
      column = place.indent + mark.length;
    } else {
      const shown = needsEscape(c) ? escapeOf(c) : c;
      written += shown;
      column += shown.length;
    }
    wasSpace = c === " ";
  });
  return `${written}"`;
}

const needsEscape = (c: string): boolean =>
  !isPrintable(c) || isBreak(c) || c === '"' || c === "\\";

function escapeOf(c: string): string {
  const short = escapes[c];
  if (short !== undefined) return short;
  const code = (c.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

/** `|`, with hints for leading space and for the line breaks at the end. */
export function writeLiteral(text: string, indent: number): string {
  const startsBlank = isBlank(text[0]) || isBreak(text[0]);
  const chomping = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const margin = " ".repeat(indent);
  const lines = text.split("\n").map((line) => (line === "" ? "" : margin + line));
  return `|${startsBlank ? "2" : ""}${chomping}\n${lines.join("\n")}`;
}

/** Integers as they are, other numbers in Go's shortest `%g`. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return String(BigInt(value));
  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
