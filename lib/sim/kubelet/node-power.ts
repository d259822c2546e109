// Whether a node's kubelet runs, as something outside the cluster decides: a stopped machine, a stopped unit.
import { defineTable, type State } from "../kernel/state";

const stopped = defineTable<true>("kubelet.stopped");

export const isNodeRunning = (state: State, node: string): boolean =>
  !state.table(stopped).has(node);

export function stopNode(state: State, node: string): void {
  state.table(stopped).set(node, true);
}

export function startNode(state: State, node: string): void {
  state.table(stopped).delete(node);
}
