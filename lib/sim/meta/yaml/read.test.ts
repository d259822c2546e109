import { describe, expect, it } from "vitest";
import { readYaml, splitYamlDocuments } from "./read";

const pod = (...lines: string[]) => ["apiVersion: v1", "kind: Pod", ...lines, ""].join("\n");
const spec = ["spec:", "  containers:", "  - name: c", "    image: nginx"];
const converting = (text: string) => ({ error: `error converting YAML to JSON: yaml: ${text}` });

describe("mistakes", () => {
  it.each([
    [
      "a",
      pod("metadata:", "  name: web", " labels:", "    app: web", ...spec),
      "line 4: did not find expected key",
    ],
    [
      "b",
      pod("metadata:", "\tname: web", ...spec),
      "line 4: found character that cannot start any token",
    ],
    ["f", pod("metadata: {name: web", ...spec), "line 3: did not find expected ',' or '}'"],
    [
      "g",
      pod(
        "metadata:",
        "  name: web",
        "spec:",
        "  containers:",
        "    - name: c",
        "      image: nginx",
        '      command: ["sh", "-c", "echo hi]',
      ),
      "line 10: found unexpected end of stream",
    ],
    ["one line", "[1, 2", "line 1: did not find expected ',' or ']'"],
    ["value", "a: b: c\n", "mapping values are not allowed in this context"],
    [
      "value further down",
      "x: 1\na: b: c\n",
      "line 2: mapping values are not allowed in this context",
    ],
    ["no colon", "a: 1\nfoo\nb: 2\n", "line 3: could not find expected ':'"],
    ["dash", "a: 1\n- b\n", "line 1: did not find expected key"],
    ["entry", "a: - b\n", "block sequence entries are not allowed in this context"],
    ["anchor", "a: *nope\n", "unknown anchor 'nope' referenced"],
    ["escape", 'a: "\\q"\n', "found unknown escape character"],
    ["at sign", "a: @x\n", "found character that cannot start any token"],
    ["control", "a: \u0001\n", "control characters are not allowed"],
  ])("%s", (_, text, problem) => {
    expect(readYaml(text)).toEqual(converting(problem));
  });

  it("does not read infinities into JSON", () => {
    expect(readYaml("a: .inf\n")).toEqual({
      error: "error converting YAML to JSON: json: unsupported value: +Inf",
    });
  });

  it("refuses alias bombs", () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? "a0: &a0 [x,x,x,x,x,x,x,x,x]"
        : `a${i}: &a${i} [${Array(9)
            .fill(`*a${i - 1}`)
            .join(",")}]`,
    );
    expect(readYaml(levels.join("\n"))).toEqual(converting("document contains excessive aliasing"));
    expect(readYaml("a: &a [*a]\n")).toEqual(converting("anchor 'a' value contains itself"));
  });
});

describe("values", () => {
  it.each<[string, unknown]>([
    ["yes", true],
    ["Off", false],
    ["n", false],
    ["017", 15],
    ["0o17", 15],
    ["0b11", 3],
    ["1_000", 1000],
    ["0x1f", 31],
    ["1e3", 1000],
    ["1.0", 1],
    ["08", 8],
    ["12:30:45", "12:30:45"],
    ["2024-01-01", "2024-01-01"],
    ["1e400", "1e400"],
    ["~", null],
    ["'it''s'", "it's"],
    ['"a\\tb\\u00e9"', "a\tbé"],
    ["!!str 12", "12"],
    ["“web”", "“web”"],
    ["nginx:1.27 # comment", "nginx:1.27"],
    ["-x", "-x"],
    ["|\n  two\n  lines\n", "two\nlines\n"],
    [">\n  folded\n  text\n", "folded text\n"],
    ["|-\n  a\n\n    b\n", "a\n\n  b"],
    ["[a, {b: c}, d: e]", ["a", { b: "c" }, { d: "e" }]],
    ["{a: , b}", { a: null, b: null }],
  ])("v: %s", (text, value) => {
    expect(readYaml(`v: ${text}\n`)).toEqual({ value: { v: value } });
  });

  it("reads lists at the column of their key, keys of any kind, and sorts", () => {
    const text = "spec:\n  b:\n  - x: 1\n    z: 2\n  - z\n  a: 1\n1: one\ntrue: t\n";
    expect(JSON.stringify(readYaml(text))).toBe(
      '{"value":{"1":"one","spec":{"a":1,"b":[{"x":1,"z":2},"z"]},"true":"t"}}',
    );
  });

  it("follows anchors, aliases and merge keys", () => {
    const text = "base: &l {app: web, tier: front}\nother: *l\nmerged:\n  <<: *l\n  tier: back\n";
    expect(readYaml(text)).toEqual({
      value: {
        base: { app: "web", tier: "front" },
        merged: { app: "web", tier: "back" },
        other: { app: "web", tier: "front" },
      },
    });
  });

  it("takes the last of duplicate keys", () => {
    expect(readYaml("a: 1\na: 2\n")).toEqual({ value: { a: 2 } });
  });

  it("keeps the learner's odd spaces as part of a key", () => {
    const text = "labels:\n\u00a0\u00a0app: web\n";
    expect(readYaml(text)).toEqual({ value: { labels: null, "\u00a0\u00a0app": "web" } });
  });
});

describe("documents", () => {
  it("cuts at --- and keeps comments as empty documents", () => {
    const documents = splitYamlDocuments("a: 1\n---\n---\nb: 2\n--- \n# only a comment\n---\nc: 3");
    expect(documents.map((text) => readYaml(text))).toEqual([
      { value: { a: 1 } },
      { value: { b: 2 } },
      { value: null },
      { value: { c: 3 } },
    ]);
  });
});
