// Which pods stand behind a Service, as EndpointSlices of at most 100 addresses.
//
// Kubernetes: staging/src/k8s.io/endpointslice/reconciler.go, pkg/controller/endpointslice/endpointslice_controller.go
//
// Differs: addresses are packed anew into full slices at each change; upstream moves as few as it can.
import type { EndpointSlice, Pod, Service } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import { changeTriggerTime, forgetTriggerTimes, withTriggerTime } from "../change-trigger-time";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";
import { controllerReference } from "../pod-from-template";
import { isReady } from "../pod-state";
import { podsBehind, servicesOfPod, wakeServices } from "../service-pods";
import { portGroups } from "../service-ports";

const maxEndpointsPerSlice = 100;
const managedBy = "endpointslice-controller.k8s.io";

const name = "endpoint-slice-controller";

export const endpointSliceController = defineController({
  name,
  watches: [watchOwn("Service"), { kind: "Pod", keys: servicesOfPod }],
  latencyMs: 10,
  resync: ({ client }) =>
    client.list("Service").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key.endsWith("/")) return wakeServices(key.slice(0, -1), context);
    const service = context.client.get("Service", splitKey(key));
    if (service === undefined) return forgetTriggerTimes(context.state, name, splitKey(key));
    if (service.metadata.deletionTimestamp !== undefined) return;
    if (service.spec?.selector === undefined || service.spec.type === "ExternalName") return;
    reconcileSlices(service, context);
  },
});

type SliceBody = Pick<EndpointSlice, "addressType" | "endpoints" | "ports">;

function reconcileSlices(service: Service, context: ControllerContext): void {
  const present = context.client
    .list("EndpointSlice", {
      namespace: service.metadata.namespace ?? "",
      labelSelector: `kubernetes.io/service-name=${service.metadata.name},endpointslice.kubernetes.io/managed-by=${managedBy}`,
    })
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const pods = podsBehind(service, context);
  const time = changeTriggerTime(context.state, { controller: name, service, pods });
  const wanted = wantedSlices(service, pods);
  const labels = sliceLabels(service);
  for (const [index, body] of wanted.entries()) {
    const slice = present[index];
    if (slice === undefined) createSlice(service, { body, labels, time }, context);
    else if (!isSame(slice, body, labels)) {
      context.client.update("EndpointSlice", {
        ...slice,
        metadata: updatedMetadata(slice, labels, time),
        ...body,
      });
    }
  }
  for (const slice of present.slice(wanted.length))
    context.client.delete("EndpointSlice", slice.metadata);
}

function isSame(
  slice: EndpointSlice,
  body: SliceBody,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    deepEqual(slice.endpoints ?? [], body.endpoints ?? []) &&
    deepEqual(slice.ports ?? [], body.ports ?? []) &&
    deepEqual(slice.metadata.labels, labels)
  );
}

/** One list of slices per set of resolved ports (a named port may differ from pod to pod). */
function wantedSlices(service: Service, pods: readonly Pod[]): SliceBody[] {
  const slices: SliceBody[] = [];
  for (const { ports, pods: members } of portGroups(service, pods)) {
    const endpoints = members.map((pod) => endpointOf(service, pod));
    for (let from = 0; from < endpoints.length; from += maxEndpointsPerSlice) {
      slices.push({
        addressType: "IPv4",
        endpoints: endpoints.slice(from, from + maxEndpointsPerSlice),
        ports,
      });
    }
  }
  if (slices.length > 0) return slices;
  return [{ addressType: "IPv4", endpoints: none, ports: none }];
}

// A list that was never made, which the API server writes as null.
const none = undefined as unknown as readonly never[];

function endpointOf(service: Service, pod: Pod) {
  const isTerminating = pod.metadata.deletionTimestamp !== undefined;
  const serving = isReady(pod);
  const ready = service.spec?.publishNotReadyAddresses ? true : serving && !isTerminating;
  const { hostname, subdomain, nodeName } = pod.spec ?? {};
  const hasHostname = hostname && subdomain === service.metadata.name;
  return {
    addresses: [pod.status?.podIP ?? ""],
    conditions: { ready, serving, terminating: isTerminating },
    ...(hasHostname ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: {
      kind: "Pod",
      name: pod.metadata.name,
      namespace: pod.metadata.namespace ?? "",
      uid: pod.metadata.uid ?? "",
    },
  };
}

function updatedMetadata(
  { metadata }: EndpointSlice,
  labels: Readonly<Record<string, string>>,
  time: string | undefined,
): EndpointSlice["metadata"] {
  const { annotations: before, ...kept } = metadata;
  const annotations = withTriggerTime(before, time);
  return { ...kept, labels, ...(annotations === undefined ? {} : { annotations }) };
}

interface NewSlice {
  readonly body: SliceBody;
  readonly labels: Readonly<Record<string, string>>;
  readonly time: string | undefined;
}

function createSlice(
  service: Service,
  { body, labels, time }: NewSlice,
  context: ControllerContext,
): void {
  const annotations = withTriggerTime(undefined, time);
  context.client.create("EndpointSlice", {
    metadata: {
      generateName: `${service.metadata.name}-`,
      namespace: service.metadata.namespace ?? "",
      labels,
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(service)],
    },
    ...body,
  });
}

function sliceLabels(service: Service): Readonly<Record<string, string>> {
  const isHeadless = service.spec?.clusterIP === "None";
  return {
    ...service.metadata.labels,
    "endpointslice.kubernetes.io/managed-by": managedBy,
    "kubernetes.io/service-name": service.metadata.name,
    ...(isHeadless ? { "service.kubernetes.io/headless": "" } : {}),
  };
}
