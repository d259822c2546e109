// The contract every tool keeps: help, an answer to an unknown flag, an end, and whole lines.
import { describe, expect, it } from "vitest";
import { createBench } from "../../testing/machine-bench";
import { shellTools } from "./index";

/** These take any word as it is, as the real ones do. */
const takesAnything = new Set(["echo", "printf", "true", "false", "find", "kill", "pwd"]);
const wrongStatus = new Map([
  ["ls", 2],
  ["grep", 2],
  ["egrep", 2],
  ["fgrep", 2],
  ["sort", 2],
  ["diff", 2],
  ["awk", 2],
  ["gawk", 2],
  ["mawk", 2],
  ["jq", 2],
  ["env", 125],
  ["timeout", 125],
  ["nohup", 125],
]);

describe("every shell tool", () => {
  for (const tool of shellTools) {
    it(tool.name, () => {
      const bench = createBench();
      const help = bench.run(`command -p env -- ${tool.name} --help`);
      expect(help.status).toBe(tool.name === "false" ? 1 : 0);
      expect(help.stdout).toMatch(/^Usage: .*\n/);
      expect(help.stdout.endsWith("\n")).toBe(true);
      expect(help.stderr).toBe("");
      expect(tool.summary).not.toBe("");
      if (!takesAnything.has(tool.name)) {
        const wrong = bench.run(`env -- ${tool.name} --no-such-flag`, { stdin: "" });
        expect(wrong.status).toBe(wrongStatus.get(tool.name) ?? 1);
        expect(wrong.stderr).toBe(
          `${tool.name}: unrecognized option '--no-such-flag'\nTry '${tool.name} --help' for more information.\n`,
        );
      }
      const plain = bench.run(`env -- ${tool.name} | head -1; true`, {
        stdin: "1\n",
        timeoutMs: 1000,
      });
      expect(plain.status).toBe(0);
    });
  }

  it("is in the list once, by name", () => {
    const names = shellTools.map((tool) => tool.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
