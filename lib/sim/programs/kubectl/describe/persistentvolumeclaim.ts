import type { PersistentVolumeClaim, Pod } from "@/generated/kubernetes/types";
import { compareText, goSlice } from "@/lib/sim/meta/go-text";
import { listObjects } from "../client";
import { podKind } from "../streams/pods";
import { type DescribeContext, defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels, writeMultiline } from "./maps";
import { rfc1123, since } from "./times";

export const persistentVolumeClaimDescriber = defineDescriber<PersistentVolumeClaim>(
  "",
  "PersistentVolumeClaim",
  (w, claim, context) => {
    const { metadata, spec, status } = claim;
    const line = (label: string, value: unknown) =>
      w.write(0, `${label}:\t${String(value ?? "")}\n`);
    line("Name", metadata?.name);
    line("Namespace", metadata?.namespace);
    line("StorageClass", spec?.storageClassName);
    const deleted = metadata?.deletionTimestamp;
    line(
      "Status",
      deleted === undefined ? status?.phase : `Terminating (lasts ${since(deleted, context.now)})`,
    );
    line("Volume", spec?.volumeName);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    line("Finalizers", goSlice(metadata?.finalizers ?? []));
    line("Capacity", spec?.volumeName ? (status?.capacity?.storage ?? "0") : "");
    line("Access Modes", spec?.volumeName ? accessModesText(status?.accessModes) : "");
    if (spec?.volumeMode !== undefined) line("VolumeMode", spec.volumeMode);
    if (spec?.dataSource !== undefined) {
      w.write(0, "DataSource:\n");
      if (spec.dataSource.apiGroup !== undefined)
        w.write(1, `APIGroup:\t${spec.dataSource.apiGroup}\n`);
      w.write(1, `Kind:\t${spec.dataSource.kind}\n`);
      w.write(1, `Name:\t${spec.dataSource.name}\n`);
    }
    writeMultiline(w, "Used By", users(context, claim));
    const conditions = status?.conditions ?? [];
    if (conditions.length > 0) {
      w.write(0, "Conditions:\n");
      w.write(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n");
      w.write(1, "----\t------\t-----------------\t------------------\t------\t-------\n");
    }
    for (const condition of conditions) {
      const {
        type,
        status: value,
        lastProbeTime,
        lastTransitionTime,
        reason = "",
        message = "",
      } = condition;
      w.write(
        1,
        `${type} \t${value} \t${rfc1123(lastProbeTime)} \t${rfc1123(lastTransitionTime)} \t${reason} \t${message}\n`,
      );
    }
    writeOwnEvents(w, claim, context);
  },
);

const shortModes: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};

/** In upstream's order, without repetition: `RWO,ROX`. */
export function accessModesText(modes: readonly string[] | undefined): string {
  const order = Object.keys(shortModes).filter((mode) => modes?.includes(mode));
  return order.map((mode) => shortModes[mode]).join(",");
}

function users({ session }: DescribeContext, claim: PersistentVolumeClaim): string[] {
  const namespace = claim.metadata?.namespace ?? "";
  const { items } = listObjects(session.cluster.client, { kind: podKind, namespace });
  return (items as unknown as readonly Pod[])
    .filter((pod) =>
      pod.spec?.volumes?.some(
        (volume) => volume.persistentVolumeClaim?.claimName === claim.metadata?.name,
      ),
    )
    .map((pod) => pod.metadata?.name ?? "")
    .sort(compareText);
}
