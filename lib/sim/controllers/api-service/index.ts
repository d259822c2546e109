// Says of each APIService whether the server behind it is there to be asked.
//
// Kubernetes: staging/src/k8s.io/kube-aggregator/pkg/controllers/status/{local,remote}
//
// Differs: a ready endpoint is taken at its word; upstream asks it for its resources as well.
import type { APIService, EndpointSlice } from "@/generated/kubernetes/types";
import { findCondition, type KubernetesObject } from "../../meta/object";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, splitKey, watchOwn } from "../define-controller";

export const apiServiceController = {
  ...defineController({
    name: "apiservice-status-controller",
    // Keys with a namespace are Services', the others APIServices'.
    watches: [
      watchOwn("APIService"),
      watchOwn("Service"),
      { kind: "EndpointSlice", keys: ({ old, current }) => serviceKeys(current ?? old) },
    ],
    resync: ({ client }) => client.list("APIService").map(({ metadata }) => metadata.name),
    reconcile(key, context) {
      for (const apiService of behind(key, context)) updateAvailability(apiService, context);
    },
  }),
  process: "kube-apiserver",
};

function serviceKeys(slice: KubernetesObject | undefined): string[] {
  const name = slice?.metadata.labels?.["kubernetes.io/service-name"];
  return name === undefined ? [] : [`${slice?.metadata.namespace}/${name}`];
}

function behind(key: string, { client }: ControllerContext): readonly APIService[] {
  const { namespace, name } = splitKey(key);
  if (namespace === "")
    return client.list("APIService").filter((each) => each.metadata.name === name);
  return client
    .list("APIService")
    .filter(({ spec }) => spec?.service?.namespace === namespace && spec.service.name === name);
}

function updateAvailability(apiService: APIService, context: ControllerContext): void {
  const { client, now } = context;
  const [isAvailable, reason, message] = decide(apiService, context);
  const conditions = apiService.status?.conditions ?? [];
  const known = findCondition(conditions, "Available");
  const status = isAvailable ? "True" : "False";
  const lastTransitionTime = known?.status === status ? known.lastTransitionTime : formatTime(now);
  const condition = {
    ...(lastTransitionTime && { lastTransitionTime }),
    message,
    reason,
    status,
    type: "Available",
  };
  client.updateStatus("APIService", {
    ...apiService,
    status: { conditions: [...conditions.filter((each) => each !== known), condition] },
  });
}

type Verdict = readonly [isAvailable: boolean, reason: string, message: string];

function decide({ spec }: APIService, { client }: ControllerContext): Verdict {
  if (spec?.service === undefined) return [true, "Local", "Local APIServices are always available"];
  const { namespace = "", name = "", port: number = 443 } = spec.service;
  const what = `service/${name} in "${namespace}"`;
  const service = client.get("Service", { namespace, name });
  if (service === undefined) return [false, "ServiceNotFound", `${what} is not present`];
  const port = service.spec?.ports?.find((each) => each.port === number);
  if (port === undefined)
    return [false, "ServicePortError", `${what} is not listening on port ${number}`];
  const slices = client.list("EndpointSlice", {
    namespace,
    labelSelector: `kubernetes.io/service-name=${name}`,
  });
  if (slices.length === 0)
    return [false, "EndpointsNotFound", `cannot find endpointslices for ${what}`];
  const portName = port.name ?? "";
  if (slices.some((slice) => hasEndpoint(slice, portName)))
    return [true, "Passed", "all checks passed"];
  const message = `endpointslices for ${what} have no addresses with port name "${portName}"`;
  return [false, "MissingEndpoints", message];
}

const hasEndpoint = ({ endpoints, ports }: EndpointSlice, portName: string): boolean =>
  (ports ?? []).some(({ name = "" }) => name === portName) &&
  (endpoints ?? []).some(({ conditions }) => conditions?.ready !== false);
