// Shell patterns (`*`, `?`, `[a-z]`, `[!x]`) against one name, and against paths. Linear: a star is retried
// only from its last position.

export type PatternToken =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  | { readonly kind: "set"; readonly negated: boolean; readonly items: readonly SetItem[] };

export type SetItem = readonly [from: string, to: string];

/** A backslash makes the next character itself. */
export function parsePattern(pattern: string): PatternToken[] {
  const tokens: PatternToken[] = [];
  let i = 0;
  while (i < pattern.length) {
    const character = pattern.charAt(i);
    if (character === "\\" && i + 1 < pattern.length) {
      tokens.push({ kind: "literal", text: pattern.charAt(i + 1) });
      i += 2;
      continue;
    }
    if (character === "[") {
      const set = parseSet(pattern, i);
      if (set !== undefined) {
        tokens.push(set.token);
        i = set.end;
        continue;
      }
    }
    if (character === "*") {
      if (tokens[tokens.length - 1]?.kind !== "star") tokens.push({ kind: "star" });
    } else if (character === "?") tokens.push({ kind: "any" });
    else tokens.push({ kind: "literal", text: character });
    i += 1;
  }
  return tokens;
}

export function hasWildcard(pattern: string): boolean {
  return parsePattern(pattern).some((token) => token.kind !== "literal");
}

/** The pattern's text when it has no wildcard. */
export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\(.)/gs, "$1");
}

export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}

export function matchesPattern(pattern: string, text: string): boolean {
  return matchTokens(parsePattern(pattern), text);
}

export function matchTokens(tokens: readonly PatternToken[], text: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current?.kind === "star") {
      star = token;
      starAt = at;
      token += 1;
    } else if (current !== undefined && accepts(current, text.charAt(at))) {
      token += 1;
      at += 1;
    } else if (star >= 0) {
      token = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  while (tokens[token]?.kind === "star") token += 1;
  return token === tokens.length;
}

function accepts(token: PatternToken, character: string): boolean {
  if (token.kind === "any" || token.kind === "star") return true;
  if (token.kind === "literal") return token.text === character;
  return token.items.some(([from, to]) => from <= character && character <= to) !== token.negated;
}

const classes: Readonly<Record<string, readonly SetItem[]>> = {
  alpha: [
    ["a", "z"],
    ["A", "Z"],
  ],
  digit: [["0", "9"]],
  alnum: [
    ["a", "z"],
    ["A", "Z"],
    ["0", "9"],
  ],
  upper: [["A", "Z"]],
  lower: [["a", "z"]],
  space: [
    ["\t", "\r"],
    [" ", " "],
  ],
  blank: [
    ["\t", "\t"],
    [" ", " "],
  ],
  punct: [
    ["!", "/"],
    [":", "@"],
    ["[", "`"],
    ["{", "~"],
  ],
  xdigit: [
    ["0", "9"],
    ["a", "f"],
    ["A", "F"],
  ],
  print: [[" ", "~"]],
  graph: [["!", "~"]],
  cntrl: [
    ["\0", "\x1f"],
    ["\x7f", "\x7f"],
  ],
};

export function classItems(name: string): readonly SetItem[] | undefined {
  return Object.hasOwn(classes, name) ? classes[name] : undefined;
}

function parseSet(
  pattern: string,
  start: number,
): { token: PatternToken; end: number } | undefined {
  let i = start + 1;
  const negated = pattern.charAt(i) === "!" || pattern.charAt(i) === "^";
  if (negated) i += 1;
  const items: SetItem[] = [];
  const first = i;
  while (i < pattern.length && (pattern.charAt(i) !== "]" || i === first)) {
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(i, i + 12));
    const found = named?.[1] === undefined ? undefined : classItems(named[1]);
    if (named !== null && found !== undefined) {
      items.push(...found);
      i += named[0].length;
      continue;
    }
    if (pattern.charAt(i) === "\\" && i + 1 < pattern.length) i += 1;
    const from = pattern.charAt(i);
    if (pattern.charAt(i + 1) === "-" && i + 2 < pattern.length && pattern.charAt(i + 2) !== "]") {
      items.push([from, pattern.charAt(i + 2)]);
      i += 3;
    } else {
      items.push([from, from]);
      i += 1;
    }
  }
  if (pattern.charAt(i) !== "]") return undefined;
  return { token: { kind: "set", negated, items }, end: i + 1 };
}
