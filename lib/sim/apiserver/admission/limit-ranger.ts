// LimitRanger: gives containers the amounts they do not state and refuses what is out of range.
//
// Kubernetes: plugin/pkg/admission/limitranger/admission.go
import type {
  Container,
  LimitRange,
  LimitRangeItem,
  PersistentVolumeClaim,
  Pod,
} from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import { podLimits, podRequests } from "../../kinds/pod/resources";
import { aggregateMessages } from "../../meta/field-errors";
import { compareText } from "../../meta/go-text";
import type { KubernetesObject } from "../../meta/object";
import { formatQuantity } from "../../meta/quantity";
import type { AdmissionPlugin, AdmissionRequest, ServerContext } from "../server-context";
import { checkRange } from "./limit-constraints";
import { refusal } from "./refusal";
import { asPod, asPodDraft, isAbout, storedUnder } from "./stored";

const annotation = "kubernetes.io/limit-ranger";

type Amounts = Readonly<Record<string, string>>;

export const limitRanger: AdmissionPlugin = {
  name: "LimitRanger",
  mutate(draft, request, server) {
    if (request.operation !== "CREATE" || !isAbout(request, "Pod")) return;
    const pod = asPodDraft(draft);
    for (const range of rangesOf(request, server)) setMissing(pod, range);
  },
  validate(object, request, server) {
    if (request.operation === "DELETE" || request.subresource !== "") return;
    const isPod = isAbout(request, "Pod") && request.operation === "CREATE";
    if (!isPod && !isAbout(request, "PersistentVolumeClaim")) return;
    for (const range of rangesOf(request, server)) {
      const items = range.spec?.limits ?? [];
      const messages = isPod ? podMessages(asPod(object), items) : claimMessages(object, items);
      if (messages.length > 0) throw refusal(request, object, aggregateMessages(messages));
    }
  },
};

const rangesOf = ({ namespace }: AdmissionRequest, server: ServerContext): LimitRange[] =>
  storedUnder<LimitRange>(server, `limitranges/${namespace}/`);

function setMissing(pod: Draft<Pod>, { spec }: LimitRange): void {
  const limits: Record<string, string> = {};
  const requests: Record<string, string> = {};
  for (const item of spec?.limits ?? []) {
    if (item.type !== "Container") continue;
    Object.assign(limits, item.default);
    Object.assign(requests, item.defaultRequest);
  }
  const said: string[] = [];
  for (const container of pod.spec?.containers ?? []) {
    said.push(...setAmounts(container, requests, limits, "container"));
  }
  for (const container of pod.spec?.initContainers ?? []) {
    said.push(...setAmounts(container, requests, limits, "init container"));
  }
  if (said.length === 0) return;
  const text = `LimitRanger plugin set: ${said.join("; ")}`;
  pod.metadata.annotations = { ...pod.metadata.annotations, [annotation]: text };
}

function setAmounts(
  container: Draft<Container>,
  requests: Amounts,
  limits: Amounts,
  what: string,
): string[] {
  container.resources ??= {};
  const { resources } = container;
  const setLimits = missingNames(limits, resources.limits);
  const setRequests = missingNames(requests, resources.requests);
  if (setLimits.length > 0) resources.limits = { ...limits, ...resources.limits };
  if (setRequests.length > 0) resources.requests = { ...requests, ...resources.requests };
  const whom = `for ${what} ${container.name}`;
  return [
    ...(setRequests.length > 0 ? [`${setRequests.join(", ")} request ${whom}`] : []),
    ...(setLimits.length > 0 ? [`${setLimits.join(", ")} limit ${whom}`] : []),
  ];
}

const missingNames = (defaults: Amounts, given: Amounts | undefined): string[] =>
  Object.keys(defaults)
    .filter((name) => given?.[name] === undefined)
    .sort(compareText);

function podMessages(pod: Pod | undefined, items: readonly LimitRangeItem[]): string[] {
  const spec = pod?.spec ?? { containers: [] };
  return items.flatMap((item) => {
    if (item.type === "Container") {
      return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].flatMap((container) =>
        checkRange(item, container.resources?.requests ?? {}, container.resources?.limits ?? {}),
      );
    }
    if (item.type !== "Pod") return [];
    return checkRange(item, asText(podRequests(spec)), asText(podLimits(spec)));
  });
}

const asText = (amounts: ReturnType<typeof podRequests>): Amounts =>
  Object.fromEntries([...amounts].map(([name, amount]) => [name, formatQuantity(amount)]));

function claimMessages(object: KubernetesObject, items: readonly LimitRangeItem[]): string[] {
  const { spec } = object as PersistentVolumeClaim & KubernetesObject;
  const requests = spec?.resources?.requests ?? {};
  return items.flatMap((item) => {
    if (item.type !== "PersistentVolumeClaim") return [];
    return checkRange(item, requests, requests, "request");
  });
}
