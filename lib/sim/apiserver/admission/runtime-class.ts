// RuntimeClass: a pod may only name one that exists, and pays its overhead.
//
// Kubernetes: plugin/pkg/admission/runtimeclass/admission.go
import type { RuntimeClass } from "@/generated/kubernetes/types";
import type { AdmissionPlugin } from "../server-context";
import { refusal } from "./refusal";
import { asPodDraft, isAbout, stored } from "./stored";

export const runtimeClassPlugin: AdmissionPlugin = {
  name: "RuntimeClass",
  mutate(draft, request, server) {
    if (request.operation !== "CREATE" || !isAbout(request, "Pod")) return;
    const { spec } = asPodDraft(draft);
    const name = spec?.runtimeClassName;
    if (spec === undefined || name === undefined) return;
    const found = stored<RuntimeClass>(server, `runtimeclasses/${name}`);
    if (found === undefined) {
      throw refusal(request, draft, `pod rejected: RuntimeClass "${name}" not found`);
    }
    if (found.overhead?.podFixed !== undefined) spec.overhead = { ...found.overhead.podFixed };
    const { nodeSelector, tolerations } = found.scheduling ?? {};
    if (nodeSelector !== undefined) spec.nodeSelector = { ...spec.nodeSelector, ...nodeSelector };
    if (tolerations !== undefined) {
      spec.tolerations = [...(spec.tolerations ?? []), ...tolerations.map((one) => ({ ...one }))];
    }
  },
};
