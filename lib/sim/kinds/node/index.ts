// Node: a machine that runs pods.
//
// Kubernetes: pkg/registry/core/node/strategy.go, pkg/apis/core/validation/validation.go (ValidateNode)
import type { Node, Taint } from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  invalid,
} from "../../meta/field-errors";
import { validLabelValue } from "../../meta/names";
import { deepEqual } from "../../meta/object";
import { checkCidr } from "../address-rules";
import { defineKind } from "../define-kind";
import { checkOneOf, type FieldErrors } from "../field-rules";
import { checkLabelKey } from "../label-rules";
import { taintEffects } from "../pod/affinity-rules";
import { nodeColumns, nodeRow } from "./table";

export const node = defineKind<Node>()({
  kind: "Node",
  group: "",
  version: "v1",
  plural: "nodes",
  singular: "node",
  shortNames: ["no"],
  namespaced: false,
  storagePrefix: "minions",
  hasStatus: true,
  statusKeeps: [],
  subresources: [
    {
      name: "proxy",
      kind: "NodeProxyOptions",
      verbs: ["create", "delete", "get", "patch", "update"],
    },
  ],
  setDefaults(draft) {
    if (draft.status?.capacity !== undefined)
      draft.status.allocatable ??= { ...draft.status.capacity };
    if (draft.spec?.podCIDR !== undefined) draft.spec.podCIDRs ??= [draft.spec.podCIDR];
  },
  validate,
  validateUpdate,
  fields: ({ spec }) => ({ "spec.unschedulable": String(spec?.unschedulable ?? false) }),
  columns: nodeColumns,
  row: nodeRow,
  example: {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "node01" },
    spec: { podCIDR: "10.244.1.0/24", podCIDRs: ["10.244.1.0/24"] },
  },
});

function validate({ spec }: Node): FieldErrors {
  const errors: FieldError[] = [];
  const path = fieldPath("spec");
  checkTaints(spec?.taints, path.child("taints"), errors);
  spec?.podCIDRs?.forEach((cidr, index) => {
    checkCidr(cidr, path.child("podCIDRs").index(index), errors);
  });
  return errors;
}

function checkTaints(
  taints: readonly Taint[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const seen = new Set<string>();
  taints?.forEach((taint, index) => {
    const at = path.index(index);
    const { key = "", value = "", effect } = taint;
    checkLabelKey(key, at.child("key"), errors);
    const complaints = validLabelValue(value);
    if (complaints.length > 0) {
      errors.push(invalid(at.child("value"), value, complaints.join(";")));
    }
    checkOneOf(effect, taintEffects, { path: at, name: "effect", errors });
    if (seen.has(`${key}:${effect}`)) errors.push(duplicate(at, taint));
    seen.add(`${key}:${effect}`);
  });
}

function validateUpdate(resource: Node, old: Node): FieldErrors {
  const errors = validate(resource);
  const before = old.spec?.podCIDRs ?? [];
  if (before.length > 0 && !deepEqual(before, resource.spec?.podCIDRs)) {
    const detail = 'node updates may not change podCIDR except from "" to valid';
    errors.push(forbidden(fieldPath("spec", "podCIDRs"), detail));
  }
  const providerId = old.spec?.providerID;
  if (providerId && providerId !== resource.spec?.providerID) {
    const detail = 'node updates may not change providerID except from "" to valid';
    errors.push(forbidden(fieldPath("spec", "providerID"), detail));
  }
  return errors;
}
