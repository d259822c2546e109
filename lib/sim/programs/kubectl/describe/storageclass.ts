import type { StorageClass } from "@/generated/kubernetes/types";
import { formatLabels } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";

export const storageClassDescriber = defineDescriber<StorageClass>(
  "storage.k8s.io",
  "StorageClass",
  (w, storageClass, context) => {
    const {
      metadata,
      provisioner,
      parameters,
      allowVolumeExpansion,
      mountOptions = [],
    } = storageClass;
    const isDefault =
      metadata?.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true";
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `IsDefaultClass:\t${isDefault ? "Yes" : "No"}\n`);
    w.write(0, `Annotations:\t${formatLabels(metadata?.annotations)}\n`);
    w.write(0, `Provisioner:\t${provisioner}\n`);
    w.write(0, `Parameters:\t${formatLabels(parameters)}\n`);
    const expands =
      allowVolumeExpansion === undefined ? "<unset>" : allowVolumeExpansion ? "True" : "False";
    w.write(0, `AllowVolumeExpansion:\t${expands}\n`);
    w.write(0, mountOptions.length === 0 ? "MountOptions:\t<none>\n" : "MountOptions:\n");
    for (const option of mountOptions) w.write(1, `${option}\n`);
    if (storageClass.reclaimPolicy) w.write(0, `ReclaimPolicy:\t${storageClass.reclaimPolicy}\n`);
    if (storageClass.volumeBindingMode)
      w.write(0, `VolumeBindingMode:\t${storageClass.volumeBindingMode}\n`);
    writeOwnEvents(w, storageClass, context);
  },
);
