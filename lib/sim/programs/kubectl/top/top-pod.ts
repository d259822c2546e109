// `kubectl top pod`.
//
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/top/top_pod.go
import type { ContainerMetrics, PodMetrics } from "@/generated/kubernetes/types";
import { goDuration } from "@/lib/sim/meta/duration";
import { compareText } from "@/lib/sim/meta/go-text";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { addQuantities, type Quantity, quantityOf, zeroQuantity } from "@/lib/sim/meta/quantity";
import { timeOf } from "@/lib/sim/meta/time";
import { getObject, listObjects } from "../client";
import { CommandError } from "../command-error";
import { knownKind } from "../create/generator";
import type { Session } from "../session";
import {
  amountOf,
  amountText,
  type Measured,
  nameOf,
  printRows,
  requireMetricsApi,
} from "./metrics-api";

const metricsKind = knownKind("metrics.k8s.io/v1beta1", "PodMetrics", "pods");
const podKind = knownKind("v1", "Pod", "pods");
/** Later than this a pod without metrics is worth a word. */
const creationDelayMs = 120_000;

export function topPod(session: Session): number {
  const { cluster, flags } = session;
  const name = nameOf(session, "selector");
  requireMetricsApi(session);
  const namespace = flags.bool("all-namespaces") ? "" : cluster.namespace;
  const metrics = (
    name === undefined
      ? listObjects(cluster.client, { kind: metricsKind, namespace }, selectionOf(session)).items
      : [getObject(cluster.client, { kind: metricsKind, namespace, name })]
  ) as readonly PodMetrics[];
  if (metrics.length === 0) {
    explainAbsence(session);
    return 0;
  }
  printRows(session, rowsOf(session, metrics));
  return 0;
}

const selectionOf = ({ flags }: Session) => ({
  labelSelector: flags.string("selector"),
  fieldSelector: flags.string("field-selector"),
});

/** Looks at the pods of the one namespace, whatever `-A` says, as upstream does. */
function explainAbsence(session: Session): void {
  const { cluster, flags, io } = session;
  const place = { kind: podKind, namespace: cluster.namespace };
  const pods = listObjects(cluster.client, place, selectionOf(session)).items;
  for (const { metadata } of pods as readonly KubernetesObject[]) {
    const ageMs = io.process.now - (timeOf(metadata.creationTimestamp) ?? io.process.now);
    if (ageMs <= creationDelayMs) continue;
    throw new CommandError(
      `Metrics not available for pod ${metadata.namespace}/${metadata.name}, age: ${goDuration(ageMs)}`,
    );
  }
  if (pods.length > 0) throw new CommandError("metrics not available yet");
  io.stderr(
    flags.bool("all-namespaces")
      ? "No resources found\n"
      : `No resources found in ${cluster.namespace} namespace.\n`,
  );
}

function rowsOf({ flags }: Session, metrics: readonly PodMetrics[]): string[][] {
  const withSwap = flags.bool("show-swap");
  const measured: readonly Measured[] = withSwap ? ["cpu", "memory", "swap"] : ["cpu", "memory"];
  const perContainer = flags.bool("containers");
  const withNamespace = flags.bool("all-namespaces");
  const sortBy = flags.string("sort-by");
  const lead = [...(withNamespace ? ["NAMESPACE"] : []), ...(perContainer ? ["POD"] : [])];
  const header = ["NAME", "CPU(cores)", "MEMORY(bytes)", ...(withSwap ? ["SWAP(bytes)"] : [])];
  const hasHeader = !flags.bool("no-headers");
  const cells = (of: readonly ContainerMetrics[]): string[] =>
    measured.map((what) => amountText(what, sum(of, what)));
  const rows = sortedPods(metrics, sortBy, withNamespace).flatMap(
    ({ metadata, containers = [] }) => {
      const start = withNamespace ? [metadata.namespace ?? ""] : [];
      return perContainer
        ? sortedContainers(containers, sortBy).map((each) => [
            ...start,
            metadata.name,
            each.name ?? "",
            ...cells([each]),
          ])
        : [[...start, metadata.name, ...cells(containers)]];
    },
  );
  const all = metrics.flatMap(({ containers = [] }) => containers);
  // Columns before the sum are counted only where they have a header, as upstream.
  const width = header.length + (hasHeader ? lead.length : 0);
  const total = [
    [...blank(width - 2), "________", "________"],
    [...blank(width - 3), "", ...cells(all)],
  ];
  return [
    ...(hasHeader ? [[...lead, ...header]] : []),
    ...rows,
    ...(flags.bool("sum") ? total : []),
  ];
}

const blank = (count: number): string[] => Array.from({ length: count }, () => "");

const sum = (containers: readonly ContainerMetrics[], what: string): Quantity =>
  containers.map(({ usage }) => quantityOf(usage?.[what])).reduce(addQuantities, zeroQuantity);

function sortedPods(
  metrics: readonly PodMetrics[],
  by: string,
  withNamespace: boolean,
): readonly PodMetrics[] {
  const amount = ({ containers = [] }: PodMetrics): number => amountOf(by, sum(containers, by));
  return [...metrics].sort((a, b) => {
    if (by !== "") return amount(b) - amount(a);
    const byNamespace = withNamespace
      ? compareText(a.metadata.namespace ?? "", b.metadata.namespace ?? "")
      : 0;
    return byNamespace || compareText(a.metadata.name, b.metadata.name);
  });
}

const sortedContainers = (
  containers: readonly ContainerMetrics[],
  by: string,
): readonly ContainerMetrics[] =>
  [...containers].sort((a, b) =>
    by === ""
      ? compareText(a.name ?? "", b.name ?? "")
      : amountOf(by, sum([b], by)) - amountOf(by, sum([a], by)),
  );
