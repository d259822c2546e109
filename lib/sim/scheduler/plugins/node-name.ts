// Kubernetes: pkg/scheduler/framework/plugins/nodename/node_name.go
import type { SchedulerPlugin } from "../define-plugin";

export const nodeName: SchedulerPlugin = {
  name: "NodeName",
  filter(pod, { name }) {
    const wanted = pod.spec?.nodeName;
    return !wanted || wanted === name ? [] : ["node(s) didn't match the requested node name"];
  },
};
