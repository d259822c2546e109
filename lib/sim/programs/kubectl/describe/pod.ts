import type { Container, Pod } from "@/generated/kubernetes/types";
import { controllerOf, type KubernetesObject } from "@/lib/sim/meta/object";
import { writeContainers, writeResources } from "./containers";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels, writeTolerations } from "./maps";
import { writeTopologySpread } from "./pod-template";
import { rfc1123, since } from "./times";
import { writeVolumes } from "./volumes";
import type { DescriptionWriter } from "./writer";

export const podDescriber = defineDescriber<Pod>("", "Pod", (w, pod, context) => {
  const { metadata, spec, status } = pod;
  writeIdentity(w, pod);
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  writePhase(w, pod, context.now);
  w.write(0, `IP:\t${status?.podIP ?? ""}\n`);
  writeAddresses(w, pod);
  writeController(w, pod);
  if (status?.nominatedNodeName) w.write(0, `NominatedNodeName:\t${status.nominatedNodeName}\n`);
  if (spec?.resources !== undefined) {
    w.write(0, "Resources:\n");
    writeResources(w, spec.resources, 1);
  }
  writeAllContainers(w, pod);
  writeConditions(w, pod);
  writeVolumes(w, spec?.volumes);
  w.write(0, `QoS Class:\t${status?.qosClass ?? ""}\n`);
  writeLabels(w, "Node-Selectors", spec?.nodeSelector);
  writeTolerations(w, "Tolerations", spec?.tolerations);
  writeTopologySpread(w, spec?.topologySpreadConstraints);
  writeOwnEvents(w, pod, context);
});

function writeIdentity(w: DescriptionWriter, { metadata, spec, status }: Pod): void {
  w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
  w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
  if (spec?.priority !== undefined) w.write(0, `Priority:\t${spec.priority}\n`);
  if (spec?.priorityClassName) w.write(0, `Priority Class Name:\t${spec.priorityClassName}\n`);
  if (spec?.runtimeClassName) w.write(0, `Runtime Class Name:\t${spec.runtimeClassName}\n`);
  if (spec?.serviceAccountName) w.write(0, `Service Account:\t${spec.serviceAccountName}\n`);
  w.write(0, `Node:\t${spec?.nodeName ? `${spec.nodeName}/${status?.hostIP ?? ""}` : "<none>"}\n`);
  if (status?.startTime !== undefined) w.write(0, `Start Time:\t${rfc1123(status.startTime)}\n`);
}

function writePhase(w: DescriptionWriter, { metadata, spec, status }: Pod, now: number): void {
  const phase = status?.phase ?? "";
  if (metadata?.deletionTimestamp !== undefined && phase !== "Failed" && phase !== "Succeeded") {
    w.write(0, `Status:\tTerminating (lasts ${since(metadata.deletionTimestamp, now)})\n`);
    w.write(0, `Termination Grace Period:\t${metadata.deletionGracePeriodSeconds ?? 0}s\n`);
  } else w.write(0, `Status:\t${phase}\n`);
  if (status?.reason) w.write(0, `Reason:\t${status.reason}\n`);
  if (status?.message) w.write(0, `Message:\t${status.message}\n`);
  const profile = spec?.securityContext?.seccompProfile;
  if (profile === undefined) return;
  w.write(0, `SeccompProfile:\t${profile.type}\n`);
  if (profile.type === "Localhost")
    w.write(0, `LocalhostProfile:\t${profile.localhostProfile ?? ""}\n`);
}

function writeAddresses(w: DescriptionWriter, { status }: Pod): void {
  const addresses = status?.podIPs ?? [];
  w.write(0, addresses.length === 0 ? "IPs:\t<none>\n" : "IPs:\n");
  for (const { ip } of addresses) w.write(1, `IP:\t${ip}\n`);
}

export function writeController(w: DescriptionWriter, object: unknown): void {
  const owner = controllerOf(object as KubernetesObject);
  if (owner !== undefined) w.write(0, `Controlled By:\t${owner.kind}/${owner.name}\n`);
}

function writeAllContainers(w: DescriptionWriter, pod: Pod): void {
  const { spec, status } = pod;
  if ((spec?.initContainers ?? []).length > 0) {
    writeContainers(w, {
      label: "Init Containers",
      containers: spec?.initContainers,
      statuses: status?.initContainerStatuses,
      pod,
    });
  }
  writeContainers(w, {
    label: "Containers",
    containers: spec?.containers,
    statuses: status?.containerStatuses,
    pod,
  });
  if ((spec?.ephemeralContainers ?? []).length > 0) {
    writeContainers(w, {
      label: "Ephemeral Containers",
      containers: spec?.ephemeralContainers as readonly Container[] | undefined,
      statuses: status?.ephemeralContainerStatuses,
      pod,
    });
  }
}

function writeConditions(w: DescriptionWriter, { spec, status }: Pod): void {
  const conditions = status?.conditions ?? [];
  const gates = spec?.readinessGates ?? [];
  if (gates.length > 0) {
    w.write(0, "Readiness Gates:\n  Type\tStatus\n");
    for (const { conditionType } of gates) {
      const found = conditions.find((condition) => condition.type === conditionType);
      w.write(1, `${conditionType} \t${found?.status ?? "<none>"} \n`);
    }
  }
  if (conditions.length === 0) return;
  w.write(0, "Conditions:\n  Type\tStatus\n");
  for (const condition of conditions) w.write(1, `${condition.type} \t${condition.status} \n`);
}
