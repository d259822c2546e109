// The pod a template asks for, and the reference that says whose it is.
//
// Kubernetes: pkg/controller/controller_utils.go (GetPodFromTemplate)
import type { PodTemplateSpec } from "@/generated/kubernetes/types";
import type { KubernetesObject } from "../meta/object";

/** The pod a template asks for. */
export function podFrom(template: PodTemplateSpec, owner: KubernetesObject) {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    metadata: {
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace ?? "",
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [controllerReference(owner)],
    },
    ...(template.spec === undefined ? {} : { spec: template.spec }),
  };
}

export function controllerReference(owner: KubernetesObject) {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? "",
    controller: true,
    blockOwnerDeletion: true,
  };
}
