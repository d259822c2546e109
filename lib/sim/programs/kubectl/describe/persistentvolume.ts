import type { NodeSelectorRequirement, PersistentVolume } from "@/generated/kubernetes/types";
import { goSlice } from "@/lib/sim/meta/go-text";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import { accessModesText } from "./persistentvolumeclaim";
import { since } from "./times";
import { writeVolumeSource } from "./volumes";
import type { DescriptionWriter } from "./writer";

export const persistentVolumeDescriber = defineDescriber<PersistentVolume>(
  "",
  "PersistentVolume",
  (w, volume, context) => {
    const { metadata, spec, status } = volume;
    const line = (label: string, value: unknown) =>
      w.write(0, `${label}:\t${String(value ?? "")}\n`);
    line("Name", metadata?.name);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    line("Finalizers", goSlice(metadata?.finalizers ?? []));
    line("StorageClass", spec?.storageClassName);
    const deleted = metadata?.deletionTimestamp;
    line(
      "Status",
      deleted === undefined ? status?.phase : `Terminating (lasts ${since(deleted, context.now)})`,
    );
    line(
      "Claim",
      spec?.claimRef === undefined
        ? ""
        : `${spec.claimRef.namespace ?? ""}/${spec.claimRef.name ?? ""}`,
    );
    line("Reclaim Policy", spec?.persistentVolumeReclaimPolicy);
    line("Access Modes", accessModesText(spec?.accessModes));
    if (spec?.volumeMode !== undefined) line("VolumeMode", spec.volumeMode);
    line("Capacity", spec?.capacity?.storage ?? "0");
    writeNodeAffinity(w, spec?.nodeAffinity?.required?.nodeSelectorTerms);
    line("Message", status?.message);
    w.write(0, "Source:\n");
    writeVolumeSource(w, spec ?? {});
    writeOwnEvents(w, volume, context);
  },
);

function writeNodeAffinity(
  w: DescriptionWriter,
  terms: readonly { readonly matchExpressions?: readonly NodeSelectorRequirement[] }[] | undefined,
): void {
  if (terms === undefined) {
    w.write(0, "Node Affinity:\t<none>\n");
    return;
  }
  w.write(0, "Node Affinity:\t\n");
  if (terms.length === 0) {
    w.write(1, "Required Terms:\t<none>\n");
    return;
  }
  w.write(1, "Required Terms:\t\n");
  terms.forEach(({ matchExpressions = [] }, index) => {
    const lines = matchExpressions.map(({ key, operator, values = [] }) => {
      const list = values.length === 0 ? "" : ` [${values.join(", ")}]`;
      return `${key} ${operator.toLowerCase()}${list}`;
    });
    w.write(2, `Term ${index}:\t${lines.length === 0 ? "<none>" : lines.join("\n    \t")}\n`);
  });
}
