// PodSecurity: a namespace's labels say how much its pods may do.
//
// Kubernetes: staging/src/k8s.io/pod-security-admission/admission/admission.go
import type { Namespace, PodSpec, PodTemplateSpec } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid as invalidField } from "../../../meta/field-errors";
import type { KubernetesObject } from "../../../meta/object";
import { invalid } from "../../../meta/status-error";
import type { AdmissionPlugin, AdmissionRequest, ServerContext } from "../../server-context";
import { refusal } from "../refusal";
import { asPod, isAbout, stored } from "../stored";
import { checks, type Level, levels } from "./checks";

const prefix = "pod-security.kubernetes.io/";
const modes = ["enforce", "audit", "warn"] as const;
type Mode = (typeof modes)[number];

export const podSecurity: AdmissionPlugin = {
  name: "PodSecurity",
  validate(object, request, server) {
    if (request.operation === "DELETE" || request.subresource !== "") return;
    if (isAbout(request, "Namespace")) checkNamespaceLabels(object, request);
    else if (request.kind.namespaced) checkPods(object, request, server);
  },
};

function checkNamespaceLabels(object: KubernetesObject, request: AdmissionRequest): void {
  const errors: FieldError[] = [];
  for (const mode of modes) {
    const level = object.metadata.labels?.[prefix + mode];
    if (level === undefined || levels.includes(level as Level)) continue;
    const path = fieldPath("metadata", "labels").key(prefix + mode);
    errors.push(invalidField(path, level, `must be one of ${levels.join(", ")}`));
  }
  if (errors.length > 0) throw invalid(request.kind, object.metadata.name, errors);
}

function checkPods(
  object: KubernetesObject,
  request: AdmissionRequest,
  server: ServerContext,
): void {
  const isPod = isAbout(request, "Pod");
  const spec = isPod ? asPod(object)?.spec : templateOf(object, request);
  if (spec === undefined || (isPod && !isNewPod(request))) return;
  const labels = stored<Namespace>(server, `namespaces/${request.namespace}`)?.metadata.labels;
  if (labels === undefined) return;
  const enforced = isPod ? violations(labels, "enforce", spec) : undefined;
  if (enforced !== undefined) throw refusal(request, object, `violates ${enforced}`);
  const warned = violations(labels, "warn", spec);
  if (warned !== undefined) request.warn?.(`would violate ${warned}`);
}

/** What may change of a pod, its image aside, has nothing to do with security. */
const isNewPod = ({ operation }: AdmissionRequest): boolean => operation === "CREATE";

const workloads = [
  "CronJob",
  "DaemonSet",
  "Deployment",
  "Job",
  "PodTemplate",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
];

interface Workload {
  readonly template?: PodTemplateSpec;
  readonly spec?: {
    readonly template?: PodTemplateSpec;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplateSpec } };
  };
}

function templateOf(object: KubernetesObject, { kind }: AdmissionRequest): PodSpec | undefined {
  if (!workloads.includes(kind.kind)) return undefined;
  const { spec, template } = object as Workload & KubernetesObject;
  return (spec?.template ?? spec?.jobTemplate?.spec?.template ?? template)?.spec;
}

/** `PodSecurity "baseline:latest": privileged (…)`, or nothing when all is well. */
function violations(
  labels: Readonly<Record<string, string>>,
  mode: Mode,
  spec: PodSpec,
): string | undefined {
  const level = labels[prefix + mode] as Level | undefined;
  if (level === undefined) return undefined;
  const found = (checks[level] ?? []).flatMap((check) => check(spec) ?? []);
  if (found.length === 0) return undefined;
  const version = labels[`${prefix}${mode}-version`] ?? "latest";
  return `PodSecurity "${level}:${version}": ${found.join(", ")}`;
}
