// The contract of a preset: a cluster a lab asks for by name.
import type { Client } from "../client/client";
import type { State } from "../kernel/state";
import type { Machines } from "../machine/machines";

export interface NodeSize {
  readonly name: string;
  readonly address: string;
  readonly cpu: string;
  readonly memory: string;
  readonly podCidr: string;
  readonly isControlPlane?: boolean;
  /** 32 hex digits, as in `/etc/machine-id`. */
  readonly machineId: string;
}

export interface PresetTools {
  readonly state: State;
  /** Writes as kubeadm does, with every right. */
  readonly client: Client;
  readonly machines: Machines<never>;
  /** Lets the cluster work until it has been quiet for so long. */
  settle(quietMs?: number): void;
}

export interface Preset {
  readonly name: string;
  readonly summary: string;
  readonly nodes: readonly NodeSize[];
  /** Who runs pods: the kubelet, or the stand-in of the golden transcripts. */
  readonly kubelet: "kubelet" | "stand-in-kubelet";
  /** Makes the objects of a new cluster; controllers run meanwhile. */
  build(tools: PresetTools): void;
}
