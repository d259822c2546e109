// Where a pod may run: node selectors, affinities, tolerations and topology spread.
//
// Kubernetes: pkg/apis/core/validation/validation.go (validateAffinity, ValidateTolerations,
// validateTopologySpreadConstraints)
import type {
  Affinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldPath,
  forbidden,
  invalid,
  notSupported,
  required,
} from "../../meta/field-errors";
import { dns1123Label, dns1123Subdomain, validLabelValue } from "../../meta/names";
import { checkSupported, type FieldErrors } from "../field-rules";
import { checkLabelKey, checkLabelSelector } from "../label-rules";

export const taintEffects = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

export function checkAffinity(affinity: Affinity, path: FieldPath, errors: FieldErrors): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  if (nodeAffinity !== undefined) {
    const at = path.child("nodeAffinity");
    const wanted = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    if (wanted !== undefined) {
      const place = at.child("requiredDuringSchedulingIgnoredDuringExecution");
      checkNodeSelector(wanted, place, errors);
    }
    nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution?.forEach((term, index) => {
      const place = at.child("preferredDuringSchedulingIgnoredDuringExecution").index(index);
      checkWeight(term.weight, place, errors);
      checkNodeSelectorTerm(term.preference, false, place.child("preference"), errors);
    });
  }
  if (podAffinity !== undefined) checkPodAffinity(podAffinity, path.child("podAffinity"), errors);
  if (podAntiAffinity !== undefined) {
    checkPodAffinity(podAntiAffinity, path.child("podAntiAffinity"), errors);
  }
}

export function checkNodeSelector(
  selector: NodeSelector,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const terms = path.child("nodeSelectorTerms");
  if ((selector.nodeSelectorTerms ?? []).length === 0) {
    errors.push(required(terms, "must have at least one node selector term"));
    return;
  }
  selector.nodeSelectorTerms.forEach((term, index) => {
    checkNodeSelectorTerm(term, true, terms.index(index), errors);
  });
}

function checkNodeSelectorTerm(
  term: NodeSelectorTerm | undefined,
  checksValues: boolean,
  path: FieldPath,
  errors: FieldErrors,
): void {
  term?.matchExpressions?.forEach((requirement, index) => {
    checkNodeRequirement(
      requirement,
      checksValues,
      path.child("matchExpressions").index(index),
      errors,
    );
  });
  term?.matchFields?.forEach((requirement, index) => {
    checkFieldRequirement(requirement, path.child("matchFields").index(index), errors);
  });
}

