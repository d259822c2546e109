// NamespaceLifecycle: nothing is made in a namespace that is not there or on its way out, and three
// namespaces stay for ever.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go
import type { Namespace } from "@/generated/kubernetes/types";
import { forbidden, notFound, StatusError } from "../../meta/status-error";
import type { AdmissionPlugin } from "../server-context";
import { refusal } from "./refusal";
import { isAbout, stored } from "./stored";

const immortal = ["default", "kube-public", "kube-system"];

export const namespaceLifecycle: AdmissionPlugin = {
  name: "NamespaceLifecycle",
  mutate(draft, request, server) {
    if (!request.kind.namespaced || request.namespace === "") return;
    if (request.operation !== "CREATE") return;
    const namespace = stored<Namespace>(server, `namespaces/${request.namespace}`);
    if (namespace === undefined) throw notFound("namespaces", request.namespace);
    if (namespace.status?.phase !== "Terminating") return;
    const why = `unable to create new content in namespace ${request.namespace} because it is being terminated`;
    throw withCause(refusal(request, draft, why), {
      reason: "NamespaceTerminating",
      message: `namespace ${request.namespace} is being terminated`,
      field: "metadata.namespace",
    });
  },
  validate(_object, request) {
    if (request.operation !== "DELETE" || !isAbout(request, "Namespace")) return;
    if (!immortal.includes(request.name)) return;
    throw forbidden("namespaces", request.name, "this namespace may not be deleted");
  },
};

function withCause(
  error: StatusError,
  cause: { readonly reason: string; readonly message: string; readonly field: string },
): StatusError {
  return new StatusError({
    ...error.status,
    details: { ...error.status.details, causes: [cause] },
  });
}
