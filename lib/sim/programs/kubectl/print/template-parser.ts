// Reads Go templates (`-o go-template`): the part of text/template that templates on a command line use.
// Not simulated: define, template, block.
//
// Go: text/template/parse
import { type ActionToken, TemplateProblem, tokenizeAction } from "./template-lexer";

export type TemplateNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly pipe: Pipe }
  | {
      readonly kind: "if" | "with" | "range";
      readonly pipe: Pipe;
      readonly body: TemplateNode[];
      readonly otherwise: TemplateNode[];
    }
  | { readonly kind: "break" | "continue" };

export interface Pipe {
  readonly variables: readonly string[];
  /** `$x = …` sets a variable that is there, `$x := …` makes one. */
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

export interface Command {
  readonly operands: readonly Operand[];
}

export type Operand = { readonly at: number; readonly source: string } & (
  | { readonly kind: "dot" }
  | { readonly kind: "nil" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "field"; readonly names: readonly string[] }
  | { readonly kind: "variable"; readonly name: string; readonly names: readonly string[] }
  | { readonly kind: "pipe"; readonly pipe: Pipe; readonly names: readonly string[] }
);

export type ParsedTemplate =
  | { readonly nodes: readonly TemplateNode[] }
  | { readonly error: string };

export function parseTemplate(text: string, functions: readonly string[]): ParsedTemplate {
  try {
    return { nodes: new TemplateParser(cutTemplate(text), functions).all() };
  } catch (problem) {
    if (problem instanceof TemplateProblem) return { error: problem.message };
    throw problem;
  }
}

type Part =
  | { readonly text: string }
  | { readonly tokens: readonly ActionToken[]; readonly line: number };

/** Text and actions; `{{-` and `-}}` trim the text beside them. */
function cutTemplate(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  let trimsNext = false;
  while (at < text.length) {
    const open = text.indexOf("{{", at);
    const end = open < 0 ? text.length : open;
    const trimsThis = open >= 0 && /^-\s/.test(text.slice(open + 2, open + 4));
    let plain = text.slice(at, end);
    if (trimsNext) plain = plain.replace(/^[ \t\r\n]+/, "");
    if (trimsThis) plain = plain.replace(/[ \t\r\n]+$/, "");
    if (plain !== "") parts.push({ text: plain });
    if (open < 0) break;
    const line = text.slice(0, open).split("\n").length;
    const start = open + 2 + (trimsThis ? 1 : 0);
    const action = tokenizeAction(text, start, line);
    trimsNext = action.trims;
    at = action.end;
    if (!action.isComment) parts.push({ tokens: action.tokens, line });
  }
  return parts;
}

class TemplateParser {
  private part = 0;
  private tokens: readonly ActionToken[] = [];
  private at = 0;
  private line = 1;
  private readonly variables: string[] = ["$"];
  private ranges = 0;

  constructor(
    private readonly parts: readonly Part[],
    private readonly functions: readonly string[],
  ) {}

  all(): TemplateNode[] {
    const { nodes, stop } = this.list();
    if (stop !== "") throw this.problem(`unexpected {{${stop}}}`);
    return nodes;
  }

  private problem(text: string): TemplateProblem {
    return new TemplateProblem(`template: output:${this.line}: ${text}`);
  }

  /** Nodes up to `{{end}}` or `{{else}}`, which stay unread apart from their first word. */
  private list(): { nodes: TemplateNode[]; stop: string } {
    const nodes: TemplateNode[] = [];
    while (this.part < this.parts.length) {
      const part = this.parts[this.part++];
      if (part === undefined) break;
      if ("text" in part) {
        nodes.push({ kind: "text", text: part.text });
        continue;
      }
      this.tokens = part.tokens;
      this.at = 0;
      this.line = part.line;
      const word = this.peek()?.kind === "word" ? (this.peek()?.text ?? "") : "";
      if (word === "end" || word === "else") {
        this.at++;
        return { nodes, stop: word };
      }
      nodes.push(this.action(word));
    }
    return { nodes, stop: "" };
  }

  private action(word: string): TemplateNode {
    switch (word) {
      case "if":
      case "with":
      case "range":
        this.at++;
        return this.control(word);
      case "break":
      case "continue":
        this.at++;
        if (this.ranges === 0) throw this.problem(`{{${word}}} outside {{range}}`);
        this.expectEnd(`{{${word}}}`);
        return { kind: word };
      case "define":
      case "template":
      case "block":
        throw this.problem(`{{${word}}} is not simulated here`);
      default:
        return { kind: "action", pipe: this.wholePipe("command") };
    }
  }

