// The files the kubelet and the runtime write into every container: hosts, hostname, resolv.conf.
//
// Kubernetes: pkg/kubelet/kubelet_pods.go (nodeHostsFileContent, managedHostsFileContent), network/dns/dns.go
import type { Pod } from "@/generated/kubernetes/types";
import { limits } from "../kernel/limits";
import type { PodWork } from "./pod-work";
import { NodeFiles } from "./volumes/node-files";

const clusterDomain = "cluster.local";
const clusterDns = "10.96.0.10";
const hostnameLength = 63;
const nodeNameserver = "1.1.1.1";

export function podHostname(pod: Pod): string {
  if (pod.spec?.hostNetwork) return pod.spec.nodeName ?? pod.metadata.name;
  return (pod.spec?.hostname ?? pod.metadata.name).slice(0, hostnameLength).replace(/[-.]+$/, "");
}

export function writePodFiles(work: PodWork, pod: Pod, machine: string): void {
  const files = new NodeFiles(work.context.state, machine);
  files.file("/etc/hosts", hostsFile(work, pod));
  files.file("/etc/hostname", `${podHostname(pod)}\n`);
  files.file("/etc/resolv.conf", resolvConf(work, pod));
}

function hostsFile({ row, context }: PodWork, pod: Pod): string {
  const aliases = (pod.spec?.hostAliases ?? []).map(
    ({ ip, hostnames = [] }) => `${ip}\t${hostnames.join("\t")}\n`,
  );
  const added =
    aliases.length === 0 ? "" : `\n# Entries added by HostAliases.\n${aliases.join("")}`;
  if (pod.spec?.hostNetwork) {
    const own =
      new NodeFiles(context.state, row.node).read("/etc/hosts") ?? "127.0.0.1 localhost\n";
    return `# Kubernetes-managed hosts file (host network).\n${own}${added}`;
  }
  const { namespace = "default" } = pod.metadata;
  const name = podHostname(pod);
  const { subdomain } = pod.spec ?? {};
  const names = subdomain
    ? `${name}.${subdomain}.${namespace}.svc.${clusterDomain}\t${name}`
    : name;
  return `# Kubernetes-managed hosts file.
127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
${row.address ?? ""}\t${names}
${added}`;
}

function resolvConf({ row, context }: PodWork, pod: Pod): string {
  const { dnsPolicy = "ClusterFirst", dnsConfig = {}, hostNetwork } = pod.spec ?? {};
  const { namespace = "default" } = pod.metadata;
  const isCluster =
    dnsPolicy === "ClusterFirstWithHostNet" || (dnsPolicy === "ClusterFirst" && !hostNetwork);
  const own = parseResolvConf(new NodeFiles(context.state, row.node).read("/etc/resolv.conf"));
  const base = isCluster
    ? {
        search: [
          `${namespace}.svc.${clusterDomain}`,
          `svc.${clusterDomain}`,
          clusterDomain,
          ...own.search,
        ],
        nameservers: [clusterDns],
        options: ["ndots:5"],
      }
    : dnsPolicy === "None"
      ? { search: [], nameservers: [], options: [] }
      : own;
  const options = mergeOptions(base.options, dnsConfig.options ?? []);
  const lines = [
    [...base.search, ...(dnsConfig.searches ?? [])].length === 0
      ? ""
      : `search ${[...base.search, ...(dnsConfig.searches ?? [])].join(" ")}`,
    ...[...base.nameservers, ...(dnsConfig.nameservers ?? [])].map(
      (server) => `nameserver ${server}`,
    ),
    options.length === 0 ? "" : `options ${options.join(" ")}`,
  ];
  return lines
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("")
    .slice(0, limits.fileCharacters);
}

function parseResolvConf(text: string | undefined) {
  if (text === undefined) return { search: [], nameservers: [nodeNameserver], options: [] };
  const words = (name: string): string[] =>
    [...text.matchAll(new RegExp(`^${name}\\s+(.*)$`, "gm"))].flatMap((match) =>
      (match[1] ?? "").trim().split(/\s+/),
    );
  return {
    search: words("search").filter((word) => word !== "."),
    nameservers: words("nameserver"),
    options: words("options"),
  };
}

function mergeOptions(
  base: readonly string[],
  own: readonly { readonly name?: string; readonly value?: string }[],
): string[] {
  const merged = new Map(base.map((option) => [option.split(":")[0] ?? "", option]));
  for (const { name = "", value } of own)
    merged.set(name, value === undefined ? name : `${name}:${value}`);
  return [...merged.values()];
}
