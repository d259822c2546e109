// The pod template of a workload.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/describe/describe.go DescribePodTemplate
import type { PodTemplateSpec, TopologySpreadConstraint } from "@/generated/kubernetes/types";
import { compareText } from "@/lib/sim/meta/go-text";
import { formatLabelSelector } from "@/lib/sim/meta/selector";
import { writeContainers } from "./containers";
import { writeAnnotations, writeLabels, writeTolerations } from "./maps";
import { writeVolumes } from "./volumes";
import type { DescriptionWriter } from "./writer";

export function writePodTemplate(
  w: DescriptionWriter,
  template: PodTemplateSpec | undefined,
): void {
  w.write(0, "Pod Template:\n");
  if (template === undefined) {
    w.write(1, "<unset>");
    return;
  }
  const { metadata, spec } = template;
  writeLabels(w, "  Labels", metadata?.labels);
  if (Object.keys(metadata?.annotations ?? {}).length > 0)
    writeAnnotations(w, "  Annotations", metadata?.annotations);
  if (spec?.serviceAccountName) w.write(1, `Service Account:\t${spec.serviceAccountName}\n`);
  if ((spec?.initContainers ?? []).length > 0) {
    writeContainers(w, { label: "Init Containers", containers: spec?.initContainers, space: "  " });
  }
  writeContainers(w, { label: "Containers", containers: spec?.containers, space: "  " });
  writeVolumes(w, spec?.volumes, "  ");
  writeTopologySpread(w, spec?.topologySpreadConstraints, "  ");
  if (spec?.priorityClassName) w.write(1, `Priority Class Name:\t${spec.priorityClassName}\n`);
  writeLabels(w, "  Node-Selectors", spec?.nodeSelector);
  writeTolerations(w, "  Tolerations", spec?.tolerations);
}

export function writeTopologySpread(
  w: DescriptionWriter,
  constraints: readonly TopologySpreadConstraint[] | undefined,
  space = "",
): void {
  if (constraints === undefined || constraints.length === 0) return;
  const sorted = [...constraints].sort((a, b) => compareText(a.topologyKey, b.topologyKey));
  w.write(0, `${space}Topology Spread Constraints:\t`);
  sorted.forEach((constraint, index) => {
    if (index !== 0) w.write(0, `${space}\t`);
    const selector =
      constraint.labelSelector === undefined
        ? ""
        : ` for selector ${formatLabelSelector(constraint.labelSelector)}`;
    w.write(
      0,
      `${constraint.topologyKey}:${constraint.whenUnsatisfiable} when max skew ${constraint.maxSkew} is exceeded${selector}\n`,
    );
  });
}
