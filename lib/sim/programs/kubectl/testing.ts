// kubectl on a bare machine, with or without something that answers its requests.
import { takeDue } from "@/lib/sim/kernel/queue";
import { State } from "@/lib/sim/kernel/state";
import { defineLayer } from "@/lib/sim/machine/layers";
import { Machines, type RunResult } from "@/lib/sim/machine/machines";
import { kubectl } from "./kubectl";
import type { KubectlWorld } from "./world";

const layer = defineLayer("base", { "/etc/hostname": "host\n", "/root/": "" });

/** No API server anywhere. */
export const noServer: KubectlWorld = {
  request: () => ({ unreachable: "dial tcp 127.0.0.1:8080: connect: connection refused" }),
  readWatch: () => ({ unreachable: "dial tcp 127.0.0.1:8080: connect: connection refused" }),
};

export function runKubectl(
  line: string,
  world: KubectlWorld = noServer,
  files: Readonly<Record<string, string>> = {},
): RunResult {
  const state = State.startingAt(1_700_000_000_000);
  const machines = new Machines(state, {
    programs: [kubectl],
    layers: [layer],
    world: () => world,
  });
  machines.create({ name: "host", layers: ["base"] });
  for (const [path, text] of Object.entries(files)) machines.files("host").write(path, text);
  const advance = (until: number): void => {
    for (let work = takeDue(state, until); work !== undefined; work = takeDue(state, until)) {
      if (work.component === "machines") machines.handle(work.payload);
    }
    if (until > state.now) state.now = until;
  };
  return machines.run("host", line, { advance, directory: "/root", stdin: "" });
}
