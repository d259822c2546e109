import type { RoleBinding } from "@/generated/kubernetes/types";
import { defineDescriber } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import type { DescriptionWriter } from "./writer";

const group = "rbac.authorization.k8s.io";

export const roleBindingDescriber = defineDescriber<RoleBinding>(
  group,
  "RoleBinding",
  writeBinding,
);
export const clusterRoleBindingDescriber = defineDescriber<RoleBinding>(
  group,
  "ClusterRoleBinding",
  writeBinding,
);

function writeBinding(
  w: DescriptionWriter,
  { metadata, roleRef, subjects = [] }: RoleBinding,
): void {
  w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  w.write(0, "Role:\n");
  w.write(1, `Kind:\t${roleRef.kind}\n`);
  w.write(1, `Name:\t${roleRef.name}\n`);
  w.write(0, "Subjects:\n");
  w.write(1, "Kind\tName\tNamespace\n");
  w.write(1, "----\t----\t---------\n");
  for (const { kind, name, namespace = "" } of subjects)
    w.write(1, `${kind}\t${name}\t${namespace}\n`);
}
