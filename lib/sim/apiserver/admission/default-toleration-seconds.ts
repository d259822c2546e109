// DefaultTolerationSeconds: a pod stays five minutes on a node that has become unreachable or not ready.
//
// Kubernetes: plugin/pkg/admission/defaulttolerationseconds/admission.go
import type { Toleration } from "@/generated/kubernetes/types";
import type { AdmissionPlugin } from "../server-context";
import { asPodDraft, isAbout } from "./stored";

const seconds = 300;
const keys = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

export const defaultTolerationSeconds: AdmissionPlugin = {
  name: "DefaultTolerationSeconds",
  mutate(draft, request) {
    if (!isAbout(request, "Pod")) return;
    const { spec } = asPodDraft(draft);
    if (spec === undefined) return;
    for (const key of keys) {
      if (spec.tolerations?.some((toleration) => tolerates(toleration, key))) continue;
      spec.tolerations ??= [];
      spec.tolerations.push({
        key,
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: seconds,
      });
    }
  },
};

const tolerates = ({ effect = "", key = "" }: Toleration, wanted: string): boolean =>
  (key === wanted || key === "") && (effect === "NoExecute" || effect === "");
