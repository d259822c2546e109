import { FileError } from "../../machine/file-error";
import type { ProgramIo } from "../../machine/program";
import { compileRegex, type Regex, type RegexMatch } from "../../machine/regular-expression";
import { linesOf, withInputs, withPattern } from "./inputs";
import { defineTool, type Options } from "./options";

type Address =
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "step"; readonly first: number; readonly step: number }
  | { readonly kind: "last" }
  | { readonly kind: "regex"; readonly regex: Regex }
  | { readonly kind: "after"; readonly count: number };

interface Command {
  readonly name: string;
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  readonly text: string;
  readonly regex?: Regex;
  readonly replacement?: readonly Replacement[];
  readonly isGlobal?: boolean;
  readonly prints?: boolean;
  readonly occurrence?: number;
  /** Where `}`, a label or the end of the script is. */
  readonly jump?: number;
  readonly map?: ReadonlyMap<string, string>;
}

type Replacement =
  | { readonly text: string }
  | { readonly group: number }
  | { readonly change: "U" | "L" | "u" | "l" | "E" };

class SedError extends Error {}

const mostSteps = 1_000_000;

export const sed = defineTool(
  {
    name: "sed",
    usage: "[OPTION]... {script-only-if-no-other-script} [input-file]...",
    summary: "stream editor for filtering and transforming text",
    options: {
      "-n --quiet --silent": "flag",
      "-e --expression": "value",
      "-f --file": "value",
      "-E -r --regexp-extended": "flag",
      "-i --in-place": "flag",
      "-i.bak": "flag",
      "-s --separate": "flag",
      "-u --unbuffered": "flag",
      "-z": "flag",
    },
  },
  (io, options, resume) =>
    withPattern(io, 1, () => {
      const words = [...options.words];
      const scripts = [...options.values("-e")];
      try {
        for (const path of options.values("-f")) scripts.push(io.files.read(path));
        if (scripts.length === 0) {
          const script = words.shift();
          if (script === undefined) {
            io.stderr("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n");
            return 1;
          }
          scripts.push(script);
        }
        const commands = new ScriptParser(scripts.join("\n"), options.has("-E")).parse();
        if (options.has("-i") || options.has("-i.bak"))
          return inPlace(io, commands, options, words);
        return withInputs(io, words, resume, (inputs) => {
          const text = inputs
            .map((input, i) =>
              i < inputs.length - 1 && input.text !== "" && !input.text.endsWith("\n")
                ? `${input.text}\n`
                : input.text,
            )
            .join("");
          const run = new Run(commands, options.has("-n"), text);
          const status = run.all();
          io.stdout(run.out);
          return status;
        });
      } catch (error) {
        if (!(error instanceof SedError)) throw error;
        io.stderr(`sed: -e expression #1, ${error.message}\n`);
        return 1;
      }
    }),
);

function inPlace(
  io: ProgramIo,
  commands: readonly Command[],
  options: Options,
  paths: readonly string[],
): number {
  if (paths.length === 0) {
    io.stderr("sed: no input files\n");
    return 1;
  }
  let status = 0;
  for (const path of paths) {
    try {
      const text = io.files.read(path);
      if (options.has("-i.bak")) io.files.write(`${path}.bak`, text);
      const run = new Run(commands, options.has("-n"), text);
      run.all();
      io.files.write(path, run.out);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      io.stderr(
        error.code === "EISDIR"
          ? `sed: couldn't edit ${path}: not a regular file\n`
          : `sed: can't read ${path}: ${error.message}\n`,
      );
      status = error.code === "EISDIR" ? 4 : 2;
    }
  }
  return status;
}

// --- parsing ----------------------------------------------------------------------------------------------

class ScriptParser {
  private at = 0;
  private lastRegex: Regex | undefined;

  constructor(
    private readonly script: string,
    private readonly extended: boolean,
  ) {}

