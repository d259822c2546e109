// Deletes pods from nodes with a NoExecute taint they do not tolerate, or no longer tolerate.
//
// Kubernetes: pkg/controller/tainteviction/taint_eviction.go
import type { Pod, Taint } from "@/generated/kubernetes/types";
import { tolerates } from "../../kinds/pod/tolerations";
import { timeOf } from "../../meta/time";
import { type ControllerContext, defineController, keyOf, splitKey } from "../define-controller";

export const taintEvictionController = defineController({
  name: "taint-eviction-controller",
  watches: [
    { kind: "Node", keys: ({ current }) => (current === undefined ? [] : [current.metadata.name]) },
    {
      kind: "Pod",
      keys: ({ old, current }) => {
        const pod = current as Pod | undefined;
        return pod?.spec?.nodeName && pod.spec !== (old as Pod | undefined)?.spec
          ? [keyOf(pod)]
          : [];
      },
    },
  ],
  resync: ({ client }) => client.list("Node").map(({ metadata }) => metadata.name),
  reconcile(key, context) {
    if (key.includes("/")) {
      const pod = context.client.get("Pod", splitKey(key));
      if (pod !== undefined) judge(pod, context);
      return;
    }
    const node = context.client.get("Node", { name: key });
    if (noExecute(node?.spec?.taints).length === 0) return;
    for (const pod of context.client.podsOnNode(key)) judge(pod, context);
  },
});

const noExecute = (taints: readonly Taint[] = []): Taint[] =>
  taints.filter(({ effect }) => effect === "NoExecute");

function judge(pod: Pod, context: ControllerContext): void {
  if (pod.metadata.deletionTimestamp !== undefined) return;
  const node = context.client.get("Node", { name: pod.spec?.nodeName ?? "" });
  const taints = noExecute(node?.spec?.taints);
  if (taints.length === 0) return;
  const leaveAt = toleratedUntil(pod, taints, context.now);
  if (leaveAt === undefined) return;
  if (leaveAt > context.now) return context.enqueue(keyOf(pod), leaveAt - context.now);
  context.record({
    about: pod,
    type: "Normal",
    reason: "TaintManagerEviction",
    message: `Marking for deletion Pod ${keyOf(pod)}`,
  });
  context.client.delete("Pod", pod.metadata);
}

/** When the pod has to go; nothing when it may stay for ever. */
function toleratedUntil(pod: Pod, taints: readonly Taint[], now: number): number | undefined {
  let soonest: number | undefined;
  for (const taint of taints) {
    const toleration = (pod.spec?.tolerations ?? []).find((each) => tolerates(each, taint));
    if (toleration === undefined) return now;
    if (toleration.tolerationSeconds === undefined) continue;
    // A pod that came to a node tainted long ago is tolerated from its own beginning.
    const born = timeOf(pod.metadata.creationTimestamp) ?? now;
    const since = Math.max(timeOf(taint.timeAdded) ?? now, born);
    const until = since + Math.max(0, toleration.tolerationSeconds) * 1000;
    soonest = Math.min(soonest ?? until, until);
  }
  return soonest;
}