function checkNodeRequirement(
  { key = "", operator, values = [] }: NodeSelectorRequirement,
  checksValues: boolean,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const at = () => path.child("values");
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length > 0) break;
      errors.push(required(at(), "must be specified when `operator` is 'In' or 'NotIn'"));
      break;
    case "Exists":
    case "DoesNotExist":
      if (values.length === 0) break;
      errors.push(
        forbidden(at(), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
      );
      break;
    case "Gt":
    case "Lt":
      if (values.length === 1) break;
      errors.push(required(at(), "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      break;
    default:
      errors.push(invalid(path.child("operator"), operator ?? "", "not a valid selector operator"));
  }
  checkLabelKey(key, path.child("key"), errors);
  if (!checksValues) return;
  values.forEach((value, index) => {
    for (const message of validLabelValue(value)) {
      errors.push(invalid(at().index(index), value, message));
    }
  });
}

function checkFieldRequirement(
  { key, operator, values = [] }: NodeSelectorRequirement,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (operator !== "In" && operator !== "NotIn") {
    errors.push(invalid(path.child("operator"), operator ?? "", "not a valid selector operator"));
  } else if (values.length !== 1) {
    const detail =
      "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.push(required(path.child("values"), detail));
  }
  if (key !== "metadata.name") {
    errors.push(invalid(path.child("key"), key ?? "", "not a valid field selector key"));
    return;
  }
  values.forEach((value, index) => {
    for (const message of dns1123Subdomain(value)) {
      errors.push(invalid(path.child("values").index(index), value, message));
    }
  });
}

function checkPodAffinity(affinity: PodAffinity, path: FieldPath, errors: FieldErrors): void {
  affinity.requiredDuringSchedulingIgnoredDuringExecution?.forEach((term, index) => {
    const at = path.child("requiredDuringSchedulingIgnoredDuringExecution").index(index);
    checkPodTerm(term, at, errors);
  });
  affinity.preferredDuringSchedulingIgnoredDuringExecution?.forEach((term, index) => {
    const at = path.child("preferredDuringSchedulingIgnoredDuringExecution").index(index);
    checkWeight(term.weight, at, errors);
    checkPodTerm(term.podAffinityTerm, at.child("podAffinityTerm"), errors);
  });
}

function checkWeight(weight: number | undefined, path: FieldPath, errors: FieldErrors): void {
  const value = weight ?? 0;
  if (value > 0 && value <= 100) return;
  errors.push(invalid(path.child("weight"), value, "must be in the range 1-100"));
}

function checkPodTerm(term: PodAffinityTerm | undefined, path: FieldPath, errors: FieldErrors) {
  checkLabelSelector(term?.labelSelector, path.child("labelSelector"), errors);
  checkLabelSelector(term?.namespaceSelector, path.child("namespaceSelector"), errors);
  for (const name of term?.namespaces ?? []) {
    for (const message of dns1123Label(name)) {
      errors.push(invalid(path.child("namespace"), name, message));
    }
  }
  const topologyKey = term?.topologyKey ?? "";
  if (topologyKey === "") errors.push(required(path.child("topologyKey"), "can not be empty"));
  checkLabelKey(topologyKey, path.child("topologyKey"), errors);
}

export function checkTolerations(
  tolerations: readonly Toleration[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  tolerations?.forEach((toleration, index) => {
    checkToleration(toleration, () => path.index(index), errors);
  });
}

function checkToleration(toleration: Toleration, path: () => FieldPath, errors: FieldErrors): void {
  const { effect = "", key = "", operator = "", tolerationSeconds, value = "" } = toleration;
  if (key !== "") checkTolerationKey(key, path, errors);
  else if (operator !== "Exists") {
    const detail =
      'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(invalid(path().child("operator"), operator, detail));
  }
  if (tolerationSeconds !== undefined && effect !== "NoExecute") {
    const detail = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.push(invalid(path().child("effect"), effect, detail));
  }
  if (operator === "Exists") {
    if (value !== "") {
      const detail = "value must be empty when `operator` is 'Exists'";
      errors.push(invalid(path().child("operator"), value, detail));
    }
  } else if (operator === "" || operator === "Equal") {
    const complaints = value === "" ? [] : validLabelValue(value);
    if (complaints.length > 0) {
      errors.push(invalid(path().child("operator"), value, complaints.join(";")));
    }
  } else {
    errors.push(notSupported(path().child("operator"), operator, ["Equal", "Exists"]));
  }
  if (effect !== "" && !(taintEffects as readonly string[]).includes(effect)) {
    errors.push(notSupported(path().child("effect"), effect, taintEffects));
  }
}

function checkTolerationKey(key: string, path: () => FieldPath, errors: FieldErrors): void {
  if (/^[a-z][a-z.-]*[a-z]\/[a-z][a-z-]*[a-z]$/.test(key) && key.length <= 63) return;
  checkLabelKey(key, path().child("key"), errors);
}

export function checkTopologySpread(
  constraints: readonly TopologySpreadConstraint[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): void {
  constraints?.forEach((constraint, index) => {
    const at = path.index(index);
    checkConstraint(constraint, at, errors);
    const twin = constraints
      .slice(0, index)
      .some(
        (other) =>
          other.topologyKey === constraint.topologyKey &&
          other.whenUnsatisfiable === constraint.whenUnsatisfiable,
      );
    if (twin) {
      const pair = `{${constraint.topologyKey}, ${constraint.whenUnsatisfiable}}`;
      errors.push(duplicate(at.child("{topologyKey, whenUnsatisfiable}"), pair));
    }
  });
}

function checkConstraint(
  constraint: TopologySpreadConstraint,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const { maxSkew = 0, topologyKey = "", whenUnsatisfiable = "", minDomains } = constraint;
  if (maxSkew <= 0)
    errors.push(invalid(path.child("maxSkew"), maxSkew, "must be greater than zero"));
  if (topologyKey === "") errors.push(required(path.child("topologyKey"), "can not be empty"));
  else checkLabelKey(topologyKey, path.child("topologyKey"), errors);
  const supported = ["DoNotSchedule", "ScheduleAnyway"];
  if (!supported.includes(whenUnsatisfiable)) {
    errors.push(notSupported(path.child("whenUnsatisfiable"), whenUnsatisfiable, supported));
  }
  if (minDomains !== undefined && minDomains <= 0) {
    errors.push(invalid(path.child("minDomains"), minDomains, "must be greater than zero"));
  }
  if (minDomains !== undefined && whenUnsatisfiable !== "DoNotSchedule") {
    const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
    errors.push(invalid(path.child("minDomains"), minDomains, detail));
  }
  const policies = ["Honor", "Ignore"];
  checkSupported(constraint.nodeAffinityPolicy, policies, {
    path,
    name: "nodeAffinityPolicy",
    errors,
  });
  checkSupported(constraint.nodeTaintsPolicy, policies, { path, name: "nodeTaintsPolicy", errors });
  checkLabelSelector(constraint.labelSelector, path.child("labelSelector"), errors);
}
