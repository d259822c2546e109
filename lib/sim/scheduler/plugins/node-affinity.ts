// Kubernetes: pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
import { matchesNode, matchesTerm } from "../../kinds/pod/node-affinity";
import type { SchedulerPlugin } from "../define-plugin";

export const nodeAffinity: SchedulerPlugin = {
  name: "NodeAffinity",
  weight: 2,
  normalize: "higher-is-better",
  filter: (pod, { node }) =>
    matchesNode(pod, node) ? [] : ["node(s) didn't match Pod's node affinity/selector"],
  score(pod, nodes) {
    const preferred =
      pod.spec?.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return nodes.map(({ node }) =>
      preferred.reduce(
        (sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0),
        0,
      ),
    );
  },
};
