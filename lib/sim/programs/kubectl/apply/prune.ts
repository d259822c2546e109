// kubectl apply --prune: what was applied before and is in no file any more is deleted.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/apply/prune.go
import { listObjects } from "../client";
import { CommandError } from "../command-error";
import type { ResourceKind } from "../discovery";
import { resultPrinter } from "../output";
import type { Info } from "../resources/target";
import { type DryRun, type Session, warnLog } from "../session";
import { appliedConfiguration, deleteObject } from "../writes";

const namespacedKinds = [
  "v1/ConfigMap",
  "v1/Endpoints",
  "v1/PersistentVolumeClaim",
  "v1/Pod",
  "v1/ReplicationController",
  "v1/Secret",
  "v1/Service",
  "batch/v1/Job",
  "batch/v1/CronJob",
  "networking.k8s.io/v1/Ingress",
  "apps/v1/DaemonSet",
  "apps/v1/Deployment",
  "apps/v1/ReplicaSet",
  "apps/v1/StatefulSet",
];
const clusterKinds = ["v1/Namespace", "v1/PersistentVolume"];

export function prunesTargets({ flags }: Session): "all" | "selected" | "none" | undefined {
  if (!flags.bool("prune")) return undefined;
  if (flags.string("selector") !== "") return "selected";
  return flags.bool("all") ? "all" : "none";
}

export function pruneObjects(session: Session, applied: readonly Info[], dryRun: DryRun): void {
  const { client } = session.cluster;
  const kept = new Set(applied.map((info) => info.object.metadata.uid));
  const namespaces = [
    ...new Set(applied.filter((info) => info.kind.namespaced).map((info) => info.namespace)),
  ].sort();
  const { namespaced, cluster } = kindsToPrune(session);
  const places = [
    ...namespaces.flatMap((namespace) => namespaced.map((kind) => ({ kind, namespace }))),
    ...cluster.map((kind) => ({ kind, namespace: "" })),
  ];
  for (const { kind, namespace } of places) {
    const labelSelector = session.flags.string("selector");
    for (const object of listObjects(client, { kind, namespace }, { labelSelector }).items) {
      if (appliedConfiguration(object) === undefined || kept.has(object.metadata.uid)) continue;
      if (dryRun !== "client") {
        const place = { kind, namespace, name: object.metadata.name };
        deleteObject(session, place, { propagation: "Background", dryRun: dryRun === "server" });
      }
      resultPrinter(session, "pruned")(object);
    }
  }
}

function kindsToPrune(session: Session): { namespaced: ResourceKind[]; cluster: ResourceKind[] } {
  const { flags } = session;
  const listed = [...flags.list("prune-allowlist"), ...flags.list("prune-whitelist")];
  if (listed.length > 0) {
    const kinds = listed.map((item) => allowed(session, item));
    return {
      namespaced: kinds.filter((kind) => kind.namespaced),
      cluster: kinds.filter((kind) => !kind.namespaced),
    };
  }
  if (!session.cluster.isNamespaceGiven) {
    warnLog(
      session,
      "prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.",
    );
  }
  return {
    namespaced: findKinds(session, namespacedKinds),
    cluster: findKinds(session, clusterKinds),
  };
}

const findKinds = (session: Session, names: readonly string[]): ResourceKind[] =>
  names.flatMap((name) => {
    const slash = name.lastIndexOf("/");
    const kind = session.cluster.discovery.findKind(name.slice(0, slash), name.slice(slash + 1));
    return kind === undefined ? [] : [kind];
  });

function allowed(session: Session, item: string): ResourceKind {
  const parts = item.split("/");
  const [group = "", version = "", kind = ""] = parts;
  if (parts.length !== 3) {
    throw new CommandError(
      `invalid GroupVersionKind format: ${item}, please follow <group/version/kind>`,
    );
  }
  const found = session.cluster.discovery.findKind(
    group === "core" ? version : `${group}/${version}`,
    kind,
  );
  if (found === undefined) {
    throw new CommandError(
      `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(group === "core" ? version : `${group}/${version}`)}`,
    );
  }
  return found;
}
