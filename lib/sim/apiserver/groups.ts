// The API groups and versions that are served, in the order of the list of kinds.
import type { KindDefinition } from "../kinds/define-kind";
import { isAvailable } from "./aggregation";
import type { ServerContext } from "./server-context";

export interface Group {
  readonly name: string;
  readonly versions: readonly {
    readonly version: string;
    readonly kinds: readonly KindDefinition[];
    /** The server that serves it does not answer. */
    readonly isStale: boolean;
  }[];
}

/** As upstream's aggregator ranks them: clients look for a resource in this order. Others come last. */
// Kubernetes: pkg/controlplane/apiserver/aggregator.go (DefaultGenericAPIServicePriorities)
const ranked = [
  "apiregistration.k8s.io",
  "apps",
  "events.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "storage.k8s.io",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "scheduling.k8s.io",
  "coordination.k8s.io",
  "node.k8s.io",
  "discovery.k8s.io",
  "resource.k8s.io",
  "flowcontrol.apiserver.k8s.io",
];

export function byRank(groups: readonly Group[]): Group[] {
  const rankOf = ({ name }: Group): number => {
    const rank = ranked.indexOf(name);
    return rank < 0 ? ranked.length : rank;
  };
  return [...groups].sort((a, b) => rankOf(a) - rankOf(b));
}

export const isCore = ({ name }: Group): boolean => name === "";

/** Groups in the order of the list of kinds, versions likewise (the preferred one first). */
export function groupsOf(server: ServerContext): Group[] {
  const groups = new Map<string, Map<string, KindDefinition[]>>();
  for (const kind of server.kinds.all) {
    const versions = groups.get(kind.group) ?? new Map<string, KindDefinition[]>();
    versions.set(kind.version, [...(versions.get(kind.version) ?? []), kind]);
    groups.set(kind.group, versions);
  }
  return [...groups].map(([name, versions]) => ({
    name,
    versions: [...versions].map(([version, kinds]) => ({
      version,
      kinds,
      isStale: !kinds.every((kind) => isAvailable(server.etcd, kind)),
    })),
  }));
}
