// Runs an awk program over records. Values are numbers or strings; what came from input and looks like a
// number compares as one (`Input`).
import { formatTime } from "../../../machine/calendar";
import { compileRegex, type Regex } from "../../../machine/regular-expression";
import { printFormat } from "../../../machine/shell/printf";
import { AwkError, type AwkProgram, type Expression, type Statement } from "./parse";

/** Text that came from input: a number where it looks like one. */
export class Input {
  constructor(readonly text: string) {}
}

type Value = number | string | Input;
type AwkArray = Map<string, Value>;

export interface AwkHost {
  stdout(text: string): void;
  writeFile(path: string, text: string, append: boolean): void;
  readonly now: number;
  readonly timezone: string;
}

class Leave extends Error {
  constructor(
    readonly how: "next" | "break" | "continue" | "exit" | "return" | "nextfile",
    readonly value: Value = 0,
  ) {
    super(how);
  }
}

const mostSteps = 5_000_000;
const mostCharacters = 5_000_000;
const deepestCalls = 200;

interface Scope {
  readonly values: Map<string, Value | AwkArray>;
}

export class AwkRun {
  private readonly globals = new Map<string, Value | AwkArray>();
  private readonly regexes = new Map<string, Regex>();
  private readonly ranges = new Set<number>();
  private readonly opened = new Set<string>();
  private scopes: Scope[] = [];
  private fields: string[] = [];
  private record = "";
  private steps = 0;
  private seed = 1;
  private lines: readonly string[] = [];
  private next = 0;
  status = 0;
  hasExited = false;

  constructor(
    private readonly program: AwkProgram,
    private readonly host: AwkHost,
  ) {
    for (const [name, value] of [
      ["FS", " "],
      ["OFS", " "],
      ["ORS", "\n"],
      ["RS", "\n"],
      ["SUBSEP", "\x1c"],
      ["OFMT", "%.6g"],
      ["CONVFMT", "%.6g"],
    ] as const)
      this.globals.set(name, value);
    for (const name of ["NR", "NF", "FNR", "RSTART"]) this.globals.set(name, 0);
    this.globals.set("RLENGTH", -1);
  }

  setVariable(name: string, text: string): void {
    this.globals.set(name, new Input(text));
  }

  setArray(name: string, items: readonly (readonly [string, string])[]): void {
    this.globals.set(name, new Map(items.map(([key, text]) => [key, new Input(text)])));
  }

  get readsInput(): boolean {
    return this.program.rules.some((rule) => rule.when !== "begin");
  }

  begin(): void {
    this.guard(() => {
      for (const rule of this.program.rules)
        if (rule.when === "begin" && rule.action !== undefined) this.run(rule.action);
    });
  }

  file(name: string, text: string): void {
    this.globals.set("FILENAME", name);
    this.globals.set("FNR", 0);
    this.lines = this.recordsOf(text);
    this.next = 0;
    while (this.next < this.lines.length && !this.hasExited) {
      this.takeRecord();
      try {
        this.guard(() => this.applyRules());
      } catch (error) {
        if (!(error instanceof Leave) || (error.how !== "next" && error.how !== "nextfile"))
          throw error;
        if (error.how === "nextfile") return;
      }
    }
  }

  end(): void {
    const wasExit = this.hasExited;
    this.hasExited = false;
    const status = this.status;
    this.guard(() => {
      for (const rule of this.program.rules)
        if (rule.when === "end" && rule.action !== undefined) this.run(rule.action);
    });
    if (wasExit && this.status === 0) this.status = status;
  }