  private control(kind: "if" | "with" | "range"): TemplateNode {
    const known = this.variables.length;
    const pipe = this.wholePipe(kind);
    if (kind === "range") this.ranges++;
    const { nodes: body, stop } = this.list();
    if (kind === "range") this.ranges--;
    const otherwise = stop === "else" ? this.otherwise(kind) : [];
    if (stop === "") throw this.problem("unexpected EOF");
    this.variables.length = known;
    return { kind, pipe, body, otherwise };
  }

  /** `{{else}}` and `{{else if …}}`. */
  private otherwise(kind: "if" | "with" | "range"): TemplateNode[] {
    const next = this.peek();
    if (next?.kind === "word" && (next.text === "if" || next.text === "with") && kind !== "range") {
      this.at++;
      return [this.control(next.text)];
    }
    this.expectEnd("{{else}}");
    const { nodes, stop } = this.list();
    if (stop === "else") throw this.problem("expected end; found {{else}}");
    if (stop === "") throw this.problem("unexpected EOF");
    return nodes;
  }

  private peek(): ActionToken | undefined {
    return this.tokens[this.at];
  }

  private expectEnd(context: string): void {
    const token = this.peek();
    if (token !== undefined) throw this.problem(`unexpected ${nameOf(token)} in ${context}`);
  }

  private wholePipe(context: string): Pipe {
    const pipe = this.pipe(context);
    this.expectEnd(context);
    return pipe;
  }

  private pipe(context: string): Pipe {
    const { variables, isAssignment } = this.declaration();
    const commands: Command[] = [];
    do {
      const operands = this.operands(context);
      if (operands.length === 0) {
        throw this.problem(
          commands.length === 0 ? `missing value for ${context}` : "missing value for command",
        );
      }
      commands.push({ operands });
    } while (this.take("|"));
    if (!isAssignment) this.variables.push(...variables);
    return { variables, isAssignment, commands };
  }

  /** `$x :=`, `$x =`, `$i, $x :=`. */
  private declaration(): { variables: string[]; isAssignment: boolean } {
    const start = this.at;
    const variables: string[] = [];
    while (this.peek()?.kind === "variable" && !(this.peek()?.text ?? "").includes(".")) {
      variables.push(this.peek()?.text ?? "");
      this.at++;
      if (this.take(":=")) return { variables, isAssignment: false };
      if (this.take("=")) return { variables, isAssignment: true };
      if (!this.take(",")) break;
    }
    this.at = start;
    return { variables: [], isAssignment: false };
  }

  private take(symbol: string): boolean {
    const token = this.peek();
    if (token?.kind !== "symbol" || token.text !== symbol) return false;
    this.at++;
    return true;
  }

  private operands(context: string): Operand[] {
    const operands: Operand[] = [];
    for (;;) {
      const token = this.peek();
      if (token === undefined) return operands;
      if (token.kind === "symbol" && token.text !== "(") {
        if (token.text === "|" || token.text === ")") return operands;
        throw this.problem(`unexpected ${nameOf(token)} in operand`);
      }
      this.at++;
      operands.push(this.operand(token, context));
    }
  }

  private operand(token: ActionToken, context: string): Operand {
    const { at, text } = token;
    const place = { at, source: text };
    switch (token.kind) {
      case "symbol": {
        const pipe = this.pipe(context);
        if (!this.take(")")) throw this.problem("unclosed left paren");
        const next = this.peek();
        const hasChain = next?.kind === "field" && next.isAttached;
        if (hasChain) this.at++;
        return { ...place, kind: "pipe", pipe, names: hasChain ? namesOf(next.text) : [] };
      }
      case "literal":
        return { ...place, kind: "literal", value: token.value ?? "" };
      case "field":
        return text === "."
          ? { ...place, kind: "dot" }
          : { ...place, kind: "field", names: namesOf(text) };
      case "variable": {
        const [name = "$", ...names] = text.split(".");
        if (!this.variables.includes(name))
          throw this.problem(`undefined variable ${JSON.stringify(name)}`);
        return { ...place, kind: "variable", name, names };
      }
      case "word":
        if (text === "nil") return { ...place, kind: "nil" };
        if (!this.functions.includes(text)) {
          throw this.problem(`function ${JSON.stringify(text)} not defined`);
        }
        return { ...place, kind: "function", name: text };
    }
  }
}

const namesOf = (chain: string): string[] => chain.split(".").slice(1);
const nameOf = (token: ActionToken): string =>
  token.kind === "literal" ? token.text : `<${token.text}>`;
