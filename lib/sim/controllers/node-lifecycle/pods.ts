// The pods of a node that went quiet are not ready any more, whatever they last said.
//
// Kubernetes: pkg/controller/util/node/controller_utils.go (MarkPodsNotReady)
import type { Node } from "@/generated/kubernetes/types";
import { findCondition } from "../../meta/object";
import { formatTime } from "../../meta/time";
import type { ControllerContext } from "../define-controller";

export function markPodsNotReady(node: Node, context: ControllerContext): void {
  for (const pod of context.client.podsOnNode(node.metadata.name)) {
    const ready = findCondition(pod.status?.conditions, "Ready");
    if (ready?.status !== "True") continue;
    const conditions = (pod.status?.conditions ?? []).map((condition) =>
      condition.type === "Ready"
        ? { ...condition, status: "False", lastTransitionTime: formatTime(context.now) }
        : condition,
    );
    const marked = context.client.updateStatus("Pod", {
      ...pod,
      status: { ...pod.status, conditions },
    });
    context.record({
      about: marked,
      type: "Warning",
      reason: "NodeNotReady",
      message: "Node is not ready",
    });
  }
}
