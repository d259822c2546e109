// A small world for tests of machines and shell tools: one host, one container, a clock that can be moved.
import { takeDue } from "../kernel/queue";
import { State } from "../kernel/state";
import { defineLayer } from "../machine/layers";
import { Machines, type RunOptions, type RunResult } from "../machine/machines";
import type { Program } from "../machine/program";
import { shellTools } from "../programs/shell-tools";

export interface Bench {
  readonly state: State;
  readonly machines: Machines;
  advance(until: number): void;
  /** Runs in `/tmp/w` on the host, with the clock moving. */
  run(line: string, options?: RunOptions & { readonly machine?: string }): RunResult;
  fork(): Bench;
  /** Through JSON, as in the database. */
  reload(): Bench;
}

export const startMs = 1_700_000_000_000;

export const baseLayer = defineLayer("base", {
  "/etc/hostname": "host\n",
  "/etc/passwd": "root:x:0:0:root:/root:/bin/bash\n",
  "/usr/share/doc/": "",
});

export function createBench(extra: readonly Program[] = []): Bench {
  const state = State.startingAt(startMs);
  const bench = benchOn(state, extra);
  bench.machines.create({ name: "host", layers: ["base"] });
  bench.machines.create({
    name: "node01/c1",
    hostname: "web-0",
    container: true,
    layers: ["base"],
  });
  bench.machines.files("host").makeDirectory("/tmp/w", { parents: true });
  return bench;
}

function benchOn(state: State, extra: readonly Program[]): Bench {
  const machines = new Machines(state, {
    programs: [...shellTools, ...extra],
    layers: [baseLayer],
    world: () => ({}),
  });
  const advance = (until: number): void => {
    for (let work = takeDue(state, until); work !== undefined; work = takeDue(state, until)) {
      if (work.component === "machines") machines.handle(work.payload);
    }
    if (until > state.now) state.now = until;
  };
  return {
    state,
    machines,
    advance,
    run: (line, options = {}) =>
      machines.run(options.machine ?? "host", line, { advance, directory: "/tmp/w", ...options }),
    fork: () => benchOn(state.fork(), extra),
    reload: () => benchOn(State.restore(JSON.parse(JSON.stringify(state.save()))), extra),
  };
}
