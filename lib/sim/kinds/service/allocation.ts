// Gives a Service its address and the ports of the nodes, from what other Services have left free.
//
// Kubernetes: pkg/registry/core/service/storage/alloc.go, pkg/registry/core/service/ipallocator,
// pkg/registry/core/service/portallocator
import type { Service, ServiceSpec } from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid } from "../../meta/field-errors";
import { deepEqual } from "../../meta/object";
import { type Cidr, contains, formatIpv4, isIpv4, parseIpv4 } from "../address-rules";
import type { Draft } from "../define-kind";
import { needsClusterIp, needsHealthCheck, needsNodePort } from "./defaults";

interface ServiceRanges {
  /** `--service-cluster-ip-range` */
  readonly addresses: Cidr;
  /** `--service-node-port-range` */
  readonly nodePorts: { readonly first: number; readonly last: number };
}

export const defaultServiceRanges: ServiceRanges = {
  addresses: { address: "10.96.0.0", prefix: 12 },
  nodePorts: { first: 30_000, last: 32_767 },
};

interface Taken {
  readonly addresses: ReadonlySet<string>;
  /** `TCP/30080` */
  readonly nodePorts: ReadonlySet<string>;
}

/** What `services` hold, except the one that is being written. */
export function takenBy(services: Iterable<Service>): Taken {
  const addresses = new Set<string>();
  const nodePorts = new Set<string>();
  for (const { spec } of services) {
    for (const ip of spec?.clusterIPs ?? []) addresses.add(ip);
    for (const { nodePort, protocol } of spec?.ports ?? []) {
      if (nodePort) nodePorts.add(`${protocol}/${nodePort}`);
    }
    if (spec?.healthCheckNodePort) nodePorts.add(`TCP/${spec.healthCheckNodePort}`);
  }
  return { addresses, nodePorts };
}

interface Allocation {
  readonly ranges: ServiceRanges;
  readonly taken: Taken;
  random(): number;
}

/** Fills in what a Service has left open. Gives what cannot be had. */
export function allocateService(
  draft: Draft<Service>,
  old: Service | undefined,
  allocation: Allocation,
): FieldError[] {
  const spec = draft.spec;
  if (spec === undefined) return [];
  if (old?.spec !== undefined) keepAllocated(spec, old.spec);
  syncClusterIps(spec, old?.spec);
  setFamilies(spec);
  const errors: FieldError[] = [];
  allocateAddress(spec, old?.spec, allocation, errors);
  if (errors.length === 0) allocateNodePorts(spec, old?.spec, allocation, errors);
  return errors;
}

/** What the client left out of an update, it wants to keep. */
// Kubernetes: pkg/registry/core/service/storage/storage.go (patchAllocatedValues)
function keepAllocated(spec: Draft<ServiceSpec>, old: ServiceSpec): void {
  if (needsClusterIp(old) && needsClusterIp(spec)) {
    spec.clusterIP ??= old.clusterIP;
    if (spec.clusterIP === old.clusterIP && spec.clusterIPs === undefined && old.clusterIPs) {
      spec.clusterIPs = [...old.clusterIPs];
    }
  }
  if (needsNodePort(old) && needsNodePort(spec)) {
    const wanted = new Set(spec.ports?.map(({ nodePort }) => nodePort).filter(Boolean));
    spec.ports?.forEach((port) => {
      if (port.nodePort) return;
      const before = old.ports?.find(
        (other) => other.port === port.port && other.protocol === port.protocol,
      );
      if (before?.nodePort && !wanted.has(before.nodePort)) {
        port.nodePort = before.nodePort;
        wanted.add(before.nodePort);
      }
    });
  }
  if (needsHealthCheck(old) && needsHealthCheck(spec)) {
    spec.healthCheckNodePort ??= old.healthCheckNodePort;
  }
}

/** `clusterIP` and `clusterIPs` say the same; an old client changes only the first. */
// Kubernetes: pkg/registry/core/service/storage/storage.go (normalizeClusterIPs)
function syncClusterIps(spec: Draft<ServiceSpec>, old: ServiceSpec | undefined): void {
  if (old === undefined) {
    if (spec.clusterIP) spec.clusterIPs ??= [spec.clusterIP];
    return;
  }
  if (spec.clusterIP === old.clusterIP || !deepEqual(spec.clusterIPs, old.clusterIPs)) return;
  if (spec.clusterIP) spec.clusterIPs = [spec.clusterIP];
  else delete spec.clusterIPs;
}

function setFamilies(spec: Draft<ServiceSpec>): void {
  if (!needsClusterIp(spec)) return;
  const isSelectorless = Object.keys(spec.selector ?? {}).length === 0;
  const hasChosen = spec.ipFamilyPolicy !== undefined || spec.ipFamilies !== undefined;
  if (spec.clusterIP === "None" && isSelectorless && !hasChosen) {
    spec.ipFamilyPolicy = "RequireDualStack";
    spec.ipFamilies = ["IPv4", "IPv6"];
    return;
  }
  spec.ipFamilyPolicy ??= "SingleStack";
  spec.ipFamilies ??= ["IPv4"];
}