  parse(): Command[] {
    const commands: Command[] = [];
    const open: number[] = [];
    const labels = new Map<string, number>();
    for (;;) {
      this.skip(/[\s;]/);
      if (this.at >= this.script.length) break;
      if (this.peek() === "#") {
        this.skip(/[^\n]/);
        continue;
      }
      const command = this.command();
      if (command.name === ":") {
        labels.set(command.text, commands.length);
        continue;
      }
      if (command.name === "}") {
        const start = open.pop();
        const block = start === undefined ? undefined : commands[start];
        if (start === undefined || block === undefined) this.fail("unexpected `}'");
        commands[start] = { ...block, jump: commands.length };
        continue;
      }
      if (command.name === "{") open.push(commands.length);
      commands.push(command);
    }
    if (open.length > 0) throw new SedError("char 0: unmatched `{'");
    return commands.map((command) => {
      if (!"btT".includes(command.name)) return command;
      const jump = command.text === "" ? commands.length : labels.get(command.text);
      if (jump === undefined) throw new SedError(`can't find label for jump to \`${command.text}'`);
      return { ...command, jump };
    });
  }

  private command(): Command {
    const from = this.address();
    let to: Address | undefined;
    if (from !== undefined && this.peek() === ",") {
      this.at += 1;
      this.skip(/\s/);
      to = this.peek() === "+" ? this.after() : this.address();
      if (to === undefined) this.fail("unexpected `,'");
    }
    this.skip(/\s/);
    let negated = false;
    while (this.peek() === "!") {
      negated = true;
      this.at += 1;
      this.skip(/\s/);
    }
    const name = this.peek();
    if (name === "") this.fail("missing command");
    this.at += 1;
    const base = {
      name,
      negated,
      text: "",
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    switch (name) {
      case "s":
        return { ...base, ...this.substitution() };
      case "y":
        return { ...base, map: this.transliteration() };
      case "a":
      case "i":
      case "c":
        return { ...base, text: this.appended() };
      case ":":
      case "b":
      case "t":
      case "T": {
        this.skip(/[ \t]/);
        const start = this.at;
        this.skip(name === ":" ? /[^\n;]/ : /[^\n;}]/);
        return { ...base, text: this.script.slice(start, this.at).trim() };
      }
      case "r":
      case "w": {
        throw new SedError(`char ${this.at}: the command \`${name}' is not simulated here`);
      }
      case "q":
      case "Q": {
        this.skip(/[ \t]/);
        const start = this.at;
        this.skip(/\d/);
        return { ...base, text: this.script.slice(start, this.at) };
      }
      default:
        if (!"pdDnNgGhHxlPz={}".includes(name)) this.fail(`unknown command: \`${name}'`);
        if (name !== "{" && name !== "}") {
          this.skip(/[ \t]/);
          if (!["", ";", "\n", "}", "#"].includes(this.peek()))
            this.fail("extra characters after command");
        }
        return base;
    }
  }

  private after(): Address {
    this.at += 1;
    return { kind: "after", count: this.number() };
  }

  private address(): Address | undefined {
    const character = this.peek();
    if (/\d/.test(character)) {
      const line = this.number();
      if (this.peek() !== "~") return { kind: "line", line };
      this.at += 1;
      return { kind: "step", first: line, step: this.number() };
    }
    if (character === "$") {
      this.at += 1;
      return { kind: "last" };
    }
    if (character !== "/" && character !== "\\") return undefined;
    if (character === "\\") this.at += 1;
    const delimiter = this.peek();
    this.at += 1;
    const pattern = this.until(delimiter, "unterminated address regex");
    const ignoreCase = this.peek() === "I";
    if (ignoreCase) this.at += 1;
    return { kind: "regex", regex: this.regex(pattern, ignoreCase) };
  }

  private regex(pattern: string, ignoreCase: boolean): Regex {
    if (pattern === "") {
      if (this.lastRegex === undefined) this.fail("no previous regular expression");
      return this.lastRegex;
    }
    this.lastRegex = compileRegex(pattern, { extended: this.extended, ignoreCase });
    return this.lastRegex;
  }

