import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate";
import { parseExpression } from "./parse";

const self = {
  replicas: 3,
  name: "web",
  ports: [{ port: 80 }, { port: 443 }],
  labels: { app: "x" },
};

function run(text: string): unknown {
  const parsed = parseExpression(text);
  if ("error" in parsed) return parsed.error;
  const result = evaluate(parsed.expression, { self });
  return "error" in result ? result.error : result.value;
}

describe("expressions", () => {
  it.each([
    ["self.replicas != 7 && self.replicas <= 3", true],
    ["!(self.name.startsWith('w') || false)", false],
    ["1 + 2 * 3 == 7 ? 'yes' : 'no'", "yes"],
    ["self.ports.all(p, p.port > 0 && p.port < 1000)", true],
    ["self.ports.exists_one(p, p.port == 80)", true],
    ["self.ports.filter(p, p.port > 100).map(p, p.port)", [443]],
    ["has(self.labels.app) && !has(self.labels.tier)", true],
    ["'app' in self.labels && 3 in [1, 2, 3]", true],
    ["size(self.name) + self.ports.size()", 5],
    ["self['name'].matches('^w.b$')", true],
    ["-7 / 2", -3],
    ["{'a': 1}.a", 1],
  ])("%s is %j", (text, value) => {
    expect(run(text)).toEqual(value);
  });

  it.each([
    ["self.missing", "no such key: missing"],
    ["self.ports[5]", "index out of bounds: 5"],
    ["'a' + 1", "no such overload"],
    ["1 / 0", "division by zero"],
    ["other.x", "undeclared reference to 'other' (in container '')"],
    ["1 +", "Syntax error: mismatched input '<EOF>'"],
    ["(".repeat(100), "expression is nested too deeply"],
  ])("%s is an error", (text, message) => {
    expect(run(text)).toBe(message);
  });
});
