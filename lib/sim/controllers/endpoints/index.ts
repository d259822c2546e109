// The older form of EndpointSlices: one Endpoints object per Service, with ready and not ready addresses.
//
// Kubernetes: pkg/controller/endpoint/endpoints_controller.go, pkg/api/v1/endpoints/util.go (RepackSubsets)
import type { EndpointPort, Pod, Service } from "@/generated/kubernetes/types";
import { deepEqual } from "../../meta/object";
import { changeTriggerTime, forgetTriggerTimes, withTriggerTime } from "../change-trigger-time";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";
import { isReady } from "../pod-state";
import { podsBehind, servicesOfPod, wakeServices } from "../service-pods";
import { portsOf, type SlicePort } from "../service-ports";

const maxAddresses = 1000;

const name = "endpoint-controller";

export const endpointsController = defineController({
  name,
  watches: [watchOwn("Service"), { kind: "Pod", keys: servicesOfPod }],
  latencyMs: 10,
  resync: ({ client }) =>
    client.list("Service").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, context) {
    if (key.endsWith("/")) return wakeServices(key.slice(0, -1), context);
    const { client } = context;
    const service = client.get("Service", splitKey(key));
    if (service === undefined) {
      forgetTriggerTimes(context.state, name, splitKey(key));
      return client.delete("Endpoints", splitKey(key));
    }
    if (service.spec?.selector === undefined || service.spec.type === "ExternalName") return;
    write(service, context);
  },
});

function write(service: Service, context: ControllerContext): void {
  const { client, state } = context;
  const pods = podsBehind(service, context);
  const time = changeTriggerTime(state, { controller: name, service, pods });
  const subsets = subsetsOf(service, pods);
  const present = client.get("Endpoints", service.metadata);
  const labels = {
    ...service.metadata.labels,
    ...(service.spec?.clusterIP === "None" ? { "service.kubernetes.io/headless": "" } : {}),
    "endpoints.kubernetes.io/managed-by": "endpoint-controller",
  };
  const body = subsets.length > 0 ? { subsets } : {};
  const { annotations: before, ...kept } = present?.metadata ?? {
    name: service.metadata.name,
    namespace: service.metadata.namespace ?? "",
  };
  const annotations = withTriggerTime(before, time);
  const metadata = { ...kept, labels, ...(annotations === undefined ? {} : { annotations }) };
  if (present === undefined) {
    client.create("Endpoints", { metadata, ...body });
    return;
  }
  if (deepEqual(present.subsets ?? [], subsets) && deepEqual(present.metadata.labels, labels))
    return;
  const { subsets: _old, ...rest } = present;
  client.update("Endpoints", { ...rest, ...body, metadata });
}

type Address = ReturnType<typeof addressOf>;

interface Subset {
  readonly addresses?: readonly Address[];
  readonly notReadyAddresses?: readonly Address[];
  readonly ports?: readonly EndpointPort[];
}

/** Pods with the same ports share a subset. */
function subsetsOf(service: Service, pods: readonly Pod[]): Subset[] {
  const groups = new Map<
    string,
    { ports: EndpointPort[]; ready: Address[]; notReady: Address[] }
  >();
  for (const pod of pods.slice(0, maxAddresses)) {
    if (pod.metadata.deletionTimestamp !== undefined && !service.spec?.publishNotReadyAddresses)
      continue;
    const ports = portsOf(service, pod).map(withoutEmptyName);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, ready: [], notReady: [] };
    const isListed = isReady(pod) || service.spec?.publishNotReadyAddresses;
    (isListed ? group.ready : group.notReady).push(addressOf(pod));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ports, ready, notReady }) => ({
    ...(ready.length > 0 ? { addresses: byAddress(ready) } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: byAddress(notReady) } : {}),
    ...(ports.length > 0 ? { ports } : {}),
  }));
}

function withoutEmptyName({ name, port = 0, ...rest }: SlicePort): EndpointPort {
  return name === "" ? { port, ...rest } : { name, port, ...rest };
}

const byAddress = (addresses: readonly Address[]): Address[] =>
  [...addresses].sort((a, b) => (a.ip < b.ip ? -1 : 1));

function addressOf(pod: Pod) {
  const { nodeName } = pod.spec ?? {};
  return {
    ip: pod.status?.podIP ?? "",
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: {
      kind: "Pod",
      name: pod.metadata.name,
      namespace: pod.metadata.namespace ?? "",
      uid: pod.metadata.uid ?? "",
    },
  };
}
