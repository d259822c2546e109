// What the scanner hands to the parser, and the problem both report.

export interface Mark {
  /** From 0, as libyaml counts. */
  readonly line: number;
  readonly column: number;
  readonly index: number;
}

export type TokenKind =
  | "stream-end"
  | "directive"
  | "document-start"
  | "document-end"
  | "block-sequence-start"
  | "block-mapping-start"
  | "block-end"
  | "flow-sequence-start"
  | "flow-sequence-end"
  | "flow-mapping-start"
  | "flow-mapping-end"
  | "block-entry"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export interface Token {
  readonly kind: TokenKind;
  readonly start: Mark;
  readonly text: string;
  /** Scalars only: resolved by their looks, or strings as they are. */
  readonly isPlain?: boolean;
}

/**
 * What is wrong with a text. go-yaml's line numbers are peculiar: a scanner's problem is counted from 1, a
 * parser's from 0, and line 0 is never named.
 */
export class YamlProblem {
  constructor(readonly message: string) {}

  static ofScanner(problem: string, at: Mark, context?: Mark): YamlProblem {
    return new YamlProblem(where(at.line === 0 ? 0 : at.line + 1, context) + problem);
  }

  static ofParser(problem: string, at: Mark, context?: Mark): YamlProblem {
    return new YamlProblem(where(at.line, context) + problem);
  }
}

function where(line: number, context: Mark | undefined): string {
  const named = line !== 0 ? line : (context?.line ?? 0);
  return named === 0 ? "" : `line ${named}: `;
}
