import { describe, expect, it } from "vitest";
import { formatFieldSelector, matchesFields, parseFieldSelector } from "./field-selector";
import { formatLabelSelector, formatSelector, matchesLabels, readLabelSelector } from "./selector";
import { parseSelector } from "./selector-parser";

const selectorOf = (text: string) => {
  const result = parseSelector(text);
  if ("error" in result) throw new Error(result.error);
  return result.selector;
};

describe("label selectors", () => {
  it.each([
    ["app=web", { app: "web" }, true],
    ["app==web,tier!=db", { app: "web" }, true],
    ["app in (a, b)", { app: "b" }, true],
    ["app notin (a,b)", { app: "b" }, false],
    ["app", { app: "" }, true],
    ["!app", {}, true],
    ["!app", { app: "x" }, false],
    ["n>5", { n: "7" }, true],
    ["n<5", { n: "x" }, false],
    ["app=", { app: "" }, true],
    ["in in (in)", { in: "in" }, true],
    ["", {}, true],
    ["constructor", {}, false],
  ])("%s against %o is %s", (text, labels, expected) => {
    expect(matchesLabels(selectorOf(text), labels)).toBe(expected);
  });

  it.each([
    ["tier in (b,a),app=web", "app=web,tier in (a,b)"],
    ["!a, b ,c==d", "!a,b,c==d"],
    ["a notin (x)", "a notin (x)"],
    ["a=", "a="],
  ])("writes %s as %s", (text, formatted) => {
    expect(formatSelector(selectorOf(text))).toBe(formatted);
  });

  it.each([
    ["a=b=c", "found '=', expected: ',' or 'end of string'"],
    ["a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["a,", "found '', expected: identifier after ','"],
    ["=a", "found '=', expected: !, identifier, or 'end of string'"],
    ["a in b", "unable to parse requirement: found 'b' expected: '('"],
    [
      "a>x",
      "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
    [
      "-a=b",
      "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
  ])("refuses %s", (text, error) => {
    expect(parseSelector(text)).toEqual({ error });
  });

  it("reads the object form", () => {
    const selector = {
      matchLabels: { app: "web" },
      matchExpressions: [{ key: "tier", operator: "In", values: ["b", "a"] }],
    };
    expect(formatLabelSelector(selector)).toBe("app=web,tier in (a,b)");
    expect(formatLabelSelector({})).toBe("<none>");
    expect(readLabelSelector({ matchExpressions: [{ key: "a", operator: "in" }] })).toEqual({
      error: '"in" is not a valid label selector operator',
    });
  });
});

describe("field selectors", () => {
  it("matches, unescapes and writes", () => {
    const result = parseFieldSelector("status.phase!=Running,metadata.name==a\\,b");
    if ("error" in result) throw new Error(result.error);
    expect(matchesFields(result.selector, { "metadata.name": "a,b" })).toBe(true);
    expect(formatFieldSelector(result.selector)).toBe("metadata.name=a\\,b,status.phase!=Running");
  });

  it("refuses what it cannot read", () => {
    expect(parseFieldSelector("nonsense")).toEqual({
      error: "invalid selector: 'nonsense'; can't understand 'nonsense'",
    });
  });
});
