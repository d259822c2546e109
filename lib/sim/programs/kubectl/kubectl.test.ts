// What needs no cluster. Everything else is in the golden transcripts (lib/transcripts).
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "./diff/unified";
import { distance } from "./dispatch";
import { wrapText } from "./explain/wrap";
import { runKubectl } from "./testing";
import { verbs } from "./verbs";

const here = "lib/sim/programs/kubectl";
const recorded = readFileSync(`${here}/recorded-answers.txt`, "utf8")
  .split(/^\$ /m)
  .slice(1)
  .map((part) => {
    const [line = "", ...lines] = part.trimEnd().split("\n");
    return [line, lines.join("\n")] as const;
  });

describe("the command line", () => {
  it.each(recorded)("%s", (line, answer) => {
    const { stdout, stderr, status } = runKubectl(line);
    const errors = stderr.split("\n").slice(0, -1);
    const lines = [
      ...stdout.split("\n").slice(0, -1),
      ...errors.map((error) => `! ${error}`.trimEnd()),
      ...(status === 0 ? [] : [`? ${status}`]),
    ];
    expect(lines.join("\n").trimEnd()).toBe(answer);
  });
});

describe("every command", () => {
  it.each(verbs.map((verb) => [verb.name, verb] as const))("%s", (name, verb) => {
    const help = runKubectl(`kubectl ${name} --help`);
    expect(help).toMatchObject({ status: 0, stderr: "" });
    expect(help.stdout).toMatch(/\n$/);
    const unknown = runKubectl(`kubectl ${name} --no-such-flag`);
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toBe(
      `error: unknown flag: --no-such-flag\nSee 'kubectl ${name} --help' for usage.\n`,
    );
    expect(verb.summary).not.toMatch(/\.$/);
  });

  it("has a file, and every file is used", () => {
    const sources = readdirSync(`${here}/verbs`)
      .filter((file) => file !== "index.ts")
      .map((file) => file.replace(/\.ts$/, ""));
    const text = sources
      .concat("index")
      .map((file) => readFileSync(`${here}/verbs/${file}.ts`, "utf8"))
      .join("\n");
    for (const file of sources) expect(text, file).toContain(`from "./${file}"`);
  });
});

describe("parts", () => {
  it("counts edits between words", () => {
    expect(distance("gets", "get")).toBe(1);
    expect(distance("kitten", "sitting")).toBe(3);
  });

  it("writes the hunks of diff -u", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", ""].join("\n");
    const after = before.replace("b\n", "B\n").replace("j\n", "j\nk\n");
    expect(unifiedDiff(before, after)).toBe(
      "@@ -1,5 +1,5 @@\n a\n-b\n+B\n c\n d\n e\n@@ -8,3 +8,4 @@\n h\n i\n j\n+k\n",
    );
    expect(unifiedDiff(before, before)).toBe("");
  });

  it("wraps words at a width and keeps line breaks", () => {
    expect(wrapText("one two three\nfour", 8)).toBe("one two\nthree\nfour");
  });
});
