// How admission says no.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/errors.go (NewForbidden)
import type { KubernetesObject } from "../../meta/object";
import { forbidden, type StatusError } from "../../meta/status-error";
import type { AdmissionRequest } from "../server-context";

/** `pods "web" is forbidden: <why>`. A name that is still to be generated is shown as its beginning. */
export function refusal(
  request: AdmissionRequest,
  object: Pick<KubernetesObject, "metadata">,
  why: string,
): StatusError {
  const { generateName, name } = object.metadata;
  const shown = request.name || name || generateName || "Unknown";
  return forbidden({ group: request.kind.group, resource: request.kind.plural }, shown, why);
}
