// How a machine finds a name: its hosts file, then the servers of its resolv.conf along the search path.
import type { Client } from "../client/client";
import { isAddress } from "../network/addresses";
import type { Network } from "../network/network";
import type { NameAnswer } from "../network/process-network";
import { clusterDomain, clusterName, type NameRecords, reverseName } from "./cluster-names";

export interface ResolverParts {
  readonly client: Client;
  readonly network: Pick<Network, "connect">;
  /** Nothing when there is no such file. */
  readFile(machine: string, path: string): string | undefined;
  /** Names outside of the cluster; nothing for those that do not exist. */
  outside?(name: string): readonly string[] | undefined;
}

export interface ResolverConfig {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
}

export function resolve(parts: ResolverParts, machine: string, name: string): NameAnswer {
  if (isAddress(name)) return { kind: "found", name, addresses: [name], aliases: [] };
  const local = hostsEntry(parts.readFile(machine, "/etc/hosts") ?? "", name);
  if (local !== undefined) return { kind: "found", name, addresses: [local], aliases: [] };
  return query(parts, machine, name);
}

/** Only what servers say, as `nslookup` asks. */
export function query(
  parts: ResolverParts,
  machine: string,
  name: string,
  server?: string,
): NameAnswer {
  const config = readConfig(parts.readFile(machine, "/etc/resolv.conf") ?? "");
  const servers = server === undefined ? config.servers : [server];
  const answering = servers.find((address) => isServing(parts, machine, address));
  if (answering === undefined) return { kind: "silent", servers };
  const tried: string[] = [];
  for (const candidate of candidates(name, config)) {
    tried.push(candidate);
    const records = lookUp(parts, machine, answering, candidate);
    if (records === undefined) continue;
    return {
      kind: "found",
      name: candidate,
      addresses: records.addresses,
      aliases: records.aliases,
      server: answering,
    };
  }
  return { kind: "unknown", server: answering, tried };
}

export function readConfig(text: string): ResolverConfig {
  const words = (key: string): string[] =>
    [...text.matchAll(new RegExp(`^${key}\\s+(.+)$`, "gm"))].flatMap((match) =>
      (match[1] ?? "").trim().split(/\s+/),
    );
  const ndots = /(?:^|\s)ndots:(\d+)/.exec(text)?.[1];
  return {
    servers: words("nameserver"),
    search: words("search"),
    ndots: ndots === undefined ? 1 : Number(ndots),
  };
}

/** A name with few dots is tried along the search path first. */
export function candidates(name: string, { search, ndots }: ResolverConfig): string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  const longer = search.map((domain) => `${name}.${domain}`);
  const dots = name.split(".").length - 1;
  return dots >= ndots ? [name, ...longer] : [...longer, name];
}

/** Whether a DNS server can be reached there: the cluster's own, or one outside of it. */
function isServing({ client, network }: ResolverParts, machine: string, address: string): boolean {
  const reach = network.connect(machine, { address, port: 53, protocol: "UDP" });
  if (reach.kind === "connected") return reach.listener.program === "coredns";
  return reach.kind === "timeout" && !isServiceAddress(client, address);
}

const isServiceAddress = (client: Client, address: string): boolean =>
  client.list("Service").some(({ spec }) => spec?.clusterIP === address);

function lookUp(
  parts: ResolverParts,
  machine: string,
  server: string,
  name: string,
): NameRecords | undefined {
  const { client } = parts;
  const reach = parts.network.connect(machine, { address: server, port: 53, protocol: "UDP" });
  const isCluster = reach.kind === "connected";
  if (isCluster && (name === clusterDomain || name.endsWith(`.${clusterDomain}`))) {
    const found = clusterName(client, name);
    const [alias] = found?.aliases ?? [];
    if (found === undefined || alias === undefined) return found;
    const behind = lookUp(parts, machine, server, alias);
    return { addresses: behind?.addresses ?? [], aliases: [alias, ...(behind?.aliases ?? [])] };
  }
  const reverse = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
  if (reverse !== null) {
    const address = reverse.slice(1, 5).reverse().join(".");
    const found = isCluster ? reverseName(client, address) : undefined;
    return found === undefined ? undefined : { addresses: [], aliases: [found] };
  }
  const addresses = parts.outside?.(name);
  return addresses === undefined ? undefined : { addresses, aliases: [] };
}

function hostsEntry(text: string, name: string): string | undefined {
  for (const line of text.split("\n")) {
    const [address = "", ...names] = line.replace(/#.*/, "").trim().split(/\s+/);
    if (names.includes(name) && isAddress(address)) return address;
  }
  return undefined;
}
