// Which pods of a node a drain removes, which it leaves alone, and which stop it.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/drain/filters.go
import type { Pod } from "@/generated/kubernetes/types";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { controllerOf } from "@/lib/sim/meta/object";
import { getObject, listObjects } from "../client";
import { asError, isNotFound } from "../command-error";
import { knownKind } from "../create/generator";
import type { Session } from "../session";
import { isFinished, podKind } from "../streams/pods";

export interface DrainPlan {
  readonly pods: readonly Pod[];
  /** `ignoring DaemonSet-managed Pods: kube-system/kube-proxy-x`. */
  readonly warnings: string;
  readonly errors: readonly string[];
}

const daemonSetKind = knownKind("apps/v1", "DaemonSet", "daemonsets");

const messages = {
  daemonSet: "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)",
  ignoredDaemonSet: "ignoring DaemonSet-managed Pods",
  localStorage: "Pods with local storage (use --delete-emptydir-data to override)",
  deletedStorage: "deleting Pods with local storage",
  unmanaged: "Pods that declare no controller (use --force to override)",
  deletedUnmanaged: "deleting Pods that declare no controller",
} as const;

type Verdict =
  | { readonly action: "delete" | "skip"; readonly warning?: string }
  | { readonly action: "error"; readonly error: string };

export function planDrain(session: Session, node: string): DrainPlan {
  const { flags } = session;
  const labelSelector = flags.string("pod-selector");
  const fieldSelector = `spec.nodeName=${node}`;
  const selection = { fieldSelector, labelSelector, limit: flags.number("chunk-size") };
  const { items } = listObjects(session.cluster.client, { kind: podKind }, selection);
  const verdicts = items.map((object) => ({
    pod: object as unknown as Pod,
    verdict: judge(session, object),
  }));
  const grouped = (texts: readonly (readonly [message: string, pod: string])[]): string[] => {
    const byMessage = new Map<string, string[]>();
    for (const [message, pod] of texts)
      byMessage.set(message, [...(byMessage.get(message) ?? []), pod]);
    return [...byMessage.keys()]
      .sort()
      .map((message) => `${message}: ${byMessage.get(message)?.join(", ")}`);
  };
  const named = verdicts.map(({ pod, verdict }) => ({
    name: `${pod.metadata?.namespace}/${pod.metadata?.name}`,
    verdict,
  }));
  const warnings = named.flatMap(({ name, verdict }) =>
    verdict.action !== "error" && verdict.warning !== undefined
      ? [[verdict.warning, name] as const]
      : [],
  );
  const errors = named.flatMap(({ name, verdict }) =>
    verdict.action === "error" ? [[`cannot delete ${verdict.error}`, name] as const] : [],
  );
  return {
    pods: verdicts.filter(({ verdict }) => verdict.action === "delete").map(({ pod }) => pod),
    warnings: grouped(warnings).join("; "),
    errors: grouped(errors),
  };
}

function judge(session: Session, object: KubernetesObject): Verdict {
  const { flags } = session;
  const pod = object as unknown as Pod;
  if (object.metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined)
    return { action: "skip" };
  const owner = controllerOf(object);
  if (owner?.kind === "DaemonSet" && !isFinished(pod)) {
    if (daemonSetExists(session, object.metadata.namespace ?? "", owner.name)) {
      return flags.bool("ignore-daemonsets")
        ? { action: "skip", warning: messages.ignoredDaemonSet }
        : { action: "error", error: messages.daemonSet };
    }
  }
  const warnings: string[] = [];
  if (hasLocalStorage(pod) && !isFinished(pod)) {
    if (!flags.bool("delete-emptydir-data"))
      return { action: "error", error: messages.localStorage };
    warnings.push(messages.deletedStorage);
  }
  if (owner === undefined && !isFinished(pod)) {
    if (!flags.bool("force")) return { action: "error", error: messages.unmanaged };
    warnings.push(messages.deletedUnmanaged);
  }
  const warning = warnings.at(-1);
  return { action: "delete", ...(warning === undefined ? {} : { warning }) };
}

const hasLocalStorage = (pod: Pod): boolean =>
  pod.spec?.volumes?.some((volume) => volume.emptyDir !== undefined) ?? false;

function daemonSetExists(session: Session, namespace: string, name: string): boolean {
  try {
    getObject(session.cluster.client, { kind: daemonSetKind, namespace, name });
    return true;
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return false;
    throw error;
  }
}
