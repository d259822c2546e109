// Kubernetes: pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go
import { tolerates } from "../../kinds/pod/tolerations";
import type { SchedulerPlugin } from "../define-plugin";

const taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

export const nodeUnschedulable: SchedulerPlugin = {
  name: "NodeUnschedulable",
  filter(pod, { node }) {
    if (!node.spec?.unschedulable) return [];
    const isTolerated = (pod.spec?.tolerations ?? []).some((toleration) =>
      tolerates(toleration, taint),
    );
    return isTolerated ? [] : ["node(s) were unschedulable"];
  },
};
