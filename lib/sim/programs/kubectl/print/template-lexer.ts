// Cuts one `{{…}}` action of a Go template into tokens.
//
// Go: text/template/parse/lex.go

/** What is wrong with a template, when it is read or run; leaves this folder only as text. */
export class TemplateProblem {
  constructor(readonly message: string) {}
}

export interface ActionToken {
  readonly kind: "word" | "field" | "variable" | "literal" | "symbol";
  readonly text: string;
  readonly value?: string | number | boolean;
  /** Offset in the template. */
  readonly at: number;
  /** No space before it: `(…).field`. */
  readonly isAttached: boolean;
}

export interface Action {
  readonly tokens: readonly ActionToken[];
  readonly end: number;
  readonly trims: boolean;
  readonly isComment: boolean;
}

const patterns: readonly (readonly [ActionToken["kind"], RegExp])[] = [
  ["literal", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.[^']*)'/y],
  ["literal", /[-+]?(?:0[xX][0-9a-fA-F]+|\d[\d_]*\.?\d*(?:[eE][-+]?\d+)?|\.\d+)/y],
  ["variable", /\$[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*/uy],
  ["field", /(?:\.[\p{L}_][\p{L}\p{N}_]*)+|\./uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["symbol", /:=|[=|(),]/y],
];

export function tokenizeAction(text: string, start: number, line: number): Action {
  const problem = (what: string): TemplateProblem =>
    new TemplateProblem(`template: output:${line}: ${what}`);
  const comment = /^\s*\/\*[\s\S]*?\*\/(\s+-)?\}\}/.exec(text.slice(start));
  if (comment !== null) {
    return {
      tokens: [],
      end: start + comment[0].length,
      trims: comment[1] !== undefined,
      isComment: true,
    };
  }
  const tokens: ActionToken[] = [];
  for (let at = start; ; ) {
    const rest = text.slice(at, at + 4);
    if (/^\s-\}\}/.test(rest)) return { tokens, end: at + 4, trims: true, isComment: false };
    if (rest.startsWith("}}")) return { tokens, end: at + 2, trims: false, isComment: false };
    if (rest === "") throw problem("unclosed action");
    if (/^\s/.test(rest)) {
      at++;
      continue;
    }
    const token = readToken(text, at);
    if (token === undefined) throw problem(unreadable(text, at));
    tokens.push({ ...token, isAttached: !/\s/.test(text[at - 1] ?? " ") });
    at += token.text.length;
  }
}

function unreadable(text: string, at: number): string {
  const c = text[at] ?? "";
  if (c === '"') return "unterminated quoted string";
  if (c === "`") return "unterminated raw quoted string";
  const code = (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `unexpected bad character U+${code} '${c}' in command`;
}

function readToken(text: string, at: number): Omit<ActionToken, "isAttached"> | undefined {
  for (const [kind, pattern] of patterns) {
    const found = matchAt(pattern, text, at);
    if (found === undefined) continue;
    if (kind === "word" && (found === "true" || found === "false")) {
      return { kind: "literal", text: found, value: found === "true", at };
    }
    return kind === "literal"
      ? { kind, text: found, value: literalValue(found), at }
      : { kind, text: found, at };
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  // A copy, since a sticky expression remembers where it stopped.
  const sticky = new RegExp(pattern.source, pattern.flags);
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

function literalValue(text: string): string | number {
  if (text.startsWith("`")) return text.slice(1, -1);
  if (text.startsWith('"')) return unescapeGo(text.slice(1, -1));
  if (text.startsWith("'")) return unescapeGo(text.slice(1, -1)).codePointAt(0) ?? 0;
  return Number(text.replace(/_/g, ""));
}

const unescapeGo = (text: string): string =>
  text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gs, (_, name: string) => {
    if (/^[xuU]./.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(1), 16));
    return escapes[name] ?? name;
  });
