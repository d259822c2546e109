// ResourceQuota: counts what is about to be stored and refuses what is too much. The usage is written to
// the quota at once, so that two writes in a row cannot both have the last place.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go (CheckRequest)
import type { ResourceQuota } from "@/generated/kubernetes/types";
import {
  isInScope,
  missingAmounts,
  type Usage,
  usageOf,
} from "../../../kinds/resource-quota/usage";
import { compareText } from "../../../meta/go-text";
import type { KubernetesObject } from "../../../meta/object";
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  isZeroQuantity,
  quantityOf,
  subtractQuantities,
  zeroQuantity,
} from "../../../meta/quantity";
import type { AdmissionPlugin, AdmissionRequest } from "../../server-context";
import { storeObject } from "../../stored-object";
import { refusal } from "../refusal";
import { asPod, isAbout, storedUnder } from "../stored";

type StoredQuota = ResourceQuota & KubernetesObject;

export const resourceQuotaPlugin: AdmissionPlugin = {
  name: "ResourceQuota",
  validate(object, request, server) {
    if (!isCounted(request)) return;
    const quotas = storedUnder<StoredQuota>(server, `resourcequotas/${request.namespace}/`);
    if (quotas.length === 0) return;
    const usage = usageOf(request.kind, object, server.state.now);
    const concerned = quotas.filter((quota) => concerns(quota, usage, object, request));
    for (const quota of concerned) refuseSilence(quota, usage, object, request);
    const extra = extraUsage(usage, request, server.state.now);
    if (extra.size === 0) return;
    const charged = concerned.map((quota) => charge(quota, extra, object, request));
    if (request.isDryRun) return;
    for (const quota of charged) {
      storeObject(
        server,
        `/registry/resourcequotas/${request.namespace}/${quota.metadata.name}`,
        quota,
      );
    }
  },
};

function isCounted(request: AdmissionRequest): boolean {
  if (!request.kind.namespaced || request.subresource !== "") return false;
  if (request.operation === "CREATE") return true;
  if (request.operation === "DELETE") return false;
  return isAbout(request, "Service") || isAbout(request, "PersistentVolumeClaim");
}

const hardOf = ({ status }: ResourceQuota): readonly string[] => Object.keys(status?.hard ?? {});

/** A pod concerns a quota on cpu even when it states no cpu: that is then the complaint. */
function concerns(
  quota: StoredQuota,
  usage: Usage,
  object: KubernetesObject,
  request: AdmissionRequest,
): boolean {
  const isPod = isAbout(request, "Pod");
  const counts = hardOf(quota).some((name) => usage.has(name) || (isPod && isOfPods(name)));
  return counts && isInScope(quota, request.kind, object);
}

const isOfPods = (name: string): boolean => /^((requests|limits)\.)?(cpu|memory)$/.test(name);

function refuseSilence(
  quota: StoredQuota,
  usage: Usage,
  object: KubernetesObject,
  request: AdmissionRequest,
): void {
  const { name } = quota.metadata;
  const pod = isAbout(request, "Pod") ? asPod(object) : undefined;
  const missing = pod === undefined ? undefined : missingAmounts(hardOf(quota), pod);
  if (missing !== undefined) throw refusal(request, object, `failed quota: ${name}: ${missing}`);
  const unknown = hardOf(quota).filter(
    (resource) => usage.has(resource) && quota.status?.used?.[resource] === undefined,
  );
  if (unknown.length === 0) return;
  const list = unknown.sort(compareText).join(",");
  throw refusal(request, object, `status unknown for quota: ${name}, resources: ${list}`);
}

/** What the write adds to what is counted already. */
function extraUsage(usage: Usage, request: AdmissionRequest, now: number): Usage {
  const before: Usage =
    request.old === undefined ? new Map() : usageOf(request.kind, request.old, now);
  const extra: Usage = new Map();
  for (const [name, amount] of usage) {
    const more = subtractQuantities(amount, before.get(name) ?? zeroQuantity);
    if (more.nanos > 0n && !isZeroQuantity(more)) extra.set(name, before.has(name) ? more : amount);
  }
  return extra;
}

/** The quota with the usage added. */
function charge(
  quota: StoredQuota,
  extra: Usage,
  object: KubernetesObject,
  request: AdmissionRequest,
): StoredQuota {
  const { hard = {}, used = {} } = quota.status ?? {};
  const after: Record<string, string> = { ...used };
  const exceeded: string[] = [];
  for (const name of Object.keys(hard)) {
    const more = extra.get(name);
    if (more === undefined) continue;
    const sum = addQuantities(quantityOf(used[name]), more);
    after[name] = formatQuantity(sum);
    if (compareQuantities(sum, quantityOf(hard[name])) > 0) exceeded.push(name);
  }
  if (exceeded.length === 0) return { ...quota, status: { ...quota.status, used: after } };
  const show = (amount: (name: string) => string): string =>
    exceeded
      .sort(compareText)
      .map((name) => `${name}=${amount(name)}`)
      .join(",");
  const requested = show((name) => formatQuantity(extra.get(name) ?? zeroQuantity));
  const usedText = show((name) => used[name] ?? "0");
  const limited = show((name) => hard[name] ?? "0");
  const why = `exceeded quota: ${quota.metadata.name}, requested: ${requested}, used: ${usedText}, limited: ${limited}`;
  throw refusal(request, object, why);
}
