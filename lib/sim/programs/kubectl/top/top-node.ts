// `kubectl top node`.
//
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/top/top_node.go
import type { Node, NodeMetrics } from "@/generated/kubernetes/types";
import { compareText } from "@/lib/sim/meta/go-text";
import { milliValue, quantityOf } from "@/lib/sim/meta/quantity";
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

const metricsKind = knownKind("metrics.k8s.io/v1beta1", "NodeMetrics", "nodes", false);
const nodeKind = knownKind("v1", "Node", "nodes", false);
const unknown = "<unknown>";

export function topNode(session: Session): number {
  const { cluster, flags } = session;
  const name = nameOf(session, "--selector");
  requireMetricsApi(session);
  const { client } = cluster;
  const selection = { labelSelector: flags.string("selector") };
  const read = (kind: typeof nodeKind): readonly object[] =>
    name === undefined
      ? listObjects(client, { kind }, selection).items
      : [getObject(client, { kind, name })];
  const metrics = read(metricsKind) as readonly NodeMetrics[];
  if (metrics.length === 0) throw new CommandError("metrics not available yet");
  const nodes = read(nodeKind) as readonly Node[];
  printRows(session, rowsOf(session, metrics, nodes));
  return 0;
}

function rowsOf(
  { flags }: Session,
  metrics: readonly NodeMetrics[],
  nodes: readonly Node[],
): string[][] {
  const withSwap = flags.bool("show-swap");
  const measured: readonly Measured[] = withSwap ? ["cpu", "memory", "swap"] : ["cpu", "memory"];
  const header = ["NAME", "CPU(cores)", "CPU(%)", "MEMORY(bytes)", "MEMORY(%)"];
  const rows = flags.bool("no-headers")
    ? []
    : [[...header, ...(withSwap ? ["SWAP(bytes)", "SWAP(%)"] : [])]];
  const left = new Map(nodes.map((node) => [node.metadata.name, node]));
  for (const each of sorted(metrics, flags.string("sort-by"))) {
    const { name } = each.metadata;
    const node = left.get(name);
    left.delete(name);
    const cells = measured.flatMap((what) =>
      usageCells(what, each, available(node, what, flags.bool("show-capacity"))),
    );
    rows.push([name, ...cells]);
  }
  for (const name of left.keys()) rows.push([name, ...measured.flatMap(() => [unknown, unknown])]);
  return rows;
}

function sorted(metrics: readonly NodeMetrics[], by: string): readonly NodeMetrics[] {
  const amount = ({ usage }: NodeMetrics): number => amountOf(by, quantityOf(usage?.[by]));
  return [...metrics].sort((a, b) =>
    by === "" ? compareText(a.metadata.name, b.metadata.name) : amount(b) - amount(a),
  );
}

/** Nodes here have no swap. */
function available(
  node: Node | undefined,
  what: Measured,
  ofCapacity: boolean,
): string | undefined {
  const { allocatable, capacity } = node?.status ?? {};
  return what === "swap" ? undefined : (ofCapacity ? capacity : allocatable)?.[what];
}

function usageCells(
  what: Measured,
  { usage }: NodeMetrics,
  whole: string | undefined,
): readonly string[] {
  if (what === "swap") return [unknown, unknown];
  const used = quantityOf(usage?.[what]);
  if (whole === undefined) return [amountText(what, used)];
  const all = milliValue(quantityOf(whole));
  const percent = all === 0 ? 0 : Math.trunc((milliValue(used) / all) * 100);
  return [amountText(what, used), `${percent}%`];
}
