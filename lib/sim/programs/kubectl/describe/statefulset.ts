import type { PersistentVolumeClaim, StatefulSet } from "@/generated/kubernetes/types";
import { goSlice } from "@/lib/sim/meta/go-text";
import { defineDescriber, writeOwnEvents } from "./describer";
import { sortedKeys, writeAnnotations, writeLabels } from "./maps";
import { selectorText, writePodCounts } from "./pod-counts";
import { writePodTemplate } from "./pod-template";
import { rfc1123 } from "./times";
import type { DescriptionWriter } from "./writer";

export const statefulSetDescriber = defineDescriber<StatefulSet>(
  "apps",
  "StatefulSet",
  (w, set, context) => {
    const { metadata, spec, status } = set;
    const namespace = metadata?.namespace ?? "";
    const line = (label: string, value: unknown) =>
      w.write(0, `${label}:\t${String(value ?? "")}\n`);
    line("Name", metadata?.name);
    line("Namespace", namespace);
    line("CreationTimestamp", rfc1123(metadata?.creationTimestamp));
    line("Selector", selectorText(spec?.selector));
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    line("Replicas", `${spec?.replicas ?? 0} desired | ${status?.replicas ?? 0} total`);
    line("Update Strategy", spec?.updateStrategy?.type);
    const rolling = spec?.updateStrategy?.rollingUpdate;
    if (rolling?.partition !== undefined) {
      w.write(1, `Partition:\t${rolling.partition}\n`);
    }
    writePodCounts(w, context, {
      namespace,
      uid: metadata?.uid ?? "",
      selector: selectorText(spec?.selector),
    });
    writePodTemplate(w, spec?.template);
    writeClaims(w, spec?.volumeClaimTemplates);
    writeOwnEvents(w, set, context);
  },
);

function writeClaims(
  w: DescriptionWriter,
  claims: readonly PersistentVolumeClaim[] | undefined,
): void {
  if (claims === undefined || claims.length === 0) {
    w.write(0, "Volume Claims:\t<none>\n");
    return;
  }
  w.write(0, "Volume Claims:\n");
  for (const { metadata, spec } of claims) {
    w.write(1, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(1, `StorageClass:\t${spec?.storageClassName ?? ""}\n`);
    writeIndented(w, "Labels", metadata?.labels);
    writeIndented(w, "Annotations", metadata?.annotations);
    w.write(1, `Capacity:\t${spec?.resources?.requests?.storage ?? "<default>"}\n`);
    w.write(1, `Access Modes:\t${goSlice(spec?.accessModes ?? [])}\n`);
  }
}

function writeIndented(
  w: DescriptionWriter,
  title: string,
  map: Readonly<Record<string, string>> | undefined,
): void {
  const lines = sortedKeys(map).map((key) => `${key}=${map?.[key] ?? ""}`);
  w.write(0, `  ${title}:\t${lines.length === 0 ? "<none>" : lines.join("\n  \t")}\n`);
}
