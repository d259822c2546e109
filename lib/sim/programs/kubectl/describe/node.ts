import type { Lease, Node, Pod } from "@/generated/kubernetes/types";
import { StatusError } from "@/lib/sim/meta/status-error";
import { getObject, listObjects } from "../client";
import { asError } from "../command-error";
import { knownKind } from "../create/generator";
import { podKind } from "../streams/pods";
import { type DescribeContext, defineDescriber } from "./describer";
import { listEvents, writeEvents } from "./events";
import { orNone, sortedKeys, writeAnnotations, writeLabels, writeTaints } from "./maps";
import { writeNodeResources } from "./node-resources";
import { rfc1123 } from "./times";
import type { DescriptionWriter } from "./writer";

const leaseKind = knownKind("coordination.k8s.io/v1", "Lease", "leases");

export const nodeDescriber = defineDescriber<Node>("", "Node", (w, node, context) => {
  const { metadata, spec, status } = node;
  const name = metadata?.name ?? "";
  const line = (label: string, value: unknown) => w.write(0, `${label}:\t${String(value ?? "")}\n`);
  line("Name", name);
  line("Roles", orNone(rolesOf(node).join(",")));
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  line("CreationTimestamp", rfc1123(metadata?.creationTimestamp));
  writeTaints(w, "Taints", spec?.taints);
  line("Unschedulable", spec?.unschedulable === true);
  writeLease(w, name, context);
  writeConditions(w, node);
  w.write(0, "Addresses:\n");
  for (const { type, address } of status?.addresses ?? []) w.write(1, `${type}:\t${address}\n`);
  writeAmounts(w, "Capacity", status?.capacity);
  writeAmounts(w, "Allocatable", status?.allocatable);
  writeSystemInfo(w, node);
  if (spec?.podCIDR) line("PodCIDR", spec.podCIDR);
  if ((spec?.podCIDRs ?? []).length > 0) line("PodCIDRs", spec?.podCIDRs?.join(","));
  if (spec?.providerID) line("ProviderID", spec.providerID);
  writePods(w, node, context);
  if (!context.showsEvents) return;
  // The kubelet's events carry the node's name where others have its uid.
  const about = (uid: string) =>
    listEvents(context.session, "", `involvedObject.name=${name},involvedObject.uid=${uid}`);
  writeEvents(w, [...about(metadata?.uid ?? ""), ...about(name)], context.now);
});

export function rolesOf({ metadata }: Node): string[] {
  const prefix = "node-role.kubernetes.io/";
  const roles = sortedKeys(metadata?.labels)
    .filter((key) => key.startsWith(prefix) && key.length > prefix.length)
    .map((key) => key.slice(prefix.length));
  const own = metadata?.labels?.["kubernetes.io/role"];
  return [...new Set(own ? [...roles, own] : roles)].sort();
}

function writeLease(w: DescriptionWriter, name: string, { session }: DescribeContext): void {
  try {
    const place = { kind: leaseKind, namespace: "kube-node-lease", name };
    const { spec } = getObject(session.cluster.client, place) as unknown as Lease;
    w.write(0, "Lease:\n");
    w.write(1, `HolderIdentity:\t${spec?.holderIdentity ?? "<unset>"}\n`);
    w.write(
      1,
      `AcquireTime:\t${spec?.acquireTime === undefined ? "<unset>" : rfc1123(spec.acquireTime)}\n`,
    );
    w.write(
      1,
      `RenewTime:\t${spec?.renewTime === undefined ? "<unset>" : rfc1123(spec.renewTime)}\n`,
    );
  } catch (thrown) {
    w.write(0, `Lease:\tFailed to get lease: ${asError(thrown).message}\n`);
  }
}

function writeConditions(w: DescriptionWriter, { status }: Node): void {
  const conditions = status?.conditions ?? [];
  if (conditions.length === 0) return;
  w.write(
    0,
    "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n",
  );
  w.write(1, "----\t------\t-----------------\t------------------\t------\t-------\n");
  for (const {
    type,
    status: value,
    lastHeartbeatTime,
    lastTransitionTime,
    reason = "",
    message = "",
  } of conditions) {
    w.write(
      1,
      `${type} \t${value} \t${rfc1123(lastHeartbeatTime)} \t${rfc1123(lastTransitionTime)} \t${reason} \t${message}\n`,
    );
  }
}

function writeAmounts(
  w: DescriptionWriter,
  title: string,
  amounts: Readonly<Record<string, unknown>> | undefined,
): void {
  const names = sortedKeys(amounts);
  if (names.length > 0) w.write(0, `${title}:\n`);
  for (const name of names) w.write(0, `  ${name}:\t${String(amounts?.[name])}\n`);
}

function writeSystemInfo(w: DescriptionWriter, { status }: Node): void {
  const info = status?.nodeInfo;
  w.write(0, "System Info:\n");
  w.write(0, `  Machine ID:\t${info?.machineID ?? ""}\n`);
  w.write(0, `  System UUID:\t${info?.systemUUID ?? ""}\n`);
  w.write(0, `  Boot ID:\t${info?.bootID ?? ""}\n`);
  w.write(0, `  Kernel Version:\t${info?.kernelVersion ?? ""}\n`);
  w.write(0, `  OS Image:\t${info?.osImage ?? ""}\n`);
  w.write(0, `  Operating System:\t${info?.operatingSystem ?? ""}\n`);
  w.write(0, `  Architecture:\t${info?.architecture ?? ""}\n`);
  w.write(0, `  Container Runtime Version:\t${info?.containerRuntimeVersion ?? ""}\n`);
  w.write(0, `  Kubelet Version:\t${info?.kubeletVersion ?? ""}\n`);
}

function writePods(w: DescriptionWriter, node: Node, { session, now }: DescribeContext): void {
  const fieldSelector = `spec.nodeName=${node.metadata?.name ?? ""},status.phase!=Succeeded,status.phase!=Failed`;
  try {
    const { items } = listObjects(
      session.cluster.client,
      { kind: podKind },
      { fieldSelector, limit: 500 },
    );
    writeNodeResources(w, node, items as unknown as readonly Pod[], now);
  } catch (thrown) {
    const error = asError(thrown);
    if (!(error instanceof StatusError) || error.reason !== "Forbidden") throw error;
    w.write(0, "Pods:\tnot authorized\n");
  }
}
