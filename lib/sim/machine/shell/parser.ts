// From text to the syntax tree, one complete command at a time, as bash reads it: an error further down does
// not keep what stands above from running.
import { expandBraces } from "./braces";
import {
  type Assignment,
  type CaseItem,
  type Command,
  type ListItem,
  type Parsed,
  type Redirection,
  ShellSyntaxError,
  type TestExpression,
  type Word,
} from "./syntax";
import { WordParser } from "./word-parser";

const reserved: ReadonlySet<string> = new Set([
  "if",
  "then",
  "elif",
  "else",
  "fi",
  "for",
  "while",
  "until",
  "do",
  "done",
  "case",
  "esac",
  "in",
  "function",
  "{",
  "}",
  "!",
  "[[",
  "]]",
  "time",
  "select",
]);
const closers: ReadonlySet<string> = new Set([
  "then",
  "elif",
  "else",
  "fi",
  "do",
  "done",
  "esac",
  "}",
]);
const operators = ["&&", "||", ";;&", ";;", ";&", "|&", ";", "&", "|", "(", ")", "\n"];
const redirectionPattern = /^(\d*)(&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)/;
const assignmentPattern = /^[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]\n]*\])?\+?=/;

export interface ParseRequest {
  readonly text: string;
  readonly start: number;
  readonly aliases?: Readonly<Record<string, string>>;
  /** Not a keyboard: what is missing at the end will not come. */
  readonly isWhole?: boolean;
}

interface HereDocument {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  readonly stripsTabs: boolean;
  readonly accept: (body: Word) => void;
}

export function parseCommand(request: ParseRequest): Parsed {
  return new Parser(request).complete();
}

/** Whether the whole text can be parsed; used before a line is run. */
export function syntaxErrorOf(text: string): ShellSyntaxError | undefined {
  try {
    let at = 0;
    while (at < text.length) at = parseCommand({ text, start: at, isWhole: true }).end;
    return undefined;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error;
    throw error;
  }
}

/** Omit that keeps the members of a union apart. */
type Unplaced<Value> = Value extends unknown ? Omit<Value, "index" | "position" | "end"> : never;

class Parser extends WordParser {
  private readonly nodes: Command[] = [];
  private readonly aliases: Readonly<Record<string, string>>;
  private readonly isWhole: boolean;
  private hereDocuments: HereDocument[] = [];
  /** Aliases must not expand again inside their own text. */
  private aliasEnds: { name: string; end: number }[] = [];

  constructor(request: ParseRequest) {
    super(request.text, request.start);
    this.aliases = request.aliases ?? {};
    this.isWhole = request.isWhole ?? true;
  }

  complete(): Parsed {
    this.skipBlank();
    while (this.peek() === "\n") {
      this.at += 1;
      this.skipBlank();
    }
    if (this.isEnd)
      return { command: undefined, nodes: [], end: this.text.length, text: this.text };
    const command = this.list(false);
    if (!this.isEnd && this.peek() !== "\n") this.unexpected();
    this.newline();
    return { command, nodes: this.nodes, end: this.at, text: this.text };
  }

  // --- lists --------------------------------------------------------------------------------------------

  /** Commands joined by `;`, `&` (and newlines when `multiline`) up to something that closes them. */
  private list(multiline: boolean): Command {
    return this.nested(() => {
      const position = this.at;
      const items: ListItem[] = [];
      if (multiline) this.skipNewlines();
      while (!this.isEnd && !this.isCloser()) {
        const command = this.logic();
        this.skipBlank();
        const operator = this.operator();
        const background = operator === "&";
        items.push({ command, background });
        if (operator === ";" || operator === "&") this.at += 1;
        else if (operator !== "\n") break;
        this.skipBlank();
        if (multiline) this.skipNewlines();
        else if (this.peek() === "\n") break;
      }
      if (items.length === 0) this.unexpected();
      const only = items[0];
      if (items.length === 1 && only !== undefined && !only.background) return only.command;
      return this.node(position, { kind: "list", items, redirections: [] });
    });
  }

  private logic(): Command {
    const position = this.at;
    const first = this.pipeline();
    const rest: { operator: "&&" | "||"; command: Command }[] = [];
    for (;;) {
      this.skipBlank();
      const operator = this.operator();
      if (operator !== "&&" && operator !== "||") break;
      this.at += 2;
      this.skipNewlines();
      if (this.isEnd) this.fail("unexpected end of file", true);
      rest.push({ operator, command: this.pipeline() });
    }
    return rest.length === 0
      ? first
      : this.node(position, { kind: "logic", first, rest, redirections: [] });
  }