function allocateAddress(
  spec: Draft<ServiceSpec>,
  old: ServiceSpec | undefined,
  { ranges, taken, random }: Allocation,
  errors: FieldError[],
): void {
  if (!needsClusterIp(spec) || spec.clusterIP === "None") return;
  if (old !== undefined && needsClusterIp(old) && old.clusterIP) return;
  const asked = spec.clusterIP;
  if (asked !== undefined) {
    const why = refusalOf(asked, ranges.addresses, taken);
    if (why === undefined) return;
    const detail = `failed to allocate IP ${asked}: ${why}`;
    errors.push(invalid(fieldPath("spec", "clusterIPs"), spec.clusterIPs, detail));
    return;
  }
  const address = freeAddress(ranges.addresses, taken, random);
  spec.clusterIP = address;
  spec.clusterIPs = [address];
}

function refusalOf(asked: string, range: Cidr, taken: Taken): string | undefined {
  // What is no address at all is told by validation.
  if (!isIpv4(asked)) return undefined;
  if (!contains(range, asked)) return "the provided network does not match the current range";
  return taken.addresses.has(asked) ? "provided IP is already allocated" : undefined;
}

/** Random from the upper part: the lowest addresses are left to those who ask for one. */
function freeAddress({ address, prefix }: Cidr, taken: Taken, random: () => number): string {
  const first = (parseIpv4(address) ?? 0) + 1;
  const size = 2 ** (32 - prefix) - 2;
  const reserved = Math.min(Math.max(16, Math.floor(size / 16)), 256, size - 1);
  const span = size - reserved;
  const start = Math.floor(random() * span);
  for (let i = 0; i < span; i++) {
    const found = formatIpv4(first + reserved + ((start + i) % span));
    if (!taken.addresses.has(found)) return found;
  }
  return formatIpv4(first);
}

function allocateNodePorts(
  spec: Draft<ServiceSpec>,
  old: ServiceSpec | undefined,
  { ranges, taken, random }: Allocation,
  errors: FieldError[],
): void {
  const used = new Set(taken.nodePorts);
  const own = new Set(
    (old?.ports ?? []).map(({ nodePort, protocol }) => `${protocol}/${nodePort ?? 0}`),
  );
  if (spec.type === "NodePort" || spec.type === "LoadBalancer") {
    spec.ports?.forEach((port, index) => {
      if (!port.nodePort) return;
      const why = portRefusal(port.nodePort, port.protocol ?? "TCP", ranges, { used, own });
      const at = fieldPath("spec", "ports").index(index).child("nodePort");
      if (why !== undefined) errors.push(invalid(at, port.nodePort, why));
      else used.add(`${port.protocol}/${port.nodePort}`);
    });
  }
  if (errors.length > 0) return;
  if (needsNodePort(spec)) {
    spec.ports?.forEach((port) => {
      if (port.nodePort) return;
      port.nodePort =
        sharedPort(spec, port.port, port.protocol, used) ?? freePort(ranges, used, random);
      used.add(`${port.protocol}/${port.nodePort}`);
    });
  }
  if (needsHealthCheck(spec)) spec.healthCheckNodePort ??= freePort(ranges, used, random);
}

function portRefusal(
  port: number,
  protocol: string,
  { nodePorts: { first, last } }: ServiceRanges,
  { used, own }: { readonly used: ReadonlySet<string>; readonly own: ReadonlySet<string> },
): string | undefined {
  const key = `${protocol}/${port}`;
  if (own.has(key)) return undefined;
  if (port < first || port > last) {
    return `provided port is not in the valid range. The range of valid ports is ${first}-${last}`;
  }
  return used.has(key) ? "provided port is already allocated" : undefined;
}

/** The same port with another protocol shares its port of the nodes. */
function sharedPort(
  spec: ServiceSpec,
  wanted: number,
  protocol: string | undefined,
  used: ReadonlySet<string>,
): number | undefined {
  const twin = spec.ports?.find(
    (other) => other.port === wanted && other.protocol !== protocol && other.nodePort,
  );
  if (twin?.nodePort === undefined || used.has(`${protocol}/${twin.nodePort}`)) return undefined;
  return twin.nodePort;
}

function freePort(
  { nodePorts: { first, last } }: ServiceRanges,
  used: ReadonlySet<string>,
  random: () => number,
): number {
  const size = last - first + 1;
  const reserved = Math.min(Math.max(16, Math.floor(size / 32)), 128);
  const span = size - reserved;
  const isUsed = (port: number): boolean =>
    ["TCP", "UDP", "SCTP"].some((protocol) => used.has(`${protocol}/${port}`));
  const start = Math.floor(random() * span);
  for (let i = 0; i < span; i++) {
    const port = first + reserved + ((start + i) % span);
    if (!isUsed(port)) return port;
  }
  return first;
}
