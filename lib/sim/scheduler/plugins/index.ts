// The default profile, in upstream's order.
//
// Kubernetes: pkg/scheduler/apis/config/v1/default_plugins.go
import type { SchedulerPlugin } from "../define-plugin";
import { balancedAllocation } from "./balanced-allocation";
import { imageLocality } from "./image-locality";
import { interPodAffinity } from "./inter-pod-affinity";
import { nodeAffinity } from "./node-affinity";
import { nodeName } from "./node-name";
import { nodePorts } from "./node-ports";
import { nodeResourcesFit } from "./node-resources-fit";
import { nodeUnschedulable } from "./node-unschedulable";
import { podTopologySpread } from "./pod-topology-spread";
import { taintToleration } from "./taint-toleration";
import { volumeBinding } from "./volume-binding";

export const plugins: readonly SchedulerPlugin[] = [
  nodeUnschedulable,
  nodeName,
  taintToleration,
  nodeAffinity,
  nodePorts,
  nodeResourcesFit,
  volumeBinding,
  podTopologySpread,
  interPodAffinity,
  balancedAllocation,
  imageLocality,
];
