// Kubernetes: pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go
import { tolerates, untolerated } from "../../kinds/pod/tolerations";
import type { SchedulerPlugin } from "../define-plugin";

export const taintToleration: SchedulerPlugin = {
  name: "TaintToleration",
  weight: 3,
  normalize: "lower-is-better",
  filter(pod, { node }) {
    const hard = (node.spec?.taints ?? []).filter(({ effect }) => effect !== "PreferNoSchedule");
    return untolerated(hard, pod.spec?.tolerations) === undefined
      ? []
      : ["node(s) had untolerated taint(s)"];
  },
  score(pod, nodes) {
    const tolerations = (pod.spec?.tolerations ?? []).filter(
      ({ effect }) => !effect || effect === "PreferNoSchedule",
    );
    return nodes.map(({ node }) => {
      const soft = (node.spec?.taints ?? []).filter(({ effect }) => effect === "PreferNoSchedule");
      return soft.filter((taint) => !tolerations.some((each) => tolerates(each, taint))).length;
    });
  },
};
