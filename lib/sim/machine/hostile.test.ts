// Nothing a learner types may run for ever, fill the memory, or break the terminal for the next line.
import { describe, expect, it } from "vitest";
import { limits } from "../kernel/limits";
import { createBench } from "../testing/machine-bench";

function type(lines: readonly string[]): { text: string; prompt: string } {
  const bench = createBench();
  bench.machines.terminals.open("t", { machine: "host" });
  for (const line of lines) bench.machines.terminals.input("t", line);
  bench.advance(bench.state.now + 3000);
  bench.machines.terminals.signal("t", "INT");
  bench.machines.terminals.input("t", "echo still here");
  return {
    text: bench.machines.terminals.output("t", 0).text,
    prompt: bench.machines.terminals.view("t").prompt,
  };
}

describe("a hostile line is bounded and the terminal lives on", () => {
  const lines = [
    "while true; do :; done",
    "while true; do echo flood; done",
    "while true; do echo $(echo x); done",
    "until false; do true; done &",
    ":(){ :|:& };:",
    "f() { f; }; f",
    "f() { f | f; }; f",
    "yes",
    "yes > /dev/null",
    "yes | sort",
    "yes > big",
    "cat /dev/zero",
    "cat < /dev/zero",
    "cat < /dev/zero > f",
    "cat f > f; echo x >> f; while true; do cat f f >> g; cat g > f; done",
    "x=a; while true; do x=$x$x; done",
    "seq 1000000000",
    "eval \"$(printf '(%.0s' $(seq 2000))\"",
    `echo \${x//${"?".repeat(500)}}`,
    "for i in $(seq 20000); do echo > file$i; done",
    "cd /; cd ../../../../..; cat ../../../etc/passwd; ls /proc/self/../../..; ln -s a b; ln -s b a; cat a",
    `mkdir -p ${"d/".repeat(3000)}`,
    "echo {1..100000}{1..100000} | wc -c",
    `grep -E '(a+)+$' <<< ${"a".repeat(5000)}b`,
    "awk 'BEGIN { while (1) i++ }'",
    "awk 'BEGIN { s = \"x\"; while (1) s = s s }'",
    "sed ':a;s/^/x/;ta' <<< y",
    "jq -n '[range(1000000000)]'",
    "jq -n 'def f: f; f'",
    "printf '%999999999d' 1",
    "while sleep 0.001; do :; done",
    "$(cat /dev/zero)",
    "alias a=b b=a; a; alias ls='ls ls'; ls",
    "export __proto__=x; declare -A m; m[__proto__]=1; echo ${m[__proto__]} ${x.y}",
    "source /dev/stdin <<< 'source /dev/stdin'; echo '. ./r' > r; . ./r",
    "watch -n 0.0001 true",
    "xargs -n 1 < /dev/zero",
    "tail -f /dev/zero; find / -exec find / ';'",
  ];
  for (const line of lines) {
    it(line.slice(0, 80), { timeout: 20_000 }, () => {
      const { text, prompt } = type([line]);
      expect(text.length).toBeLessThan(limits.scrollbackCharacters * 1.3);
      expect(prompt).toMatch(/# $/);
      expect(text).toContain("echo still here\nstill here\n");
    });
  }

  it("lets days go by cheaply beside a container that never rests", { timeout: 20_000 }, () => {
    const bench = createBench();
    bench.machines.spawn({
      machine: "node01/c1",
      command: "sh",
      args: ["-c", "while true; do :; done"],
    });
    bench.machines.spawn({
      machine: "node01/c1",
      command: "sh",
      args: ["-c", "while sleep 0.001; do :; done"],
    });
    bench.advance(bench.state.now + 24 * 3_600_000);
    expect(bench.run("echo ok").stdout).toBe("ok\n");
  });

  it("ends a shell that gave its input away, as bash does", () => {
    const bench = createBench();
    bench.machines.terminals.open("t", { machine: "host" });
    bench.machines.terminals.input("t", "exec < /dev/null; cat");
    expect(bench.machines.terminals.view("t").ended).toBe(true);
  });

  it("refuses a line that is too long", () => {
    expect(type([`echo ${"x".repeat(limits.inputCharacters)}`]).text).toContain("not taken");
  });
});
