// Pod: containers that run together on one node.
//
// Kubernetes: pkg/registry/core/pod/strategy.go
import type { Pod } from "@/generated/kubernetes/types";
import { formatTime } from "../../meta/time";
import { type Draft, defineKind, type KindContext } from "../define-kind";
import { setPodDefaults } from "./defaults";
import { qosClassOf } from "./resources";
import { podColumns, podRow } from "./table";
import { validatePod, validatePodUpdate } from "./validation";
import { podSpecWarnings } from "./warnings";

export const pod = defineKind<Pod>()({
  kind: "Pod",
  group: "",
  version: "v1",
  plural: "pods",
  singular: "pod",
  shortNames: ["po"],
  categories: ["all"],
  namespaced: true,
  hasStatus: true,
  statusKeeps: ["ownerReferences"],
  hasGeneration: true,
  subresources: [
    { name: "attach", kind: "PodAttachOptions", verbs: ["create", "get"] },
    { name: "binding", kind: "Binding", verbs: ["create"] },
    { name: "ephemeralcontainers", kind: "Pod", verbs: ["get", "patch", "update"] },
    { name: "eviction", kind: "Eviction", group: "policy", version: "v1", verbs: ["create"] },
    { name: "exec", kind: "PodExecOptions", verbs: ["create", "get"] },
    { name: "log", kind: "Pod", verbs: ["get"] },
    { name: "portforward", kind: "PodPortForwardOptions", verbs: ["create", "get"] },
    {
      name: "proxy",
      kind: "PodProxyOptions",
      verbs: ["create", "delete", "get", "patch", "update"],
    },
    { name: "resize", kind: "Pod", verbs: ["get", "patch", "update"] },
  ],
  setDefaults: setPodDefaults,
  prepareForCreate,
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  validateStatusUpdate: () => [],
  warnings: ({ spec }) => podSpecWarnings(spec, "spec"),
  deletionGraceSeconds,
  fields: ({ spec, status }) => ({
    "spec.nodeName": spec?.nodeName ?? "",
    "spec.restartPolicy": spec?.restartPolicy ?? "",
    "spec.schedulerName": spec?.schedulerName ?? "",
    "spec.serviceAccountName": spec?.serviceAccountName ?? "",
    "spec.hostNetwork": String(spec?.hostNetwork ?? false),
    "status.phase": status?.phase ?? "",
    "status.podIP": status?.podIPs?.[0]?.ip ?? "",
    "status.nominatedNodeName": status?.nominatedNodeName ?? "",
  }),
  columns: podColumns,
  row: podRow,
  example: {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "default", labels: { app: "web" } },
    spec: { containers: [{ name: "nginx", image: "nginx:1.27" }] },
  },
});

function prepareForCreate(draft: Draft<Pod>, { now }: KindContext): void {
  const spec = draft.spec ?? { containers: [] };
  draft.status = { phase: "Pending", qosClass: qosClassOf(spec) };
  if ((spec.schedulingGates ?? []).length === 0) return;
  draft.status.conditions = [
    {
      type: "PodScheduled",
      observedGeneration: 1,
      status: "False",
      lastTransitionTime: formatTime(now),
      reason: "SchedulingGated",
      message: "Scheduling is blocked due to non-empty scheduling gates",
    },
  ];
}

/** Only a pod that a kubelet runs has to be waited for. */
function deletionGraceSeconds({ spec, status }: Pod, asked: number | undefined): number {
  if (!spec?.nodeName || status?.phase === "Succeeded" || status?.phase === "Failed") return 0;
  const wanted = asked ?? spec.terminationGracePeriodSeconds ?? 0;
  return wanted < 0 ? 1 : wanted;
}
