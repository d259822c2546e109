// How `kubectl get nodes` shows a node.
//
// Kubernetes: pkg/printers/internalversion/printers.go (printNode)
import type { Node } from "@/generated/kubernetes/types";
import { compareText } from "../../meta/go-text";
import { age, ageColumn, column, descriptionOf, nameColumn, wideColumn } from "../cells";
import type { Cell, Column } from "../define-kind";

export const nodeColumns: readonly Column[] = [
  nameColumn,
  column("Status", "The status of the node"),
  column("Roles", "The roles of the node"),
  ageColumn,
  column("Version", descriptionOf("core.v1.NodeSystemInfo", "kubeletVersion")),
  wideColumn("Internal-IP", descriptionOf("core.v1.NodeStatus", "addresses")),
  wideColumn("External-IP", descriptionOf("core.v1.NodeStatus", "addresses")),
  wideColumn("OS-Image", descriptionOf("core.v1.NodeSystemInfo", "osImage")),
  wideColumn("Kernel-Version", descriptionOf("core.v1.NodeSystemInfo", "kernelVersion")),
  wideColumn(
    "Container-Runtime",
    descriptionOf("core.v1.NodeSystemInfo", "containerRuntimeVersion"),
  ),
];

export function nodeRow(node: Node, now: number): readonly Cell[] {
  const info = node.status?.nodeInfo;
  return [
    node.metadata.name,
    statusOf(node),
    rolesOf(node),
    age(node, now),
    info?.kubeletVersion ?? "",
    addressOf(node, "InternalIP"),
    addressOf(node, "ExternalIP"),
    info?.osImage || "<unknown>",
    kernelOf(info?.kernelVersion, info?.architecture),
    info?.containerRuntimeVersion || "<unknown>",
  ];
}

function statusOf({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  const words = [ready === undefined ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady"];
  if (spec?.unschedulable) words.push("SchedulingDisabled");
  return words.join(",");
}

const rolePrefix = "node-role.kubernetes.io/";

function rolesOf({ metadata }: Node): string {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    if (key.startsWith(rolePrefix) && key !== rolePrefix) roles.add(key.slice(rolePrefix.length));
    if (key === "kubernetes.io/role" && value !== "") roles.add(value);
  }
  return roles.size === 0 ? "<none>" : [...roles].sort(compareText).join(",");
}

const addressOf = ({ status }: Node, wanted: string): string =>
  status?.addresses?.find(({ type }) => type === wanted)?.address ?? "<none>";

function kernelOf(version: string | undefined, architecture: string | undefined): string {
  if (!version) return "<unknown>";
  return architecture ? `${version} (${architecture})` : version;
}
