// What a plain scalar means in kubectl's YAML 1.1: `yes` and `on` are true, `017` is fifteen, `12:30` and
// dates stay text.
//
// Go: gopkg.in/yaml.v2/resolve.go
import { YamlProblem } from "./tokens";

export type YamlScalar = string | number | boolean | null;

const words: Readonly<Record<string, boolean | null | number>> = {
  ...sameFor(true, "y Y yes Yes YES true True TRUE on On ON"),
  ...sameFor(false, "n N no No NO false False FALSE off Off OFF"),
  ...sameFor(null, "~ null Null NULL"),
  ...sameFor(Number.NaN, ".nan .NaN .NAN"),
  ...sameFor(Number.POSITIVE_INFINITY, ".inf .Inf .INF +.inf +.Inf +.INF"),
  ...sameFor(Number.NEGATIVE_INFINITY, "-.inf -.Inf -.INF"),
  "": null,
};

function sameFor<Value>(value: Value, list: string): Record<string, Value> {
  return Object.fromEntries(list.split(" ").map((word) => [word, value]));
}

const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

export function resolvePlain(text: string): YamlScalar {
  const word = Object.hasOwn(words, text) ? words[text] : undefined;
  if (word !== undefined) return word;
  const first = text[0] ?? "";
  if (!/[-+0-9.]/.test(first)) return text;
  const plain = first === "." ? text : text.replace(/_/g, "");
  return (first === "." ? undefined : parseInteger(plain)) ?? parseFloatText(plain) ?? text;
}

const integers: readonly (readonly [RegExp, number])[] = [
  [/^[-+]?0[xX]([0-9a-fA-F]+)$/, 16],
  [/^[-+]?0[bB]([01]+)$/, 2],
  [/^[-+]?0[oO]([0-7]+)$/, 8],
  [/^[-+]?0([0-7]+)$/, 8],
  [/^[-+]?(0|[1-9][0-9]*)$/, 10],
];

function parseInteger(text: string): number | undefined {
  for (const [pattern, base] of integers) {
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined) continue;
    const size = Number.parseInt(digits, base);
    if (size >= 2 ** 64) return undefined;
    return text.startsWith("-") && size !== 0 ? -size : size;
  }
  return undefined;
}

function parseFloatText(text: string): number | undefined {
  const value = float.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A scalar with an explicit tag. */
export function resolveTagged(tag: string, text: string, isPlain: boolean): YamlScalar {
  const name = tag.replace(/^!<tag:yaml\.org,2002:(.*)>$/, "!!$1");
  switch (name) {
    case "":
      return isPlain ? resolvePlain(text) : text;
    case "!!int":
    case "!!float":
    case "!!bool":
    case "!!null":
      return checkTag(name, resolvePlain(text), text);
    default:
      return text;
  }
}

function checkTag(tag: string, value: YamlScalar, text: string): YamlScalar {
  const actual =
    value === null
      ? "!!null"
      : typeof value === "boolean"
        ? "!!bool"
        : typeof value === "string"
          ? "!!str"
          : Number.isInteger(value)
            ? "!!int"
            : "!!float";
  if (actual === tag || (tag === "!!float" && actual === "!!int")) return value;
  throw new YamlProblem(`cannot decode ${actual} \`${text}\` as a ${tag}`);
}
