// The syntax tree of a command line. Commands carry an index, so that a running shell can name the place it
// is at with a number and find it again after parsing the same text.

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "double"; readonly parts: readonly Part[] }
  | Parameter
  | { readonly kind: "command"; readonly source: string }
  | { readonly kind: "process"; readonly source: string }
  | { readonly kind: "arithmetic"; readonly expression: Word };

export interface Parameter {
  readonly kind: "parameter";
  readonly name: string;
  /** `${a[1]}`, `${a[@]}`. */
  readonly index?: Word;
  /** `${#x}`. */
  readonly isLength?: boolean;
  /** `${!x}`; with `isKeys` `${!a[@]}`. */
  readonly isIndirect?: boolean;
  readonly operation?: Operation;
}

export type Operation =
  | {
      readonly kind: "default" | "assign" | "error" | "alternative";
      readonly colon: boolean;
      readonly word: Word;
    }
  | { readonly kind: "prefix" | "suffix"; readonly longest: boolean; readonly word: Word }
  | {
      readonly kind: "replace";
      readonly where: "first" | "all" | "start" | "end";
      readonly pattern: Word;
      readonly by: Word;
    }
  | { readonly kind: "slice"; readonly offset: Word; readonly length?: Word }
  | { readonly kind: "case"; readonly to: "upper" | "lower"; readonly all: boolean }
  | { readonly kind: "transform"; readonly letter: string };

export interface Word {
  readonly parts: readonly Part[];
}

export interface Assignment {
  readonly name: string;
  readonly index?: Word;
  readonly append: boolean;
  readonly value:
    | Word
    | { readonly items: readonly { readonly key?: Word; readonly value: Word }[] };
}

export interface Redirection {
  readonly descriptor?: number;
  readonly operator: ">" | ">>" | "<" | "<>" | ">|" | ">&" | "<&" | "&>" | "&>>" | "<<" | "<<<";
  readonly target: Word;
}

interface CommandBase {
  readonly index: number;
  readonly position: number;
  readonly end: number;
  readonly redirections: readonly Redirection[];
}

export type Command =
  | (CommandBase & {
      readonly kind: "simple";
      readonly assignments: readonly Assignment[];
      readonly words: readonly Word[];
    })
  | (CommandBase & { readonly kind: "list"; readonly items: readonly ListItem[] })
  | (CommandBase & {
      readonly kind: "logic";
      readonly first: Command;
      readonly rest: readonly { readonly operator: "&&" | "||"; readonly command: Command }[];
    })
  | (CommandBase & {
      readonly kind: "pipeline";
      readonly commands: readonly Command[];
      readonly joins: readonly boolean[];
      readonly negated: boolean;
      readonly timed: boolean;
    })
  | (CommandBase & { readonly kind: "group"; readonly body: Command })
  | (CommandBase & { readonly kind: "subshell"; readonly body: Command })
  | (CommandBase & {
      readonly kind: "if";
      readonly clauses: readonly { readonly condition: Command; readonly body: Command }[];
      readonly otherwise?: Command;
    })
  | (CommandBase & {
      readonly kind: "while";
      readonly until: boolean;
      readonly condition: Command;
      readonly body: Command;
    })
  | (CommandBase & {
      readonly kind: "for";
      readonly name: string;
      readonly words?: readonly Word[];
      readonly body: Command;
    })
  | (CommandBase & {
      readonly kind: "count";
      readonly start: Word;
      readonly condition: Word;
      readonly step: Word;
      readonly body: Command;
    })
  | (CommandBase & {
      readonly kind: "case";
      readonly word: Word;
      readonly items: readonly CaseItem[];
    })
  | (CommandBase & { readonly kind: "function"; readonly name: string; readonly body: Command })
  | (CommandBase & { readonly kind: "test"; readonly expression: TestExpression })
  | (CommandBase & { readonly kind: "compute"; readonly expression: Word });

export interface ListItem {
  readonly command: Command;
  readonly background: boolean;
}

export interface CaseItem {
  readonly patterns: readonly Word[];
  readonly body: Command;
  readonly end: ";;" | ";&" | ";;&";
}

export type TestExpression =
  | { readonly kind: "unary"; readonly operator: string; readonly word: Word }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Word;
      readonly right: Word;
    }
  | { readonly kind: "not"; readonly operand: TestExpression }
  | { readonly kind: "and" | "or"; readonly left: TestExpression; readonly right: TestExpression };

/** One complete command (up to a line's end) and where the next one starts. */
export interface Parsed {
  readonly command: Command | undefined;
  readonly nodes: readonly Command[];
  readonly end: number;
  /** The text after alias substitution; parse it again without aliases for the same tree. */
  readonly text: string;
}

export class ShellSyntaxError extends Error {
  constructor(
    message: string,
    readonly line: number,
    /** More input could complete it. */
    readonly incomplete: boolean,
  ) {
    super(message);
  }
}
