// What programs reach of the cluster they run in; `cluster.ts` supplies it for each process.
import type { EtcdWorld } from "../etcd/servers";
import type { NetworkWorld } from "../network/process-network";
import type { HostWorld } from "./host-world";
import type { KubectlWorld } from "./kubectl/world";

export type World = KubectlWorld & NetworkWorld & EtcdWorld & HostWorld;
