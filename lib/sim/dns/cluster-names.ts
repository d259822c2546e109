// What the cluster's DNS server answers: services, their endpoints and pods, under `cluster.local`.
//
// Kubernetes: github.com/coredns/coredns plugin/kubernetes, dns/docs/specification.md
import type { Client } from "../client/client";

export const clusterDomain = "cluster.local";

export interface NameRecords {
  readonly addresses: readonly string[];
  /** Names it stands for, of an ExternalName service. */
  readonly aliases: readonly string[];
}

/** Nothing when there is no such name. */
export function clusterName(client: Client, name: string): NameRecords | undefined {
  const labels = name.slice(0, -clusterDomain.length - 1).split(".");
  const kind = labels.pop();
  const namespace = labels.pop();
  if (namespace === undefined) return undefined;
  if (kind === "pod") return podName(labels, namespace, client);
  if (kind !== "svc" || client.get("Namespace", { name: namespace }) === undefined)
    return undefined;
  const service = labels.pop();
  if (service === undefined) return undefined;
  return serviceName(client, { namespace, service, host: labels.join(".") });
}

interface ServiceQuery {
  readonly namespace: string;
  readonly service: string;
  readonly host: string;
}

function serviceName(
  client: Client,
  { namespace, service, host }: ServiceQuery,
): NameRecords | undefined {
  const found = client.get("Service", { namespace, name: service });
  if (found === undefined) return undefined;
  const { type, externalName, clusterIP } = found.spec ?? {};
  if (type === "ExternalName") return { addresses: [], aliases: [externalName ?? ""] };
  if (clusterIP !== "None")
    return host === "" ? { addresses: [clusterIP ?? ""], aliases: [] } : undefined;
  const addresses = client
    .list("EndpointSlice", { namespace, labelSelector: `kubernetes.io/service-name=${service}` })
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(
      ({ conditions }) =>
        conditions?.ready !== false || found.spec?.publishNotReadyAddresses === true,
    )
    .filter((endpoint) => host === "" || nameOf(endpoint) === host)
    .flatMap((endpoint) => endpoint.addresses);
  return addresses.length === 0 ? undefined : { addresses, aliases: [] };
}

/** `web-0`, else the address with dashes. */
const nameOf = (endpoint: {
  readonly hostname?: string;
  readonly addresses: readonly string[];
}): string => endpoint.hostname ?? (endpoint.addresses[0] ?? "").replaceAll(".", "-");

/** `10-244-1-7.default.pod.cluster.local`. */
function podName(
  labels: readonly string[],
  namespace: string,
  client: Client,
): NameRecords | undefined {
  const address = (labels[0] ?? "").replaceAll("-", ".");
  const isAddress = labels.length === 1 && /^(\d{1,3}\.){3}\d{1,3}$/.test(address);
  if (!isAddress || client.get("Namespace", { name: namespace }) === undefined) return undefined;
  return { addresses: [address], aliases: [] };
}

/** The name a service's or a pod's address has. */
export function reverseName(client: Client, address: string): string | undefined {
  for (const { metadata, spec } of client.list("Service")) {
    if (spec?.clusterIP === address)
      return `${metadata.name}.${metadata.namespace}.svc.${clusterDomain}`;
  }
  for (const { metadata, endpoints } of client.list("EndpointSlice")) {
    const service = metadata.labels?.["kubernetes.io/service-name"];
    const endpoint = endpoints?.find(({ addresses }) => addresses.includes(address));
    if (service !== undefined && endpoint !== undefined) {
      return `${nameOf(endpoint)}.${service}.${metadata.namespace}.svc.${clusterDomain}`;
    }
  }
  return undefined;
}
