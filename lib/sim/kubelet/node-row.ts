// What a kubelet knows of its own node: the machine it would register, and when it last reported.
import { defineTable, type State } from "../kernel/state";

/** A node as its kubelet registers it. */
export interface NodeFacts {
  readonly name: string;
  readonly address: string;
  readonly cpu: string;
  readonly memory: string;
  readonly podCidr?: string;
  /** The release of its runtime, where it is not the usual one. */
  readonly containerd?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
  }[];
}

export interface NodeReport {
  /** The last renewal of the lease, and the last status written. */
  readonly beatMs: number;
  readonly statusMs: number;
  readonly images: number;
  readonly ready: string;
}

const facts = defineTable<NodeFacts>("kubelet.nodes");
const reports = defineTable<NodeReport>("kubelet.reports");

export const putNodeFacts = (state: State, node: NodeFacts): void =>
  state.table(facts).set(node.name, node);
export const nodeFacts = (state: State, node: string): NodeFacts | undefined =>
  state.table(facts).get(node);
export const nodeReport = (state: State, node: string): NodeReport | undefined =>
  state.table(reports).get(node);
export const putNodeReport = (state: State, node: string, report: NodeReport): void =>
  state.table(reports).set(node, report);
