// ctr namespaces: what is in one is not seen from another.
import { defineTable } from "../../kernel/state";
import { type CtrCall, type CtrCommand, CtrError, table } from "./command";

/** Key: node NUL namespace. Those that hold something need no row. */
const made = defineTable<true>("runtime.namespaces");

function namesOn({ io }: CtrCall): string[] {
  const { state, runtime } = io.world.host;
  const { machine } = io.process;
  const rows = state.table(made).withPrefix(`${machine}\0`);
  const used = runtime.allOn(machine).flatMap(({ namespace }) => namespace ?? []);
  const names = rows.map(([key]) => key.slice(machine.length + 1));
  return [...new Set(["k8s.io", ...used, ...names])].sort();
}

export const namespacesList: CtrCommand = {
  name: "namespaces list",
  switches: ["q", "quiet"],
  run(call) {
    const names = namesOn(call);
    if (call.has("q") || call.has("quiet"))
      call.io.stdout(names.map((name) => `${name}\n`).join(""));
    else call.io.stdout(table([["NAME", "LABELS"], ...names.map((name) => [name, ""])], 1));
    return 0;
  },
};

export const namespacesCreate: CtrCommand = {
  name: "namespaces create",
  run({ io, args }) {
    const [name] = args;
    if (name === undefined)
      throw new CtrError("namespace: identifier must not be empty: invalid argument");
    io.world.host.state.table(made).set(`${io.process.machine}\0${name}`, true);
    return 0;
  },
};

export const namespacesRemove: CtrCommand = {
  name: "namespaces remove",
  switches: ["c", "cgroup"],
  run(call) {
    const { io, args } = call;
    for (const name of args) {
      if (!namesOn(call).includes(name)) throw new CtrError(`unable to delete ${name}: not found`);
      const holds = io.world.host.runtime.plainOn(io.process.machine, name).length > 0;
      if (holds || name === "k8s.io")
        throw new CtrError(
          `unable to delete ${name}: namespace "${name}" must be empty, but it still has containers: failed precondition`,
        );
      io.world.host.state.table(made).delete(`${io.process.machine}\0${name}`);
      io.stdout(`${name}\n`);
    }
    return 0;
  },
};
