// `spec.podFailurePolicy`: what a failed pod means, by its exit codes and conditions.
//
// Kubernetes: pkg/controller/job/pod_failure_policy.go (matchPodFailurePolicy)
import type { ContainerStatus, Job, Pod, PodFailurePolicyRule } from "@/generated/kubernetes/types";

export interface PolicyVerdict {
  readonly action: string;
  readonly message: string;
}

/** The first rule that matches the failed pod. */
export function applyFailurePolicy(job: Job, pod: Pod): PolicyVerdict | undefined {
  if (pod.status?.phase !== "Failed") return undefined;
  for (const [index, rule] of (job.spec?.podFailurePolicy?.rules ?? []).entries()) {
    const message = matchRule(rule, index, pod);
    if (message !== undefined) return { action: rule.action, message };
  }
  return undefined;
}

function matchRule(rule: PodFailurePolicyRule, index: number, pod: Pod): string | undefined {
  const { namespace, name } = pod.metadata;
  const where = `matching ${rule.action} rule at index ${index}`;
  const container = rule.onExitCodes && findContainer(rule.onExitCodes, pod);
  if (container !== undefined) {
    const code = container.state?.terminated?.exitCode;
    return `Container ${container.name} for pod ${namespace}/${name} failed with exit code ${code} ${where}`;
  }
  for (const pattern of rule.onPodConditions ?? []) {
    const found = pod.status?.conditions?.find(
      ({ type, status }) => type === pattern.type && status === pattern.status,
    );
    if (found !== undefined) return `Pod ${namespace}/${name} has condition ${found.type} ${where}`;
  }
  return undefined;
}

type ExitCodes = NonNullable<PodFailurePolicyRule["onExitCodes"]>;

function findContainer(rule: ExitCodes, { status }: Pod): ContainerStatus | undefined {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return all.find(({ name, state }) => {
    if (rule.containerName !== undefined && rule.containerName !== name) return false;
    const code = state?.terminated?.exitCode;
    if (code === undefined || code === 0) return false;
    return rule.values.includes(code) === (rule.operator === "In");
  });
}
