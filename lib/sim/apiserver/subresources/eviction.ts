// `pods/eviction`: a deletion that asks the disruption budgets first.
//
// Kubernetes: pkg/registry/core/pod/storage/eviction.go
import type { PodDisruptionBudget } from "@/generated/kubernetes/types";
import { isJsonObject, type KubernetesObject } from "../../meta/object";
import { matchesLabelSelector } from "../../meta/selector";
import { tooManyRequests } from "../../meta/status-error";
import { readValue } from "../body";
import { type Call, json, targetOf } from "../call";
import { deleteObject } from "../delete";
import { asObject } from "../indexes";
import type { ApiResponse } from "../request";
import type { ServerContext } from "../server-context";
import { readObject, storeObject } from "../stored-object";

export function evictPod(server: ServerContext, call: Call): ApiResponse {
  const target = { ...targetOf(call), subresource: "" };
  const pod = readObject(server, target);
  const body = readValue(call.request);
  const options = isJsonObject(body) && isJsonObject(body.deleteOptions) ? body.deleteOptions : {};
  if (!isFree(pod)) spendBudget(server, pod, call.write.dryRun ?? false);
  const grace = options.gracePeriodSeconds;
  deleteObject(
    server,
    target,
    typeof grace === "number" ? { gracePeriodSeconds: grace } : {},
    call.write,
  );
  return json(201, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    code: 201,
  });
}

/** Pods that are finished, going or not yet started disturb nobody. */
function isFree(pod: KubernetesObject): boolean {
  const phase = (pod.status as { phase?: string } | undefined)?.phase;
  return (
    phase === "Succeeded" ||
    phase === "Failed" ||
    phase === "Pending" ||
    pod.metadata.deletionTimestamp !== undefined
  );
}

function spendBudget(server: ServerContext, pod: KubernetesObject, isDryRun: boolean): void {
  const prefix = `/registry/poddisruptionbudgets/${pod.metadata.namespace}/`;
  for (const { key, value } of server.etcd.list(prefix)) {
    const object = asObject(value);
    if (object === undefined) continue;
    const budget = object as KubernetesObject & PodDisruptionBudget;
    if (!matchesLabelSelector(budget.spec?.selector, pod.metadata.labels)) continue;
    const allowed = budget.status?.disruptionsAllowed ?? 0;
    if (allowed <= 0) throw refusal(budget);
    if (!isDryRun) {
      storeObject(server, key, {
        ...object,
        status: { ...budget.status, disruptionsAllowed: allowed - 1 },
      });
    }
  }
}

function refusal(budget: PodDisruptionBudget & KubernetesObject) {
  const { desiredHealthy = 0, currentHealthy = 0 } = budget.status ?? {};
  const message = `The disruption budget ${budget.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  return tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", 0, [
    { reason: "DisruptionBudget", message },
  ]);
}