  private guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      if (error.how === "next" || error.how === "nextfile") throw error;
      if (error.how === "exit") {
        this.hasExited = true;
        this.status = this.number(error.value) & 255;
      }
    }
  }

  private recordsOf(text: string): string[] {
    const separator = this.text(this.scalar("RS"));
    if (separator === "\n") {
      const lines = text.split("\n");
      if (lines[lines.length - 1] === "") lines.pop();
      return lines;
    }
    if (separator === "")
      return text
        .replace(/^\n+|\n+$/g, "")
        .split(/\n{2,}/)
        .filter((record) => record !== "");
    const records =
      separator.length === 1 ? text.split(separator) : this.splitBy(text, this.regex(separator));
    if (records[records.length - 1]?.replace(/\n$/, "") === "") records.pop();
    return records;
  }

  private takeRecord(): void {
    this.setRecord(this.lines[this.next] ?? "");
    this.next += 1;
    this.globals.set("NR", this.number(this.scalar("NR")) + 1);
    this.globals.set("FNR", this.number(this.scalar("FNR")) + 1);
  }

  private applyRules(): void {
    for (const [index, rule] of this.program.rules.entries()) {
      if (rule.when !== "line" || !this.selects(rule, index)) continue;
      if (rule.action === undefined) this.host.stdout(this.record + this.text(this.scalar("ORS")));
      else this.run(rule.action);
    }
  }

  private selects(rule: AwkProgram["rules"][number], index: number): boolean {
    if (rule.pattern === undefined) return true;
    if (rule.until === undefined) return this.isTrue(this.evaluate(rule.pattern));
    if (!this.ranges.has(index)) {
      if (!this.isTrue(this.evaluate(rule.pattern))) return false;
      this.ranges.add(index);
    }
    if (this.isTrue(this.evaluate(rule.until))) this.ranges.delete(index);
    return true;
  }

  // --- statements ---------------------------------------------------------------------------------------

  private run(statement: Statement): void {
    this.steps += 1;
    if (this.steps > mostSteps) throw new AwkError("the program takes too many steps here");
    switch (statement.kind) {
      case "block":
        for (const each of statement.body) this.run(each);
        return;
      case "expression":
        this.evaluate(statement.value);
        return;
      case "print":
        this.print(statement);
        return;
      case "if":
        if (this.isTrue(this.evaluate(statement.condition))) this.run(statement.yes);
        else if (statement.no !== undefined) this.run(statement.no);
        return;
      case "while": {
        let first = statement.isAfter;
        while (first || this.isTrue(this.evaluate(statement.condition))) {
          first = false;
          if (this.loopBody(statement.body)) return;
        }
        return;
      }
      case "for":
        if (statement.start !== undefined) this.run(statement.start);
        while (
          statement.condition === undefined ||
          this.isTrue(this.evaluate(statement.condition))
        ) {
          if (this.loopBody(statement.body)) return;
          if (statement.step !== undefined) this.run(statement.step);
        }
        return;
      case "each":
        for (const key of [...this.array(statement.array).keys()].sort(byNumberThenText)) {
          this.assignVariable(statement.variable, new Input(key));
          if (this.loopBody(statement.body)) return;
        }
        return;
      case "leave":
        throw new Leave(
          statement.how,
          statement.value === undefined
            ? statement.how === "exit"
              ? this.status
              : ""
            : this.evaluate(statement.value),
        );
      case "delete":
        if (statement.keys === undefined) this.array(statement.name).clear();
        else this.array(statement.name).delete(this.key(statement.keys));
    }
  }

  /** True when the loop is left. */
  private loopBody(body: Statement): boolean {
    this.steps += 1;
    try {
      this.run(body);
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      if (error.how === "break") return true;
      if (error.how !== "continue") throw error;
    }
    if (this.steps > mostSteps) throw new AwkError("the program takes too many steps here");
    return false;
  }

  private print(statement: Extract<Statement, { kind: "print" }>): void {
    const values = statement.items.map((item) => this.evaluate(item));
    let text: string;
    if (statement.isFormat) {
      const [format, ...args] = values;
      text = this.format(this.text(format ?? ""), args);
    } else {
      const shown = values.length === 0 ? [this.record] : values.map((value) => this.output(value));
      text = shown.join(this.text(this.scalar("OFS"))) + this.text(this.scalar("ORS"));
    }
    if (statement.file === undefined) {
      this.host.stdout(text);
      return;
    }
    const path = this.text(this.evaluate(statement.file.path));
    if (path === "/dev/stdout") this.host.stdout(text);
    else {
      this.host.writeFile(path, text, statement.file.append || this.opened.has(path));
      this.opened.add(path);
    }
  }

  private format(format: string, args: readonly Value[]): string {
    // awk stops at the format's end: unlike the shell's printf it does not start over.
    const count = (format.match(/%(?!%)/g) ?? []).length;
    const numeric = args
      .slice(0, Math.max(count, 0))
      .map((arg) => (typeof arg === "number" ? String(arg) : this.text(arg)));
    const wanted = [
      ...format.matchAll(/%%|%[-+ 0#]*(?:\d+|\*)?(?:\.(?:\d+|\*))?([a-zA-Z])/g),
    ].filter(([whole]) => whole !== "%%");
    const safe = numeric.map((text, i) => {
      const letter = wanted[i]?.[1] ?? "s";
      if ("diouxX".includes(letter)) return String(Math.trunc(toNumber(text)));
      if ("eEfFgG".includes(letter)) return String(toNumber(text));
      if (letter === "c" && typeof args[i] === "number")
        return String.fromCodePoint(Math.min(0x10ffff, Math.max(0, Math.trunc(toNumber(text)))));
      return text;
    });
    return printFormat(format.replaceAll("\\", "\\\\"), safe).text;
  }

  // --- expressions --------------------------------------------------------------------------------------

  private evaluate(expression: Expression): Value {
    this.steps += 1;
    switch (expression.kind) {
      case "number":
      case "string":
        return expression.value;
      case "regex":
        return expression.regex.test(this.record) ? 1 : 0;
      case "variable":
        return this.scalar(expression.name);
      case "element": {
        const array = this.array(expression.name);
        const key = this.key(expression.keys);
        const found = array.get(key);
        if (found === undefined) array.set(key, new Input(""));
        return found ?? new Input("");
      }
      case "field":
        return this.field(this.number(this.evaluate(expression.index)));
      case "assign":
        return this.assignment(expression);
      case "step": {
        const before = this.number(this.evaluate(expression.target));
        this.store(expression.target, before + expression.by);
        return expression.isPrefix ? before + expression.by : before;
      }
      case "unary": {
        const value = this.evaluate(expression.operand);
        if (expression.operator === "!") return this.isTrue(value) ? 0 : 1;
        return expression.operator === "-" ? -this.number(value) : this.number(value);
      }
      case "binary":
        return this.binary(expression);
      case "ternary":
        return this.evaluate(
          this.isTrue(this.evaluate(expression.condition)) ? expression.yes : expression.no,
        );
      case "in":
        return this.array(expression.name).has(this.key(expression.keys)) ? 1 : 0;
      case "group":
        if (expression.items.length > 1) return this.key(expression.items);
        return expression.items[0] === undefined ? "" : this.evaluate(expression.items[0]);
      case "call":
        return expression.isUser
          ? this.userCall(expression.name, expression.args)
          : this.builtin(expression.name, expression.args);
      case "getline":
        if (this.next >= this.lines.length) return 0;
        if (expression.target === undefined) this.takeRecord();
        else {
          this.store(expression.target, new Input(this.lines[this.next] ?? ""));
          this.next += 1;
        }
        return 1;
    }
  }

  private assignment(expression: Extract<Expression, { kind: "assign" }>): Value {
    const right = this.evaluate(expression.value);
    const value =
      expression.operator === "="
        ? right
        : arithmetic(
            expression.operator.slice(0, -1),
            this.number(this.evaluate(expression.target)),
            this.number(right),
          );
    this.store(expression.target, value);
    return value;
  }

  private binary(expression: Extract<Expression, { kind: "binary" }>): Value {
    const { operator } = expression;
    const left = this.evaluate(expression.left);
    if (operator === "&&")
      return this.isTrue(left) && this.isTrue(this.evaluate(expression.right)) ? 1 : 0;
    if (operator === "||")
      return this.isTrue(left) || this.isTrue(this.evaluate(expression.right)) ? 1 : 0;
    if (operator === "~" || operator === "!~") {
      const regex =
        expression.right.kind === "regex"
          ? expression.right.regex
          : this.regex(this.text(this.evaluate(expression.right)));
      return regex.test(this.text(left)) === (operator === "~") ? 1 : 0;
    }
    const right = this.evaluate(expression.right);
    if (operator === " ") {
      const text = this.text(left) + this.text(right);
      if (text.length > mostCharacters) throw new AwkError("a string grows too long here");
      return text;
    }
    if (["<", "<=", "==", "!=", ">", ">="].includes(operator))
      return compare(operator, this.order(left, right)) ? 1 : 0;
    return arithmetic(operator, this.number(left), this.number(right));
  }

  private order(left: Value, right: Value): number {
    if (isNumeric(left) && isNumeric(right)) return this.number(left) - this.number(right);
    const [a, b] = [this.text(left), this.text(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  private builtin(name: string, args: readonly Expression[]): Value {
    const value = (i: number): Value => (args[i] === undefined ? "" : this.evaluate(args[i]));
    const text = (i: number): string => this.text(value(i));
    const number = (i: number): number => this.number(value(i));
    switch (name) {
      case "length": {
        const [first] = args;
        if (first === undefined) return this.record.length;
        const found = first.kind === "variable" ? this.lookup(first.name) : undefined;
        return found instanceof Map ? found.size : [...this.text(this.evaluate(first))].length;
      }
      case "substr": {
        const characters = [...text(0)];
        const start = Math.round(number(1));
        const end = args[2] === undefined ? characters.length + 1 : start + Math.round(number(2));
        return characters.slice(Math.max(0, start - 1), Math.max(0, end - 1)).join("");
      }
      case "index":
        return text(0).indexOf(text(1)) + 1;
      case "split":
        return this.split(args);
      case "sub":
      case "gsub":
        return this.substitute(args, name === "gsub");
      case "gensub":
        return this.generalSubstitute(args);
      case "match": {
        const found = this.regexOf(args[1]).exec(text(0));
        this.globals.set("RSTART", found === undefined ? 0 : found.index + 1);
        this.globals.set("RLENGTH", found === undefined ? -1 : found.end - found.index);
        const target = args[2];
        if (target?.kind === "variable") {
          const array = this.array(target.name);
          array.clear();
          found?.groups.forEach((group, i) => {
            if (group !== undefined) array.set(String(i), new Input(group));
          });
        }
        return found === undefined ? 0 : found.index + 1;
      }
      case "sprintf":
        return this.format(
          text(0),
          args.slice(1).map((arg) => this.evaluate(arg)),
        );
      case "tolower":
        return text(0).toLowerCase();
      case "toupper":
        return text(0).toUpperCase();
      case "int":
        return Math.trunc(number(0));
      case "sqrt":
        return Math.sqrt(number(0));
      case "exp":
        return Math.exp(number(0));
      case "log":
        return Math.log(number(0));
      case "sin":
        return Math.sin(number(0));
      case "cos":
        return Math.cos(number(0));
      case "atan2":
        return Math.atan2(number(0), number(1));
      case "rand":
        this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0;
        return this.seed / 4294967296;
      case "srand": {
        const before = this.seed;
        this.seed = args.length === 0 ? Math.floor(this.host.now / 1000) >>> 0 : number(0) >>> 0;
        return before;
      }
      case "systime":
        return Math.floor(this.host.now / 1000);
      case "strftime":
        return formatTime(
          args[0] === undefined ? "%c" : text(0),
          args[1] === undefined ? this.host.now : number(1) * 1000,
          this.host.timezone,
        );
      case "close":
      case "fflush":
        return 0;
      default:
        throw new AwkError(`the function ${name} is not simulated here`);
    }
  }

  private split(args: readonly Expression[]): number {
    const target = args[1];
    if (target?.kind !== "variable") throw new AwkError("split: second argument is not an array");
    const source = this.text(args[0] === undefined ? "" : this.evaluate(args[0]));
    const pieces =
      args[2] === undefined
        ? this.splitFields(source, this.text(this.scalar("FS")))
        : args[2].kind === "regex"
          ? this.splitBy(source, args[2].regex)
          : this.splitFields(source, this.text(this.evaluate(args[2])));
    const array = this.array(target.name);
    array.clear();
    for (const [i, piece] of pieces.entries()) array.set(String(i + 1), new Input(piece));
    return pieces.length;
  }

  private substitute(args: readonly Expression[], isGlobal: boolean): number {
    const regex = this.regexOf(args[0]);
    const by = this.text(args[1] === undefined ? "" : this.evaluate(args[1]));
    const target: Expression = args[2] ?? { kind: "field", index: { kind: "number", value: 0 } };
    const replaced = replaceMatches(
      this.text(this.evaluate(target)),
      regex,
      isGlobal ? "all" : 1,
      (groups) =>
        by.replace(/\\\\&|\\&|&/g, (mark) =>
          mark === "&" ? (groups[0] ?? "") : mark === "\\&" ? "&" : `\\${groups[0] ?? ""}`,
        ),
    );
    if (replaced.count > 0) this.store(target, replaced.text);
    return replaced.count;
  }

  private generalSubstitute(args: readonly Expression[]): string {
    const by = this.text(args[1] === undefined ? "" : this.evaluate(args[1]));
    const how = this.text(args[2] === undefined ? "g" : this.evaluate(args[2]));
    const source = args[3] === undefined ? this.record : this.text(this.evaluate(args[3]));
    return replaceMatches(
      source,
      this.regexOf(args[0]),
      /^g/i.test(how) ? "all" : Number(how),
      (groups) =>
        by.replace(/\\(\d)|&/g, (_mark, digit?: string) => groups[Number(digit ?? 0)] ?? ""),
    ).text;
  }

  private userCall(name: string, args: readonly Expression[]): Value {
    const found = this.program.functions.get(name);
    if (found === undefined) throw new AwkError(`function \`${name}' not defined`);
    if (this.scopes.length >= deepestCalls)
      throw new AwkError(`function \`${name}' recurses too deeply here`);
    const values = new Map<string, Value | AwkArray>();
    found.parameters.forEach((parameter, i) => {
      const arg = args[i];
      if (arg === undefined) return;
      const whole = arg.kind === "variable" ? this.lookup(arg.name) : undefined;
      if (whole instanceof Map) values.set(parameter, whole);
      else if (arg.kind === "variable" && whole === undefined)
        values.set(parameter, this.arrayLater(arg.name));
      else values.set(parameter, this.evaluate(arg));
    });
    for (const parameter of found.parameters)
      if (!values.has(parameter)) values.set(parameter, new Input(""));
    this.scopes.push({ values });
    try {
      this.run(found.body);
      return "";
    } catch (error) {
      if (!(error instanceof Leave) || error.how !== "return") throw error;
      return error.value;
    } finally {
      this.scopes.pop();
    }
  }

  /** An unset variable given to a function: an array if the function uses it as one. */
  private arrayLater(name: string): Value | AwkArray {
    const array: AwkArray = new Map();
    this.assign(name, array);
    return array;
  }

  // --- variables and fields -----------------------------------------------------------------------------

  private lookup(name: string): Value | AwkArray | undefined {
    return this.scopes[this.scopes.length - 1]?.values.get(name) ?? this.globals.get(name);
  }

  private scalar(name: string): Value {
    if (name === "NF") return this.fields.length;
    const found = this.lookup(name);
    return found === undefined || found instanceof Map ? new Input("") : found;
  }

  private array(name: string): AwkArray {
    const found = this.lookup(name);
    if (found instanceof Map) return found;
    const made: AwkArray = new Map();
    this.assign(name, made);
    return made;
  }

  private assign(name: string, value: Value | AwkArray): void {
    const scope = this.scopes[this.scopes.length - 1];
    if (scope?.values.has(name) === true) scope.values.set(name, value);
    else this.globals.set(name, value);
  }

  private assignVariable(name: string, value: Value): void {
    if (name === "NF") {
      const count = Math.min(10_000, Math.max(0, Math.trunc(this.number(value))));
      this.fields = Array.from({ length: count }, (_, i) => this.fields[i] ?? "");
      this.rebuild();
      return;
    }
    this.assign(name, value);
  }

  private store(target: Expression, value: Value): void {
    if (target.kind === "variable") this.assignVariable(target.name, value);
    else if (target.kind === "element") {
      const array = this.array(target.name);
      if (array.size > 200_000) throw new AwkError("an array grows too large here");
      array.set(this.key(target.keys), value);
    } else if (target.kind === "field")
      this.setField(Math.trunc(this.number(this.evaluate(target.index))), this.text(value));
    else if (target.kind === "group" && target.items[0] !== undefined)
      this.store(target.items[0], value);
    else throw new AwkError("cannot assign to this");
  }

  private key(keys: readonly Expression[]): string {
    return keys
      .map((key) => this.text(this.evaluate(key)))
      .join(keys.length > 1 ? this.text(this.scalar("SUBSEP")) : "");
  }

  private setRecord(text: string): void {
    this.record = text;
    this.fields = this.splitFields(text, this.text(this.scalar("FS")));
  }

  private field(index: number): Value {
    if (index < 0) throw new AwkError(`attempt to access field ${index}`);
    return new Input(index === 0 ? this.record : (this.fields[Math.trunc(index) - 1] ?? ""));
  }

  private setField(index: number, text: string): void {
    if (index === 0) {
      this.setRecord(text);
      return;
    }
    if (index < 0 || index > 10_000) throw new AwkError(`attempt to access field ${index}`);
    while (this.fields.length < index) this.fields.push("");
    this.fields[index - 1] = text;
    this.rebuild();
  }

  private rebuild(): void {
    this.record = this.fields.join(this.text(this.scalar("OFS")));
  }

  private splitFields(text: string, separator: string): string[] {
    if (separator === " ") return text.trim() === "" ? [] : text.trim().split(/[ \t\n]+/);
    if (text === "") return [];
    if (separator === "") return [...text];
    if (separator.length === 1 && separator !== "|" && !/[\\.[\]*+?^$(){}]/.test(separator))
      return text.split(separator);
    if (separator.length === 1 && separator !== "\\") return text.split(separator);
    return this.splitBy(text, this.regex(separator));
  }

  private splitBy(text: string, regex: Regex): string[] {
    if (text === "") return [];
    const pieces: string[] = [];
    let at = 0;
    let from = 0;
    while (from <= text.length) {
      const found = regex.exec(text, from);
      if (found === undefined) break;
      if (found.end === found.index) {
        from = found.index + 1;
        continue;
      }
      pieces.push(text.slice(at, found.index));
      at = found.end;
      from = at;
    }
    pieces.push(text.slice(at));
    return pieces;
  }

  private regexOf(expression: Expression | undefined): Regex {
    if (expression === undefined) return this.regex("");
    return expression.kind === "regex"
      ? expression.regex
      : this.regex(this.text(this.evaluate(expression)));
  }

  private regex(pattern: string): Regex {
    const found = this.regexes.get(pattern);
    if (found !== undefined) return found;
    const made = compileRegex(pattern, { extended: true });
    this.regexes.set(pattern, made);
    return made;
  }

  // --- values -------------------------------------------------------------------------------------------

  private number(value: Value): number {
    return typeof value === "number"
      ? value
      : toNumber(value instanceof Input ? value.text : value);
  }

  private text(value: Value): string {
    if (typeof value === "string") return value;
    return value instanceof Input ? value.text : numberText(value, "%.6g");
  }

  private output(value: Value): string {
    return typeof value === "number"
      ? numberText(value, this.text(this.scalar("OFMT")))
      : this.text(value);
  }

  private isTrue(value: Value): boolean {
    if (typeof value === "number") return value !== 0;
    if (typeof value === "string") return value !== "";
    return looksNumeric(value.text) ? toNumber(value.text) !== 0 : value.text !== "";
  }
}

const looksNumeric = (text: string): boolean =>
  /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
const isNumeric = (value: Value): boolean =>
  typeof value === "number" ||
  (value instanceof Input && (looksNumeric(value.text) || value.text === ""));

function toNumber(text: string): number {
  return Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(text)?.[0] ?? 0);
}

function numberText(value: number, format: string): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  return printFormat(format, [String(value)]).text;
}

function arithmetic(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0)
        throw new AwkError(operator === "/" ? "division by zero" : "division by zero in %");
      return operator === "/" ? left / right : left % right;
    default:
      return left ** right;
  }
}

function compare(operator: string, order: number): boolean {
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

function replaceMatches(
  text: string,
  regex: Regex,
  which: "all" | number,
  by: (groups: readonly (string | undefined)[]) => string,
): { text: string; count: number } {
  let result = "";
  let at = 0;
  let seen = 0;
  let count = 0;
  while (at <= text.length) {
    const found = regex.exec(text, at);
    if (found === undefined) break;
    seen += 1;
    result += text.slice(at, found.index);
    if (which === "all" || seen === which) {
      result += by(found.groups);
      count += 1;
    } else result += text.slice(found.index, found.end);
    if (found.end > found.index) at = found.end;
    else {
      result += text.charAt(found.index);
      at = found.index + 1;
    }
    if (which !== "all" && seen >= which) break;
    if (result.length > mostCharacters) throw new AwkError("a string grows too long here");
  }
  return { text: result + text.slice(at), count };
}

function byNumberThenText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}
