// The contract of a preset: a cluster a lab asks for by name.
import type { Client } from "../client/client";
import type { EtcdServers } from "../etcd/servers";
import type { State } from "../kernel/state";
import type { Machines } from "../machine/machines";
import type { Units } from "../machine/systemd/units";

export interface NodeSize {
  readonly name: string;
  readonly address: string;
  readonly cpu: string;
  readonly memory: string;
  readonly podCidr: string;
  readonly isControlPlane?: boolean;
  /** 32 hex digits, as in `/etc/machine-id`. */
  readonly machineId: string;
  /** Where the API server is, when no node of the preset has it. */
  readonly apiServer?: string;
  /** Left out: Ubuntu 24.04 with containerd 2.1.5. */
  readonly software?: {
    readonly osImage: string;
    readonly kernelVersion: string;
    readonly containerd: string;
  };
}

export interface PresetTools {
  readonly state: State;
  /** Writes as kubeadm does, with every right. */
  readonly client: Client;
  readonly machines: Machines<never>;
  readonly etcd: EtcdServers;
  readonly units: Units<never>;
  /** Lets the cluster work until it has been quiet for so long. */
  settle(quietMs?: number): void;
}

export interface Preset {
  readonly name: string;
  readonly summary: string;
  readonly nodes: readonly NodeSize[];
  /** Machines that are no nodes, where there is no cluster. */
  readonly machines?: readonly string[];
  /** Who runs pods: the kubelet, or the stand-in of the golden transcripts. */
  readonly kubelet: "kubelet" | "stand-in-kubelet";
  /** Makes the objects of a new cluster; controllers run meanwhile. */
  build(tools: PresetTools): void;
}
