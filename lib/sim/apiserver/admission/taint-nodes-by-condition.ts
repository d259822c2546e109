// TaintNodesByCondition: a new node gets no pods until it has said that it is ready.
//
// Kubernetes: plugin/pkg/admission/nodetaint/admission.go
import type { Node } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import type { AdmissionPlugin } from "../server-context";
import { isAbout } from "./stored";

const key = "node.kubernetes.io/not-ready";

export const taintNodesByCondition: AdmissionPlugin = {
  name: "TaintNodesByCondition",
  mutate(draft, request) {
    if (request.operation !== "CREATE" || !isAbout(request, "Node")) return;
    const node = draft as unknown as Draft<Node>;
    const taints = node.spec?.taints ?? [];
    if (taints.some((taint) => taint.key === key && taint.effect === "NoSchedule")) return;
    node.spec = { ...node.spec, taints: [...taints, { key, effect: "NoSchedule" }] };
  },
};
