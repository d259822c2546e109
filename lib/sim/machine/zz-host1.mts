import { createBench } from "/work/main/lib/sim/machine/testing";
import { readFileSync } from "node:fs";
const src = readFileSync("/work/main/lib/sim/machine/hostile.test.ts", "utf8");
const body = src.slice(src.indexOf("const lines = [") + 14, src.indexOf("];\n  for (const line of lines)") + 1);
const lines: string[] = eval(body);
const i = Number(process.argv[2]);
if (i >= lines.length) { console.log("END"); process.exit(9); }
const t = performance.now();
const bench = createBench();
bench.machines.terminals.open("t", { machine: "host" });
bench.machines.terminals.input("t", lines[i]!);
const t1 = performance.now();
bench.advance(bench.state.now + 3000);
bench.machines.terminals.signal("t", "INT");
bench.machines.terminals.input("t", "echo still here");
const { text } = bench.machines.terminals.output("t", 0);
const ok = text.includes("echo still here\nstill here\n") && /# $/.test(bench.machines.terminals.view("t").prompt);
console.log(i, ok ? "ok" : "BAD", Math.round(t1 - t), Math.round(performance.now() - t1), JSON.stringify(lines[i]!.slice(0, 50)), ok && process.argv[3] === undefined ? JSON.stringify(text.slice(-170, -50)) : JSON.stringify(text.slice(-400)));
