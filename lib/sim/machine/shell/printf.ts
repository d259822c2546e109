// `printf` and the escapes of `echo -e`.
import { unescapeAnsi } from "./word-parser";

export interface Printed {
  readonly text: string;
  readonly problems: readonly string[];
  readonly stops: boolean;
}

const mostCharacters = 1_000_000;

export function printFormat(format: string, args: readonly string[]): Printed {
  const problems: string[] = [];
  let text = "";
  let used = 0;
  let stops = false;
  const next = (): string | undefined => {
    const value = args[used];
    used += 1;
    return value;
  };
  do {
    const before = used;
    const pattern =
      /%%|%([-+ 0#']*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z]|\([^)]*\)T)|%|\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|[\s\S])|[^%\\]+|\\/g;
    for (const found of format.matchAll(pattern)) {
      const [piece, flags = "", width, precision, letter] = found;
      if (piece === "%%") text += "%";
      else if (piece === "%") {
        problems.push("`%': missing format character");
        stops = true;
      } else if (letter === undefined) {
        if (piece === "\\c") stops = true;
        else text += piece.startsWith("\\") ? unescapeAnsi(piece === "\\" ? "\\\\" : piece) : piece;
      } else {
        const wide =
          width === "*"
            ? integerOf(next() ?? "0", problems)
            : width === undefined
              ? 0
              : Number(width);
        const precise = piece.includes(".")
          ? precision === "*"
            ? integerOf(next() ?? "0", problems)
            : Number(precision ?? 0)
          : undefined;
        const made = conversion(
          { letter, flags, width: wide, precision: precise, value: next() },
          problems,
        );
        if (made === undefined) {
          problems.push(`\`${letter}': invalid format character`);
          stops = true;
        } else {
          text += made.text;
          stops ||= made.stops;
        }
      }
      if (stops || text.length > mostCharacters)
        return { text: text.slice(0, mostCharacters), problems, stops };
    }
    if (used === before) break;
  } while (used < args.length);
  return { text, problems, stops };
}

interface Conversion {
  readonly letter: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly value: string | undefined;
}

function conversion(
  c: Conversion,
  problems: string[],
): { text: string; stops: boolean } | undefined {
  const value = c.value ?? "";
  const pad = (text: string, zero = false): { text: string; stops: boolean } => ({
    text: padded(c, text, zero),
    stops: false,
  });
  switch (c.letter) {
    case "s":
      return pad(c.precision === undefined ? value : value.slice(0, c.precision));
    case "b": {
      const end = value.indexOf("\\c");
      const text = unescapeAnsi(
        (end < 0 ? value : value.slice(0, end)).replace(/\\0([0-7]{1,3})/g, "\\$1"),
      );
      return { text: padded(c, text, false), stops: end >= 0 };
    }
    case "q":
      return pad(
        value === ""
          ? "''"
          : value.replace(/[^\w@%+=:,./-]/g, (character) =>
              character === "\n" ? "$'\\n'" : `\\${character}`,
            ),
      );
    case "c":
      return pad(value.slice(0, 1));
    case "d":
    case "i":
    case "u": {
      const number = integerOf(value, problems);
      const digits = String(Math.abs(number)).padStart(c.precision ?? 0, "0");
      const sign =
        number < 0 ? "-" : c.flags.includes("+") ? "+" : c.flags.includes(" ") ? " " : "";
      return pad(sign + digits, c.precision === undefined);
    }
    case "x":
    case "X":
    case "o": {
      const number = BigInt.asUintN(64, BigInt(Math.trunc(integerOf(value, problems))));
      const digits = number.toString(c.letter === "o" ? 8 : 16).padStart(c.precision ?? 0, "0");
      const prefix =
        c.flags.includes("#") && number !== 0n ? (c.letter === "o" ? "0" : `0${c.letter}`) : "";
      return pad(prefix + (c.letter === "X" ? digits.toUpperCase() : digits), true);
    }
    case "f":
    case "F":
    case "e":
    case "E":
    case "g":
    case "G": {
      const number = floatOf(value, problems);
      const text = floatText(c.letter, number, c.precision);
      return pad((number >= 0 && c.flags.includes("+") ? "+" : "") + text, true);
    }
    default:
      return undefined;
  }
}

function floatText(letter: string, value: number, precision: number | undefined): string {
  const digits = Math.min(precision ?? 6, 100);
  const lower = letter.toLowerCase();
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
  else if (lower === "f") text = value.toFixed(digits);
  else if (lower === "e") text = exponent(value.toExponential(digits));
  else {
    const significant = digits === 0 ? 1 : digits;
    const power =
      value === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(value.toPrecision(significant)))));
    text =
      power < -4 || power >= significant
        ? exponent(value.toExponential(significant - 1).replace(/\.?0+e/, "e"))
        : value
            .toFixed(Math.max(0, significant - 1 - power))
            .replace(/(\.\d*?)0+$/, "$1")
            .replace(/\.$/, "");
  }
  return letter === lower ? text : text.toUpperCase();
}

const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, "e$10$2");

function padded(c: Conversion, text: string, zero: boolean): string {
  const width = Math.min(Math.abs(c.width), 10_000);
  if (c.flags.includes("-") || c.width < 0) return text.padEnd(width);
  if (!zero || !c.flags.includes("0")) return text.padStart(width);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

function integerOf(value: string, problems: string[]): number {
  if (value === "") return 0;
  if (/^['"]/.test(value)) return value.codePointAt(1) ?? 0;
  const found = /^\s*[-+]?(?:0[xX][0-9a-fA-F]+|\d+)/.exec(value)?.[0];
  if (found === undefined || found.length !== value.length)
    problems.push(`${value}: invalid number`);
  if (found === undefined) return 0;
  const text = found.trim();
  const octalDigits = /^([-+]?)0([0-7]+)$/.exec(text);
  if (octalDigits?.[2] !== undefined)
    return Number.parseInt(octalDigits[2], 8) * (octalDigits[1] === "-" ? -1 : 1);
  return /0[xX]/.test(text) ? Number.parseInt(text, 16) : Number.parseInt(text, 10);
}

function floatOf(value: string, problems: string[]): number {
  if (value === "") return 0;
  const number = Number(value);
  if (Number.isNaN(number)) {
    problems.push(`${value}: invalid number`);
    const start = Number.parseFloat(value);
    return Number.isNaN(start) ? 0 : start;
  }
  return number;
}

/** What `echo -e` and `echo` of sh print; `stops` after `\c`. */
export function echoEscapes(text: string): { text: string; stops: boolean } {
  const end = text.search(/(?<!\\)(?:\\\\)*\\c/);
  const shown = end < 0 ? text : text.slice(0, text.indexOf("\\c", end));
  return { text: unescapeAnsi(shown.replace(/\\0([0-7]{1,3})/g, "\\$1")), stops: end >= 0 };
}