  private substitution(): Partial<Command> {
    const delimiter = this.peek();
    this.at += 1;
    const pattern = this.until(delimiter, "unterminated `s' command");
    const by = this.until(delimiter, "unterminated `s' command", true);
    let isGlobal = false;
    let prints = false;
    let ignoreCase = false;
    let occurrence = 0;
    for (;;) {
      const flag = this.peek();
      if (flag === "g") isGlobal = true;
      else if (flag === "p") prints = true;
      else if (flag === "i" || flag === "I") ignoreCase = true;
      else if (/\d/.test(flag)) {
        occurrence = this.number();
        continue;
      } else if (flag === "" || /[\s;}#]/.test(flag)) break;
      else this.fail("unknown option to `s'");
      this.at += 1;
    }
    const regex = this.regex(pattern, ignoreCase);
    const replacement = replacementOf(by);
    const most = replacement.reduce(
      (number, part) => ("group" in part ? Math.max(number, part.group) : number),
      0,
    );
    if (most > regex.groupCount) this.fail(`invalid reference \\${most} on \`s' command's RHS`);
    return { regex, replacement, isGlobal, prints, occurrence };
  }

  private transliteration(): ReadonlyMap<string, string> {
    const delimiter = this.peek();
    this.at += 1;
    const from = [...this.until(delimiter, "unterminated `y' command").replaceAll("\\n", "\n")];
    const to = [...this.until(delimiter, "unterminated `y' command").replaceAll("\\n", "\n")];
    if (from.length !== to.length) this.fail("strings for `y' command are different lengths");
    return new Map(from.map((character, i) => [character, to[i] ?? ""]));
  }

  private appended(): string {
    this.skip(/[ \t]/);
    if (this.peek() === "\\") {
      this.at += 1;
      this.skip(/[ \t]/);
      if (this.peek() === "\n") this.at += 1;
    }
    let text = "";
    while (this.at < this.script.length && this.peek() !== "\n") {
      if (this.peek() === "\\" && this.at + 1 < this.script.length) this.at += 1;
      text += this.peek();
      this.at += 1;
    }
    if (text === "") this.fail("expected \\ after `a', `c' or `i'");
    return text;
  }

  /** The text up to an unescaped delimiter, which is skipped. */
  private until(delimiter: string, message: string, isReplacement = false): string {
    let text = "";
    let isInSet = false;
    for (;;) {
      const character = this.peek();
      if (character === "" || delimiter === "") this.fail(message);
      this.at += 1;
      if (character === "\\") {
        const next = this.peek();
        this.at += 1;
        text +=
          next === delimiter && !isInSet
            ? isReplacement && delimiter === "&"
              ? "\\&"
              : delimiter
            : `\\${next}`;
        continue;
      }
      if (!isReplacement && character === "[" && !isInSet) isInSet = true;
      else if (character === "]" && isInSet && !/\[\^?$/.test(text)) isInSet = false;
      if (character === delimiter && !(isInSet && delimiter !== "/")) return text;
      text += character;
    }
  }

  private number(): number {
    const start = this.at;
    this.skip(/\d/);
    return Number(this.script.slice(start, this.at));
  }

  private skip(pattern: RegExp): void {
    while (this.at < this.script.length && pattern.test(this.peek())) this.at += 1;
  }

  private peek(): string {
    return this.script.charAt(this.at);
  }

  private fail(message: string): never {
    throw new SedError(`char ${this.at}: ${message}`);
  }
}

function replacementOf(text: string): Replacement[] {
  const parts: Replacement[] = [];
  for (const [whole, escaped] of text.matchAll(/\\([\s\S])|&|[^\\&]+/g)) {
    if (whole === "&") parts.push({ group: 0 });
    else if (escaped === undefined) parts.push({ text: whole });
    else if (/\d/.test(escaped)) parts.push({ group: Number(escaped) });
    else if (
      escaped === "U" ||
      escaped === "L" ||
      escaped === "u" ||
      escaped === "l" ||
      escaped === "E"
    )
      parts.push({ change: escaped });
    else parts.push({ text: escaped === "n" ? "\n" : escaped === "t" ? "\t" : escaped });
  }
  return parts;
}

// --- running ----------------------------------------------------------------------------------------------

class Run {
  out = "";
  private readonly lines: readonly string[];
  private readonly isUnended: boolean;
  private next = 0;
  private pattern = "";
  private hold = "";
  private readonly ranges = new Map<number, number | "open">();
  private appended: string[] = [];
  private substituted = false;
  private steps = 0;
  private status = 0;

  constructor(
    private readonly commands: readonly Command[],
    private readonly quiet: boolean,
    text: string,
  ) {
    this.lines = linesOf(text);
    this.isUnended = text !== "" && !text.endsWith("\n");
  }

  all(): number {
    while (this.next < this.lines.length) {
      this.pattern = this.lines[this.next] ?? "";
      this.next += 1;
      if (this.cycle() === "quit") break;
    }
    return this.status;
  }

  private cycle(): "quit" | undefined {
    this.substituted = false;
    let ended: "quit" | "delete" | undefined;
    for (;;) {
      const outcome = this.script();
      if (outcome === "restart" && this.steps < mostSteps) continue;
      ended = outcome === "restart" ? undefined : outcome;
      break;
    }
    if (ended !== "delete" && !this.quiet) this.print(this.pattern, true);
    this.flush();
    return ended === "quit" || this.status < 0 ? "quit" : undefined;
  }

  private flush(): void {
    for (const text of this.appended) this.out += `${text}\n`;
    this.appended = [];
  }

  private print(text: string, isLine = false): void {
    const isLast =
      isLine && this.isUnended && this.next >= this.lines.length && this.appended.length === 0;
    this.out += isLast ? text : `${text}\n`;
  }

  private script(): "quit" | "delete" | "restart" | undefined {
    for (let i = 0; i < this.commands.length; i++) {
      const command = this.commands[i];
      if (command === undefined) break;
      this.steps += 1 + this.pattern.length / 100;
      if (this.steps > mostSteps) throw new SedError("char 0: the script does not end");
      if (!this.selects(command, i)) {
        if (command.name === "{" && command.jump !== undefined) i = command.jump - 1;
        continue;
      }
      switch (command.name) {
        case "s":
          this.substitute(command);
          break;
        case "y":
          this.pattern = [...this.pattern].map((c) => command.map?.get(c) ?? c).join("");
          break;
        case "p":
          this.print(this.pattern);
          break;
        case "P":
          this.print(this.pattern.split("\n")[0] ?? "");
          break;
        case "d":
          return "delete";
        case "D": {
          const at = this.pattern.indexOf("\n");
          if (at < 0) return "delete";
          this.pattern = this.pattern.slice(at + 1);
          return "restart";
        }
        case "n":
          if (this.next >= this.lines.length) return "quit";
          if (!this.quiet) this.print(this.pattern);
          this.flush();
          this.pattern = this.lines[this.next] ?? "";
          this.next += 1;
          break;
        case "N":
          if (this.next >= this.lines.length) return "quit";
          this.pattern += `\n${this.lines[this.next] ?? ""}`;
          this.next += 1;
          if (this.pattern.length > 5_000_000)
            throw new SedError("char 0: the pattern space is too large");
          break;
        case "g":
          this.pattern = this.hold;
          break;
        case "G":
          this.pattern += `\n${this.hold}`;
          break;
        case "h":
          this.hold = this.pattern;
          break;
        case "H":
          this.hold += `\n${this.pattern}`;
          break;
        case "x":
          [this.pattern, this.hold] = [this.hold, this.pattern];
          break;
        case "z":
          this.pattern = "";
          break;
        case "=":
          this.out += `${this.next}\n`;
          break;
        case "l":
          this.out += `${this.pattern.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n")}$\n`;
          break;
        case "a":
          this.appended.push(command.text);
          break;
        case "i":
          this.out += `${command.text}\n`;
          break;
        case "c":
          if (command.to === undefined || !this.ranges.has(i)) this.out += `${command.text}\n`;
          return "delete";
        case "q":
          this.status = Number(command.text === "" ? 0 : command.text);
          return "quit";
        case "Q":
          this.status = Number(command.text === "" ? 0 : command.text);
          this.next = this.lines.length;
          return "delete";
        case "b":
          i = (command.jump ?? this.commands.length) - 1;
          break;
        case "t":
        case "T": {
          const jumps = this.substituted === (command.name === "t");
          this.substituted = false;
          if (jumps) i = (command.jump ?? this.commands.length) - 1;
          break;
        }
      }
    }
    return undefined;
  }

  private selects(command: Command, index: number): boolean {
    return this.isInRange(command, index) !== command.negated;
  }

  private isInRange(command: Command, index: number): boolean {
    if (command.from === undefined) return true;
    if (command.to === undefined) return this.matches(command.from);
    const state = this.ranges.get(index);
    if (state === undefined) {
      const isZero = command.from.kind === "line" && command.from.line === 0;
      if (!(isZero && this.next === 1) && !this.matches(command.from)) return false;
      if (isZero && this.matches(command.to)) return true;
      if (command.to.kind === "line" && command.to.line <= this.next) return true;
      if (command.to.kind === "after" && command.to.count === 0) return true;
      this.ranges.set(
        index,
        command.to.kind === "after"
          ? this.next + command.to.count
          : command.to.kind === "line"
            ? command.to.line
            : "open",
      );
      return true;
    }
    const isOver = state === "open" ? this.matches(command.to) : this.next >= state;
    if (isOver) this.ranges.delete(index);
    return state === "open" || this.next <= state;
  }

  private matches(address: Address): boolean {
    switch (address.kind) {
      case "line":
        return this.next === address.line;
      case "step":
        return address.step <= 0
          ? this.next === address.first
          : this.next >= address.first && (this.next - address.first) % address.step === 0;
      case "last":
        return this.next >= this.lines.length;
      case "regex":
        return address.regex.test(this.pattern);
      case "after":
        return false;
    }
  }

  private substitute(command: Command): void {
    const { regex, replacement = [] } = command;
    if (regex === undefined) return;
    let result = "";
    let at = 0;
    let count = 0;
    let done = false;
    let changed = false;
    while (at <= this.pattern.length && !done) {
      const match = regex.exec(this.pattern, at);
      if (match === undefined) break;
      count += 1;
      result += this.pattern.slice(at, match.index);
      const isWanted =
        command.isGlobal === true
          ? count >= (command.occurrence ?? 0)
          : count === Math.max(1, command.occurrence ?? 0);
      result += isWanted ? replaced(replacement, match) : (match.groups[0] ?? "");
      if (isWanted) {
        this.substituted = true;
        changed = true;
        done = command.isGlobal !== true;
      }
      if (match.end > match.index) at = match.end;
      else {
        result += this.pattern.charAt(match.index);
        at = match.index + 1;
      }
      if (isWanted && done) {
        result += this.pattern.slice(at);
        at = this.pattern.length + 1;
      }
    }
    if (at <= this.pattern.length) result += this.pattern.slice(at);
    this.pattern = result;
    if (changed && command.prints === true) this.print(this.pattern);
  }
}

function replaced(parts: readonly Replacement[], match: RegexMatch): string {
  let text = "";
  let mode: "U" | "L" | "E" = "E";
  let once: "u" | "l" | undefined;
  for (const part of parts) {
    if ("change" in part) {
      if (part.change === "u" || part.change === "l") once = part.change;
      else mode = part.change;
      continue;
    }
    let piece = "text" in part ? part.text : (match.groups[part.group] ?? "");
    if (mode === "U") piece = piece.toUpperCase();
    if (mode === "L") piece = piece.toLowerCase();
    if (once !== undefined && piece !== "") {
      piece =
        (once === "u" ? piece.charAt(0).toUpperCase() : piece.charAt(0).toLowerCase()) +
        piece.slice(1);
      once = undefined;
    }
    text += piece;
  }
  return text;
}
