import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runKubectl } from "./testing";
it("compares", () => {
  const real = JSON.parse(readFileSync("/tmp/ut/real.json", "utf8"));
  let out = "", bad = 0;
  for (const r of real) {
    let mine;
    try { mine = runKubectl(`kubectl ${r.line}`); } catch (e) { mine = { stdout: "", stderr: "THROWN " + String((e as Error).stack).slice(0, 400), status: -1 }; }
    const isHelp = r.stdout.length > 400 || r.stderr.length > 1200;
    if (mine.stderr === r.stderr && mine.status === r.status && (isHelp || mine.stdout === r.stdout)) continue;
    if (isHelp && mine.status === r.status) continue;
    bad++;
    out += `### ${r.line}\n--- real ${r.status}\n${r.stdout.slice(0,300)}|${r.stderr.slice(0,700)}\n--- mine ${mine.status}\n${mine.stdout.slice(0,300)}|${mine.stderr.slice(0,700)}\n`;
  }
  writeFileSync("/tmp/ut/cmp.txt", `${bad} of ${real.length}\n` + out);
  expect(1).toBe(1);
});
