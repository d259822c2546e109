// Reads kubectl's jsonpath templates: text with `{…}` actions in between.
//
// Kubernetes: staging/src/k8s.io/client-go/util/jsonpath/parser.go

export type PathNode =
  | { readonly kind: "list"; readonly nodes: readonly PathNode[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "recursive" }
  | { readonly kind: "value"; readonly value: number | boolean }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "union"; readonly members: readonly PathNode[] }
  | {
      readonly kind: "array";
      readonly from?: number;
      readonly to?: number;
      readonly step?: number;
      readonly isIndex: boolean;
    }
  | {
      readonly kind: "filter";
      readonly left: PathNode;
      readonly right: PathNode;
      readonly operator: string;
    };

export type ParsedPath = { readonly nodes: readonly PathNode[] } | { readonly error: string };

export function parseJsonPath(text: string): ParsedPath {
  try {
    return { nodes: new PathParser(text).template() };
  } catch (problem) {
    if (problem instanceof PathProblem) return { error: problem.message };
    throw problem;
  }
}

/** What is wrong with a path; leaves this folder only as text. */
export class PathProblem {
  constructor(readonly message: string) {}
}

const isSpace = (c: string): boolean => c === " " || c === "\t";
const isLineEnd = (c: string): boolean => c === "\r" || c === "\n";
const isTerminator = (c: string): boolean =>
  c === "" || isSpace(c) || isLineEnd(c) || ".,[]$@{}".includes(c);
const isWord = (c: string): boolean => /^[_\p{L}\p{Nd}]$/u.test(c);

const emptyList: PathNode = { kind: "list", nodes: [] };

class PathParser {
  private at = 0;

  constructor(private readonly text: string) {}

  template(): PathNode[] {
    const nodes: PathNode[] = [];
    while (this.at < this.text.length) {
      const open = this.text.indexOf("{", this.at);
      const end = open < 0 ? this.text.length : open;
      if (end > this.at) nodes.push({ kind: "text", text: this.text.slice(this.at, end) });
      this.at = end + 1;
      if (open >= 0) nodes.push({ kind: "list", nodes: this.action() });
    }
    return nodes;
  }

  private peek(): string {
    return this.text[this.at] ?? "";
  }

