// DefaultIngressClass: an ingress that names no class gets the default one.
//
// Kubernetes: plugin/pkg/admission/network/defaultingressclass/admission.go
import type { Ingress, IngressClass } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import type { AdmissionPlugin } from "../server-context";
import { newestDefault } from "./newest-default";
import { isAbout, storedUnder } from "./stored";

const isDefault = "ingressclass.kubernetes.io/is-default-class";
const classAnnotation = "kubernetes.io/ingress.class";

export const defaultIngressClass: AdmissionPlugin = {
  name: "DefaultIngressClass",
  mutate(draft, request, server) {
    if (request.operation !== "CREATE" || !isAbout(request, "Ingress", "networking.k8s.io")) return;
    const ingress = draft as unknown as Draft<Ingress>;
    if (ingress.spec?.ingressClassName !== undefined) return;
    if (ingress.metadata.annotations?.[classAnnotation] !== undefined) return;
    const found = newestDefault(storedUnder<IngressClass>(server, "ingressclasses/"), [isDefault]);
    if (found === undefined) return;
    ingress.spec = { ...ingress.spec, ingressClassName: found.metadata.name };
  },
};
