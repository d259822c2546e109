// Pod addresses of a node: counted up through its range, then from the start again.
import { defineTable, type State } from "../../kernel/state";

const table = defineTable<number>("stand-in.addresses");
const firstHost = 2;
const lastHost = 254;

/** `10.244.1.0/24` → `10.244.1.2`, `10.244.1.3` … */
export function allocateAddress(state: State, podCidr: string): string {
  const base = podCidr.split("/")[0]?.split(".").slice(0, 3).join(".") ?? "10.244.0";
  const next = state.table(table).get(podCidr) ?? firstHost;
  state.table(table).set(podCidr, next >= lastHost ? firstHost : next + 1);
  return `${base}.${next}`;
}