  private startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.at);
  }

  private action(): PathNode[] {
    const nodes: PathNode[] = [];
    for (;;) {
      if (this.startsWith("}")) {
        this.at++;
        return nodes;
      }
      if (this.startsWith("[?(")) nodes.push(this.filter());
      else if (this.startsWith("..")) this.recursive(nodes);
      else this.step(nodes);
    }
  }

  private step(nodes: PathNode[]): void {
    const c = this.peek();
    if (c === "" || isLineEnd(c)) throw new PathProblem("unclosed action");
    if (c === " " || c === "@" || c === "$") this.at++;
    else if (c === "[") nodes.push(...this.array());
    else if (c === '"' || c === "'") nodes.push(this.quote(c));
    else if (c === ".") {
      this.at++;
      nodes.push(this.field());
    } else if (/[-+0-9]/.test(c)) nodes.push(this.number());
    else if (isWord(c)) nodes.push(this.identifier());
    else {
      const code = (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      throw new PathProblem(`unrecognized character in action: U+${code} '${c}'`);
    }
  }

  private recursive(nodes: PathNode[]): void {
    if (nodes.at(-1)?.kind === "recursive") {
      throw new PathProblem("invalid multiple recursive descent");
    }
    this.at += 2;
    nodes.push({ kind: "recursive" });
    if (isWord(this.peek())) nodes.push(this.field());
  }

  private field(): PathNode {
    let name = "";
    while (!isTerminator(this.peek())) {
      if (this.peek() === "\\") this.at++;
      name += this.peek();
      this.at++;
    }
    return name === "*" ? { kind: "wildcard" } : { kind: "field", name };
  }

  private identifier(): PathNode {
    let name = "";
    while (!isTerminator(this.peek())) {
      name += this.peek();
      this.at++;
    }
    if (name === "true" || name === "false") return { kind: "value", value: name === "true" };
    return { kind: "identifier", name };
  }

  private number(): PathNode {
    const text = /^[-+]?[0-9.]*/.exec(this.text.slice(this.at))?.[0] ?? "";
    this.at += text.length;
    const value = Number(text);
    if (!/[0-9]/.test(text) || Number.isNaN(value)) {
      throw new PathProblem(`cannot parse number ${text}`);
    }
    return { kind: "value", value };
  }

  private quote(end: string): PathNode {
    const start = this.at;
    for (this.at++; ; this.at++) {
      const c = this.peek();
      if (c === "" || c === "\n") throw new PathProblem("unterminated quoted string");
      if (c === end && this.text[this.at - 1] !== "\\") break;
    }
    this.at++;
    const quoted = this.text.slice(start, this.at);
    return { kind: "text", text: unquote(quoted) };
  }

  private array(): readonly PathNode[] {
    const start = this.at + 1;
    while (this.peek() !== "]") {
      if (this.peek() === "" || this.peek() === "\n") throw new PathProblem("unterminated array");
      this.at++;
    }
    const inside = this.text.slice(start, this.at);
    this.at++;
    return arrayNodes(inside === "*" ? ":" : inside);
  }

  private filter(): PathNode {
    const start = this.at + 3;
    this.at = start;
    this.skipFilter();
    const inside = this.text.slice(start, this.at - 1);
    if (this.peek() !== "]") throw new PathProblem("unclosed array expect ]");
    this.at++;
    const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(inside);
    if (match === null) {
      return { kind: "filter", left: parsePart(inside), right: emptyList, operator: "exists" };
    }
    const [, left = "", operator = "", right = ""] = match;
    return { kind: "filter", left: parsePart(left), right: parsePart(right), operator };
  }

  /** To behind the `)` that ends the filter, past those in a quoted string. */
  private skipFilter(): void {
    let pair = "";
    let hasEnded = false;
    for (; ; this.at++) {
      const c = this.peek();
      if (c === "" || c === "\n") throw new PathProblem("unterminated filter");
      if (c === '"' || c === "'") {
        if (pair === "") pair = c;
        else if (c === pair && this.text[this.at - 1] !== "\\") hasEnded = true;
      } else if (c === ")" && (pair !== "") === hasEnded) {
        this.at++;
        return;
      }
    }
  }
}

function parsePart(text: string): PathNode {
  return new PathParser(`{${text}}`).template()[0] ?? emptyList;
}

function arrayNodes(inside: string): readonly PathNode[] {
  const parts = inside.split(",");
  if (parts.length > 1) {
    return [
      {
        kind: "union",
        members: parts.map((part) => parsePart(`[${part.replace(/^ +| +$/g, "")}]`)),
      },
    ];
  }
  const key = /^'([^']*)'$/.exec(inside);
  if (key !== null) {
    const path = parsePart(`.${key[1]}`);
    return path.kind === "list" ? path.nodes : [path];
  }
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(inside);
  if (match === null) throw new PathProblem(`invalid array index ${inside}`);
  const [, from = "", to, step] = match;
  return [
    {
      kind: "array",
      isIndex: to === undefined,
      ...optional("from", from),
      ...optional("to", to?.slice(1)),
      ...optional("step", step?.slice(1)),
    },
  ];
}

function optional(
  name: "from" | "to" | "step",
  text: string | undefined,
): { [key: string]: number } {
  if (text === undefined || text === "") return {};
  if (text === "-") throw new PathProblem(`array index ${text} is not a number`);
  return { [name]: Number(text) };
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

/** Go's escapes, in either kind of quotes. */
function unquote(quoted: string): string {
  const quote = quoted.charAt(0);
  return quoted
    .slice(1, -1)
    .replace(
      /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|\\$/g,
      (_, name: string | undefined) => {
        const known = name === undefined ? undefined : name === quote ? quote : escapes[name];
        if (known !== undefined) return known;
        if (name !== undefined && /^[xuU]./.test(name))
          return String.fromCodePoint(Number.parseInt(name.slice(1), 16));
        throw new PathProblem(`unquote string ${quoted} error invalid syntax`);
      },
    );
}
