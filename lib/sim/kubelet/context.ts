// What the kubelet of a node is given.
import type { PersistentVolume, PersistentVolumeClaim, Pod } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../controllers/define-controller";
import type { Network } from "../network/network";
import type { Runtime } from "../runtime/runtime";

/** What only some clusters have; each may be missing. */
export interface ClusterStorage {
  claim?(namespace: string, name: string): PersistentVolumeClaim | undefined;
  volume?(name: string): PersistentVolume | undefined;
  /** A token for a pod's service account. */
  token?(namespace: string, serviceAccount: string, pod: Pod): string;
}

export interface KubeletContext extends ControllerContext {
  readonly runtime: Runtime;
  readonly network: Pick<Network, "connect" | "request">;
  readonly storage?: ClusterStorage;
}

export const kubeletName = "kubelet";
