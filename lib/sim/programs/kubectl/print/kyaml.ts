// `-o kyaml`: YAML in braces, every string quoted, a trailing comma after each field.
//
// Go: sigs.k8s.io/yaml/kyaml
import { resolvePlain } from "../../../meta/yaml/resolve";
import { sortedEntries } from "./go-value";

export const writeKyaml = (value: unknown): string => `---\n${render(value, 0)}\n`;

function render(value: unknown, indent: number): string {
  if (Array.isArray(value)) return renderList(value, indent);
  if (typeof value === "object" && value !== null) return renderMap(value, indent);
  if (typeof value === "string") return renderString(value, indent + 1);
  return value === undefined ? "null" : String(value);
}

const margin = (indent: number): string => "  ".repeat(indent);

function renderList(items: readonly unknown[], indent: number): string {
  if (items.length === 0) return "[]";
  if (items.every((item) => typeof item === "object" && item !== null)) {
    return `[${items.map((item) => render(item, indent)).join(", ")}]`;
  }
  const lines = items.map((item) => `${margin(indent + 1)}${render(item, indent + 1)},\n`);
  return `[\n${lines.join("")}${margin(indent)}]`;
}

function renderMap(object: object, indent: number): string {
  const fields = sortedEntries(object);
  if (fields.length === 0) return "{}";
  const lines = fields.map(
    ([key, field]) => `${margin(indent + 1)}${renderKey(key)}: ${render(field, indent + 1)},\n`,
  );
  return `{\n${lines.join("")}${margin(indent)}}`;
}

function renderKey(key: string): string {
  const isPlain = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_\-./]*[\p{L}\p{N}_])?$/u.test(key);
  const isText =
    typeof resolvePlain(key) === "string" && !/^(t|f|\d{4}-\d{1,2}-\d{1,2})$/i.test(key);
  return isPlain && isText ? key : `"${[...key].map((c) => escape1(c, true)).join("")}"`;
}

/** Texts of several lines are folded so that each stands on a line of its own. */
function renderString(text: string, indent: number): string {
  if (!text.includes("\n")) return `"${[...text].map((c) => escape1(c, false)).join("")}"`;
  const lines = text.split(/(?<=\n)/).map((line) => {
    const lead = /^\s/.test(line) && !line.startsWith("\n") ? "\\" : " ";
    return `${margin(indent)}${lead}${[...line].map((c) => escape1(c, false)).join("")}`;
  });
  const body = lines.map((line) => `${line}\\\n`).join("");
  return `"\\\n${body}${margin(indent)}"`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\0": "\\0",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\r": "\\r",
  "\v": "\\v",
  "\u001b": "\\e",
};

function escape1(c: string, isKey: boolean): string {
  const known = escapes[c];
  if (known !== undefined) return known;
  if (c === "\t") return isKey ? "\\t" : c;
  const code = c.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, "0")}` : c;
}
