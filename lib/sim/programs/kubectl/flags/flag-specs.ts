// Flags as a line of text: `output,o:string dry-run:string=none?unchanged image:string!`. After the colon
// stands the type, then `=default`, `?value when given bare` and `!` for required.

export type FlagType =
  | "bool"
  | "string"
  | "int"
  | "int32"
  | "int64"
  | "duration"
  | "slice"
  | "array";

export interface FlagSpec {
  readonly name: string;
  readonly shorthand?: string;
  readonly type: FlagType;
  readonly initial: string;
  /** The value of `--flag` without `=`; a flag without it takes the next word. */
  readonly whenBare?: string;
  readonly required: boolean;
  readonly deprecated?: string;
  /** Understood by every command; one of the command's own may hide it. */
  readonly isGlobal?: boolean;
}

const pattern =
  /^([a-z0-9-]+)(?:,(\w))?:(bool|string|int|int32|int64|duration|slice|array)(?:=([^?!]*))?(?:\?([^!]*))?(!)?$/;

export function defineFlags(
  text: string,
  deprecated: Readonly<Record<string, string>> = {},
): readonly FlagSpec[] {
  return text
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => parseSpec(word, deprecated));
}

function parseSpec(word: string, deprecated: Readonly<Record<string, string>>): FlagSpec {
  const match = pattern.exec(word);
  const [, name = "", shorthand, type = "string", initial, bare, required] = match ?? [];
  if (match === null) throw new Error(`flag ${word} is not understood`);
  const flagType = type as FlagType;
  const whenBare = bare ?? (flagType === "bool" ? "true" : undefined);
  return {
    name,
    type: flagType,
    initial: initial ?? initialOf[flagType],
    required: required !== undefined,
    ...(shorthand === undefined ? {} : { shorthand }),
    ...(whenBare === undefined ? {} : { whenBare }),
    ...(deprecated[name] === undefined ? {} : { deprecated: deprecated[name] }),
  };
}

const initialOf: Readonly<Record<FlagType, string>> = {
  bool: "false",
  string: "",
  int: "0",
  int32: "0",
  int64: "0",
  duration: "0s",
  slice: "",
  array: "",
};
