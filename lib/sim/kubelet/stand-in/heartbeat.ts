// The node's lease, renewed every ten seconds while the node is up.
//
// Kubernetes: pkg/kubelet/apis/config/v1beta1/defaults.go (NodeLeaseDurationSeconds)

import type { ObjectChange } from "../../client/reconciler";
import type { ControllerContext } from "../../controllers/define-controller";
import { findCondition } from "../../meta/object";
import { formatMicroTime, formatTime } from "../../meta/time";
import { healthyConditions } from "../node-conditions";

const renewMs = 10_000;
const leaseSeconds = 40;

/** A node that appears starts to beat. */
export function heartbeatKeys({ old, current }: ObjectChange): string[] {
  return old === undefined && current !== undefined ? [`node/${current.metadata.name}`] : [];
}

export function heartbeat(key: string, node: string, context: ControllerContext): void {
  const { client, now } = context;
  const owner = client.get("Node", { name: node });
  if (owner === undefined) return;
  const renewTime = formatMicroTime(now);
  const lease = client.get("Lease", { namespace: "kube-node-lease", name: node });
  if (lease === undefined) {
    client.create("Lease", {
      metadata: {
        name: node,
        namespace: "kube-node-lease",
        ownerReferences: [
          { apiVersion: "v1", kind: "Node", name: node, uid: owner.metadata.uid ?? "" },
        ],
      },
      spec: { holderIdentity: node, leaseDurationSeconds: leaseSeconds, renewTime },
    });
  } else client.update("Lease", { ...lease, spec: { ...lease.spec, renewTime } });
  if (findCondition(owner.status?.conditions, "Ready")?.status !== "True") {
    client.updateStatus("Node", {
      ...owner,
      status: { ...owner.status, conditions: healthyConditions(formatTime(now)) },
    });
  }
  context.enqueue(key, renewMs);
}