  private pipeline(): Command {
    const position = this.at;
    let negated = false;
    let timed = false;
    for (;;) {
      this.skipBlank();
      if (this.takeReserved("!")) negated = !negated;
      else if (
        this.peekReserved() === "time" &&
        !/^time\s+(-\S+|$)/.test(this.text.slice(this.at, this.at + 20))
      ) {
        this.at += 4;
        timed = true;
      } else break;
    }
    const commands = [this.command()];
    const joins: boolean[] = [];
    for (;;) {
      this.skipBlank();
      const operator = this.operator();
      if (operator !== "|" && operator !== "|&") break;
      this.at += operator.length;
      joins.push(operator === "|&");
      this.skipNewlines();
      if (this.isEnd) this.fail("unexpected end of file", true);
      commands.push(this.command());
    }
    const only = commands[0];
    if (only !== undefined && commands.length === 1 && !negated && !timed) return only;
    return this.node(position, {
      kind: "pipeline",
      commands,
      joins,
      negated,
      timed,
      redirections: [],
    });
  }

  // --- commands -----------------------------------------------------------------------------------------

  private command(): Command {
    this.skipBlank();
    this.expandAlias();
    const position = this.at;
    if (this.peek() === "(") {
      if (this.peek(1) === "(") {
        const end = this.endOfArithmetic(this.at + 2);
        if (end !== undefined) return this.compute(position, end);
      }
      this.at += 1;
      const body = this.list(true);
      this.expectOperator(")");
      return this.node(position, { kind: "subshell", body, redirections: this.redirections() });
    }
    const word = this.peekReserved();
    switch (word) {
      case "{": {
        this.at += 1;
        const body = this.list(true);
        this.expectReserved("}");
        return this.node(position, { kind: "group", body, redirections: this.redirections() });
      }
      case "if":
        return this.conditional(position);
      case "while":
      case "until":
        return this.loop(position, word);
      case "for":
        return this.forLoop(position);
      case "case":
        return this.caseCommand(position);
      case "function":
        return this.functionKeyword(position);
      case "[[":
        return this.testCommand(position);
      default:
        if (word !== undefined && closers.has(word)) this.unexpected();
        return this.simpleOrFunction(position);
    }
  }

  private compute(position: number, end: number): Command {
    this.at += 2;
    const expression = this.slicedWord(end);
    this.at = end + 2;
    return this.node(position, { kind: "compute", expression, redirections: this.redirections() });
  }

  private conditional(position: number): Command {
    this.takeReserved("if");
    const clauses: { condition: Command; body: Command }[] = [];
    let otherwise: Command | undefined;
    do {
      const condition = this.list(true);
      this.expectReserved("then");
      clauses.push({ condition, body: this.list(true) });
    } while (this.takeReserved("elif"));
    if (this.takeReserved("else")) otherwise = this.list(true);
    this.expectReserved("fi");
    const redirections = this.redirections();
    return this.node(position, {
      kind: "if",
      clauses,
      redirections,
      ...(otherwise === undefined ? {} : { otherwise }),
    });
  }

  private loop(position: number, word: "while" | "until"): Command {
    this.takeReserved(word);
    const condition = this.list(true);
    const body = this.doGroup();
    const redirections = this.redirections();
    return this.node(position, {
      kind: "while",
      until: word === "until",
      condition,
      body,
      redirections,
    });
  }

  private doGroup(): Command {
    this.skipSeparators();
    this.expectReserved("do");
    const body = this.list(true);
    this.expectReserved("done");
    return body;
  }

