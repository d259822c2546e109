// DefaultStorageClass: a claim that names no class gets the default one.
//
// Kubernetes: plugin/pkg/admission/storage/storageclass/setdefault/admission.go
import type { PersistentVolumeClaim, StorageClass } from "@/generated/kubernetes/types";
import type { Draft } from "../../kinds/define-kind";
import type { AdmissionPlugin } from "../server-context";
import { newestDefault } from "./newest-default";
import { isAbout, storedUnder } from "./stored";

const isDefault = "storageclass.kubernetes.io/is-default-class";
const oldIsDefault = "storageclass.beta.kubernetes.io/is-default-class";
const classAnnotation = "volume.beta.kubernetes.io/storage-class";

export const defaultStorageClass: AdmissionPlugin = {
  name: "DefaultStorageClass",
  mutate(draft, request, server) {
    if (request.operation !== "CREATE" || !isAbout(request, "PersistentVolumeClaim")) return;
    const claim = draft as unknown as Draft<PersistentVolumeClaim>;
    if (claim.spec?.storageClassName !== undefined) return;
    if (claim.metadata.annotations?.[classAnnotation] !== undefined) return;
    const classes = storedUnder<StorageClass>(server, "storageclasses/");
    const found = newestDefault(classes, [isDefault, oldIsDefault]);
    if (found === undefined) return;
    claim.spec = { ...claim.spec, storageClassName: found.metadata.name };
  },
};
