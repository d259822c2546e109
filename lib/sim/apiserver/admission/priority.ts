// Priority: turns the name of a priority class into a number.
//
// Kubernetes: plugin/pkg/admission/priority/admission.go
import type { Pod, PodSpec, PriorityClass } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import type { KubernetesObject } from "../../meta/object";
import type { AdmissionPlugin, AdmissionRequest, ServerContext } from "../server-context";
import { refusal } from "./refusal";
import { asPod, asPodDraft, isAbout, stored, storedUnder } from "./stored";

interface Priority {
  readonly value: number;
  readonly policy: string;
  readonly className: string;
}

const group = "scheduling.k8s.io";
const lower = "PreemptLowerPriority";

/** Differs: known even before a preset has stored them; upstream's own start-up hook stores them. */
const systemClasses: Readonly<Record<string, number>> = {
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};

export const priority: AdmissionPlugin = {
  name: "Priority",
  mutate(draft, request, server) {
    if (!isAbout(request, "Pod")) return;
    const { spec } = asPodDraft(draft);
    if (spec === undefined) return;
    if (request.operation === "UPDATE") keep(spec, asPod(request.old));
    else set(spec, draft, request, server);
  },
  validate(object, request, server) {
    if (request.operation === "DELETE" || !isAbout(request, "PriorityClass", group)) return;
    const { globalDefault, metadata } = object as PriorityClass & KubernetesObject;
    const other = globalDefault ? defaultClass(server) : undefined;
    if (other === undefined || other.metadata.name === metadata.name) return;
    const why = `PriorityClass ${other.metadata.name} is already marked as default. Only one default can exist`;
    throw refusal(request, object, why);
  },
};

function keep(spec: Draft<PodSpec>, old: Pod | undefined): void {
  if (old?.spec?.priority !== undefined) spec.priority ??= old.spec.priority;
  if (old?.spec?.preemptionPolicy !== undefined) {
    spec.preemptionPolicy ??= old.spec.preemptionPolicy;
  }
}

function set(
  spec: Draft<PodSpec>,
  draft: Draft<KubernetesObject>,
  request: AdmissionRequest,
  server: ServerContext,
): void {
  const asked = spec.priorityClassName;
  const found = asked ? classNamed(asked, server) : ofDefault(server);
  if (found === undefined) {
    throw refusal(request, draft, `no PriorityClass with name ${asked} was found`);
  }
  if (found.className !== "") spec.priorityClassName = found.className;
  const from = "from the given PriorityClass name";
  if (spec.priority !== undefined && spec.priority !== found.value) {
    const why = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${found.value} ${from}`;
    throw refusal(request, draft, why);
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== found.policy) {
    const why = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${found.policy} ${from}`;
    throw refusal(request, draft, why);
  }
  spec.priority = found.value;
  spec.preemptionPolicy = found.policy;
}

function classNamed(name: string, server: ServerContext): Priority | undefined {
  const found = stored<PriorityClass>(server, `priorityclasses/${name}`);
  const value = found?.value ?? systemClasses[name];
  if (value === undefined) return undefined;
  return { value, policy: found?.preemptionPolicy ?? lower, className: name };
}

function ofDefault(server: ServerContext): Priority {
  const found = defaultClass(server);
  return {
    value: found?.value ?? 0,
    policy: found?.preemptionPolicy ?? lower,
    className: found?.metadata.name ?? "",
  };
}

/** The class for pods that name none; of several the lowest. */
function defaultClass(server: ServerContext): PriorityClass | undefined {
  let lowest: PriorityClass | undefined;
  for (const found of storedUnder<PriorityClass>(server, "priorityclasses/")) {
    if (found.globalDefault && (lowest === undefined || (found.value ?? 0) < (lowest.value ?? 0)))
      lowest = found;
  }
  return lowest;
}