  private forLoop(position: number): Command {
    this.takeReserved("for");
    this.skipBlank();
    if (this.text.startsWith("((", this.at)) return this.countLoop(position);
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.text.slice(this.at, this.at + 256))?.[0];
    if (name === undefined) this.badName();
    this.at += name.length;
    this.skipNewlines();
    let words: Word[] | undefined;
    if (this.takeReserved("in")) {
      words = [];
      for (;;) {
        this.skipBlank();
        const word = this.word();
        if (word === undefined) break;
        words.push(...expandBraces(word));
      }
      const next = this.operator();
      if (next !== ";" && next !== "\n") this.unexpected();
    }
    const body = this.doGroup();
    const redirections = this.redirections();
    return this.node(position, {
      kind: "for",
      name,
      body,
      redirections,
      ...(words === undefined ? {} : { words }),
    });
  }

  private badName(): never {
    const bad = /^[^\s;&|<>()]+/.exec(this.text.slice(this.at))?.[0];
    if (bad === undefined) this.unexpected();
    this.fail(`\`${bad}': not a valid identifier`);
  }

  private countLoop(position: number): Command {
    const end = this.endOfArithmetic(this.at + 2);
    if (end === undefined) this.unexpected();
    const inner = this.text.slice(this.at + 2, end).split(";");
    const offsets: number[] = [];
    let offset = this.at + 2;
    for (const part of inner) {
      offsets.push(offset);
      offset += part.length + 1;
    }
    if (inner.length !== 3) this.unexpected();
    const [start, condition, step] = inner.map((part, i) => {
      this.at = offsets[i] ?? this.at;
      return this.slicedWord(this.at + part.length);
    });
    this.at = end + 2;
    const empty: Word = { parts: [] };
    const body = this.peekBraceGroup();
    const redirections = this.redirections();
    return this.node(position, {
      kind: "count",
      start: start ?? empty,
      condition: condition ?? empty,
      step: step ?? empty,
      body,
      redirections,
    });
  }

  private peekBraceGroup(): Command {
    this.skipSeparators();
    if (!this.takeReserved("{")) return this.doGroup();
    const body = this.list(true);
    this.expectReserved("}");
    return body;
  }

  private caseCommand(position: number): Command {
    this.takeReserved("case");
    this.skipBlank();
    const word = this.word();
    if (word === undefined) this.unexpected();
    this.skipNewlines();
    this.expectReserved("in");
    const items: CaseItem[] = [];
    this.skipNewlines();
    while (!this.takeReserved("esac")) {
      if (this.isEnd) this.fail("unexpected end of file", true);
      items.push(this.caseItem());
      this.skipNewlines();
    }
    return this.node(position, { kind: "case", word, items, redirections: this.redirections() });
  }

  private caseItem(): CaseItem {
    const patterns: Word[] = [];
    if (this.peek() === "(") this.at += 1;
    for (;;) {
      this.skipBlank();
      const pattern = this.word();
      if (pattern === undefined) this.unexpected();
      patterns.push(pattern);
      this.skipBlank();
      if (this.peek() !== "|") break;
      this.at += 1;
    }
    this.expectOperator(")");
    this.skipNewlines();
    const position = this.at;
    const isEmpty = this.operator()?.startsWith(";;") === true || this.peekReserved() === "esac";
    const body = isEmpty
      ? this.node(position, { kind: "list", items: [], redirections: [] })
      : this.list(true);
    this.skipNewlines();
    const operator = this.operator();
    if (operator === ";;" || operator === ";&" || operator === ";;&") {
      this.at += operator.length;
      return { patterns, body, end: operator };
    }
    if (this.peekReserved() !== "esac") this.unexpected();
    return { patterns, body, end: ";;" };
  }

  private functionKeyword(position: number): Command {
    this.takeReserved("function");
    this.skipBlank();
    const name = /^[^\s;&|<>()]+/.exec(this.text.slice(this.at, this.at + 256))?.[0];
    if (name === undefined) this.unexpected();
    this.at += name.length;
    this.skipBlank();
    if (/^\(\s*\)/.test(this.text.slice(this.at, this.at + 20)))
      this.at = this.text.indexOf(")", this.at) + 1;
    return this.functionBody(position, name);
  }

  private functionBody(position: number, name: string): Command {
    this.skipNewlines();
    if (this.isEnd) this.fail("unexpected end of file", true);
    const body = this.command();
    if (body.kind === "simple") this.unexpectedAt(body.position);
    return this.node(position, { kind: "function", name, body, redirections: [] });
  }

  private simpleOrFunction(position: number): Command {
    const definition = /^([^\s;&|<>()$`"'\\=]+)[ \t]*\([ \t]*\)/.exec(
      this.text.slice(this.at, this.at + 256),
    );
    if (definition?.[1] !== undefined) {
      this.at += definition[0].length;
      return this.functionBody(position, definition[1]);
    }
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    for (;;) {
      this.skipBlank();
      const redirection = this.redirection();
      if (redirection !== undefined) {
        redirections.push(redirection);
        continue;
      }
      const isDeclaration = /^(?:export|local|declare|readonly|typeset)$/.test(literalOf(words[0]));
      if (words.length === 0 || isDeclaration) {
        const assignment = this.assignment(isDeclaration);
        if (assignment !== undefined && words.length === 0) {
          assignments.push(assignment);
          continue;
        }
      }
      if (words.length === 0) this.expandAlias();
      const word = isDeclaration ? this.declarationWord() : this.word();
      if (word === undefined) break;
      words.push(...(isDeclaration ? [word] : expandBraces(word)));
    }
    if (assignments.length + words.length + redirections.length === 0) this.unexpected();
    if (this.peek() === "(") this.unexpected();
    return this.node(position, { kind: "simple", assignments, words, redirections });
  }

  /** `local a=(1 2)`: the list becomes a quoted word which the builtin parses again. */
  private declarationWord(): Word | undefined {
    const array = /^([A-Za-z_][A-Za-z0-9_]*\+?=)\(/.exec(this.text.slice(this.at, this.at + 256));
    if (array?.[1] === undefined) return this.word();
    const start = this.at;
    this.at += array[1].length;
    this.arrayItems();
    return { parts: [{ kind: "quoted", text: this.text.slice(start, this.at) }] };
  }

  private assignment(isDeclaration: boolean): Assignment | undefined {
    if (isDeclaration) return undefined;
    const found = assignmentPattern.exec(this.text.slice(this.at, this.at + 512))?.[0];
    if (found === undefined) return undefined;
    const start = this.at;
    const append = found.endsWith("+=");
    const head = found.slice(0, append ? -2 : -1);
    const bracket = head.indexOf("[");
    const name = bracket < 0 ? head : head.slice(0, bracket);
    let index: Word | undefined;
    if (bracket >= 0) {
      this.at = start + bracket + 1;
      index = this.slicedWord(start + head.length - 1);
    }
    this.at = start + found.length;
    const extra = index === undefined ? {} : { index };
    if (this.peek() === "(") return { name, append, value: { items: this.arrayItems() }, ...extra };
    return { name, append, value: this.word() ?? { parts: [] }, ...extra };
  }

  private arrayItems(): { key?: Word; value: Word }[] {
    const start = this.at;
    this.at += 1;
    const items: { key?: Word; value: Word }[] = [];
    for (;;) {
      this.skipNewlines();
      if (this.isEnd) this.unclosed(")", start);
      if (this.peek() === ")") {
        this.at += 1;
        return items;
      }
      const keyed = /^\[([^\]\n]*)\]=/.exec(this.text.slice(this.at, this.at + 512));
      if (keyed?.[1] !== undefined) {
        this.at += 1;
        const key = this.slicedWord(this.at + keyed[1].length);
        this.at += 2;
        items.push({ key, value: this.word() ?? { parts: [] } });
        continue;
      }
      const word = this.word();
      if (word === undefined) this.unexpected();
      for (const value of expandBraces(word)) items.push({ value });
    }
  }

  // --- redirections and here-documents ------------------------------------------------------------------

  private redirections(): Redirection[] {
    const found: Redirection[] = [];
    for (;;) {
      this.skipBlank();
      const next = this.redirection();
      if (next === undefined) return found;
      found.push(next);
    }
  }

  private redirection(): Redirection | undefined {
    const found = redirectionPattern.exec(this.text.slice(this.at, this.at + 16));
    const operator = found?.[2];
    if (found === null || operator === undefined) return undefined;
    if (
      (operator === "<" || operator === ">") &&
      this.text.charAt(this.at + found[0].length) === "("
    ) {
      return undefined;
    }
    this.at += found[0].length;
    this.skipBlank();
    const start = this.at;
    const target = this.word();
    if (target === undefined) this.unexpected();
    const descriptor = found[1] === "" ? {} : { descriptor: Number.parseInt(found[1] ?? "0", 10) };
    if (operator !== "<<" && operator !== "<<-") {
      return { ...descriptor, operator: operator as Redirection["operator"], target };
    }
    const raw = this.text.slice(start, this.at);
    const redirection = { ...descriptor, operator: "<<" as const, target: { parts: [] } as Word };
    this.hereDocuments.push({
      delimiter: raw.replace(/\\(.)/g, "$1").replace(/['"]/g, ""),
      isQuoted: /['"\\]/.test(raw),
      stripsTabs: operator === "<<-",
      accept: (body) => {
        redirection.target = body;
      },
    });
    return redirection;
  }

  /** Consumes a line's end and the here-documents that follow it. */
  private newline(): void {
    if (this.peek() === "\n") this.at += 1;
    const documents = this.hereDocuments;
    this.hereDocuments = [];
    for (const document of documents) this.hereDocument(document);
  }

  private hereDocument(document: HereDocument): void {
    let body = "";
    for (;;) {
      if (this.isEnd) {
        if (!this.isWhole) this.fail("here-document is not complete", true);
        break;
      }
      const end = this.text.indexOf("\n", this.at);
      const raw = this.text.slice(this.at, end < 0 ? this.text.length : end);
      this.at = end < 0 ? this.text.length : end + 1;
      const line = document.stripsTabs ? raw.replace(/^\t+/, "") : raw;
      if (line === document.delimiter) break;
      body += `${line}\n`;
    }
    if (document.isQuoted) {
      document.accept({ parts: [{ kind: "quoted", text: body }] });
      return;
    }
    const inner = new Parser({ text: body, start: 0, isWhole: this.isWhole });
    document.accept({ parts: [{ kind: "double", parts: inner.parts("here", "") }] });
  }

  // --- [[ … ]] ------------------------------------------------------------------------------------------

  private testCommand(position: number): Command {
    this.at += 2;
    const expression = this.testOr();
    this.skipNewlines();
    if (!this.text.startsWith("]]", this.at)) this.unexpectedInTest();
    this.at += 2;
    return this.node(position, { kind: "test", expression, redirections: this.redirections() });
  }

  private testOr(): TestExpression {
    let left = this.testAnd();
    for (;;) {
      this.skipNewlines();
      if (!this.text.startsWith("||", this.at)) return left;
      this.at += 2;
      left = { kind: "or", left, right: this.testAnd() };
    }
  }

  private testAnd(): TestExpression {
    let left = this.testPrimary();
    for (;;) {
      this.skipNewlines();
      if (!this.text.startsWith("&&", this.at)) return left;
      this.at += 2;
      left = { kind: "and", left, right: this.testPrimary() };
    }
  }

  private testPrimary(): TestExpression {
    this.skipNewlines();
    if (this.isEnd) this.fail("unexpected end of file", true);
    if (/^!\s/.test(this.text.slice(this.at, this.at + 2))) {
      this.at += 1;
      return this.nested(() => ({ kind: "not", operand: this.testPrimary() }));
    }
    if (this.peek() === "(") {
      this.at += 1;
      const inner = this.nested(() => this.testOr());
      this.skipNewlines();
      this.expectOperator(")");
      return inner;
    }
    const unary = /^-[a-zA-Z](?=\s)/.exec(this.text.slice(this.at, this.at + 3))?.[0];
    if (unary !== undefined) {
      this.at += 2;
      this.skipBlank();
      return { kind: "unary", operator: unary, word: this.testWord() };
    }
    const left = this.testWord();
    this.skipBlank();
    const operator = /^(?:==|!=|=~|=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef)(?=\s))/.exec(
      this.text.slice(this.at, this.at + 4),
    )?.[0];
    if (operator === undefined) return { kind: "unary", operator: "-n", word: left };
    this.at += operator.length;
    this.skipBlank();
    if (operator !== "=~") return { kind: "binary", operator, left, right: this.testWord() };
    return { kind: "binary", operator, left, right: { parts: this.parts("regex", "") } };
  }

  private testWord(): Word {
    if (this.text.startsWith("]]", this.at)) this.unexpectedInTest();
    return this.word() ?? this.unexpectedInTest();
  }

  private unexpectedInTest(): never {
    if (this.isEnd) this.fail("unexpected end of file", true);
    const token = /^\S+/.exec(this.text.slice(this.at))?.[0] ?? "newline";
    this.fail(`syntax error in conditional expression near \`${token}'`);
  }

  // --- tokens -------------------------------------------------------------------------------------------

  private node(position: number, command: Unplaced<Command>): Command {
    const placed = { ...command, index: this.nodes.length, position, end: this.at } as Command;
    // A here-document's text is known only at the end of its line: keep the same redirection objects.
    this.nodes.push(placed);
    return placed;
  }

  protected override commandSource(): string {
    const start = this.at;
    const inner = new Parser({ text: this.text, start, isWhole: this.isWhole });
    inner.depth = this.depth + 1;
    if (inner.depth > 50) this.fail("nesting is too deep");
    inner.skipNewlines();
    if (inner.peek() !== ")") {
      if (inner.isEnd) this.unclosed(")", start);
      inner.list(true);
    }
    if (inner.peek() !== ")") {
      if (inner.isEnd) this.unclosed(")", start);
      inner.unexpected();
    }
    this.at = inner.at + 1;
    return this.text.slice(start, inner.at);
  }

  private expandAlias(): void {
    for (;;) {
      const name = /^[^\s;&|<>()$`"'\\=/]+/.exec(this.text.slice(this.at, this.at + 256))?.[0];
      if (name === undefined || !Object.hasOwn(this.aliases, name)) return;
      this.aliasEnds = this.aliasEnds.filter((alias) => alias.end > this.at);
      if (this.aliasEnds.some((alias) => alias.name === name)) return;
      const value = this.aliases[name] ?? "";
      const shift = value.length - name.length;
      this.text = this.text.slice(0, this.at) + value + this.text.slice(this.at + name.length);
      for (const alias of this.aliasEnds) alias.end += shift;
      this.aliasEnds.push({ name, end: this.at + value.length });
      if (this.text.length > 1_000_000) this.fail("alias expansion is too long");
      this.skipBlank();
    }
  }

  protected skipBlank(): void {
    for (;;) {
      const character = this.peek();
      if (character === " " || character === "\t" || character === "\r") this.at += 1;
      else if (character === "\\" && this.peek(1) === "\n") this.at += 2;
      else if (character === "#" && this.isWordStart()) {
        const end = this.text.indexOf("\n", this.at);
        this.at = end < 0 ? this.text.length : end;
      } else return;
    }
  }

  private isWordStart(): boolean {
    return this.at === 0 || " \t\n;&|()".includes(this.text.charAt(this.at - 1));
  }

  private skipNewlines(): void {
    this.skipBlank();
    while (this.peek() === "\n") {
      this.newline();
      this.skipBlank();
    }
  }

  private skipSeparators(): void {
    this.skipBlank();
    if (this.peek() === ";" && this.peek(1) !== ";") this.at += 1;
    this.skipNewlines();
  }

  private operator(): string | undefined {
    return operators.find((operator) => this.text.startsWith(operator, this.at));
  }

  private peekReserved(): string | undefined {
    const word = /^(?:\[\[|\]\]|[{}!](?=[\s;&|()]|$)|[a-z]+)(?=[\s;&|<>()]|$)/.exec(
      this.text.slice(this.at, this.at + 16),
    )?.[0];
    return word !== undefined && reserved.has(word) ? word : undefined;
  }

  private takeReserved(word: string): boolean {
    this.skipBlank();
    if (this.peekReserved() !== word) return false;
    this.at += word.length;
    return true;
  }

  private expectReserved(word: string): void {
    this.skipNewlines();
    if (!this.takeReserved(word)) this.unexpected();
  }

  private expectOperator(operator: string): void {
    this.skipNewlines();
    if (!this.text.startsWith(operator, this.at)) this.unexpected();
    this.at += operator.length;
  }

  private isCloser(): boolean {
    if (
      this.peek() === ")" ||
      this.text.startsWith(";;", this.at) ||
      this.text.startsWith(";&", this.at)
    )
      return true;
    const word = this.peekReserved();
    return word !== undefined && closers.has(word);
  }

  private unexpectedAt(position: number): never {
    this.at = position;
    this.unexpected();
  }

  private unexpected(): never {
    this.skipBlank();
    if (this.isEnd) this.fail("syntax error: unexpected end of file", true);
    const operator = this.operator();
    const redirection = redirectionPattern.exec(this.text.slice(this.at, this.at + 16))?.[0];
    const token =
      operator === "\n"
        ? "newline"
        : (operator ??
          redirection ??
          /^[^\s;&|<>()]+/.exec(this.text.slice(this.at))?.[0] ??
          this.peek());
    this.fail(`syntax error near unexpected token \`${token}'`);
  }
}

export function literalOf(word: Word | undefined): string {
  if (word === undefined) return "";
  const only = word.parts[0];
  return word.parts.length === 1 && only?.kind === "text" ? only.text : "";
}
