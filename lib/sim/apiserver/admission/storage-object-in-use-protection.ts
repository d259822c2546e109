// StorageObjectInUseProtection: claims and volumes stay as long as someone uses them.
//
// Kubernetes: plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go
import type { AdmissionPlugin } from "../server-context";
import { isAbout } from "./stored";

const finalizers: Readonly<Record<string, string>> = {
  PersistentVolume: "kubernetes.io/pv-protection",
  PersistentVolumeClaim: "kubernetes.io/pvc-protection",
};

export const storageObjectInUseProtection: AdmissionPlugin = {
  name: "StorageObjectInUseProtection",
  mutate({ metadata }, request) {
    const finalizer = finalizers[request.kind.kind];
    if (finalizer === undefined || request.operation !== "CREATE") return;
    if (!isAbout(request, request.kind.kind)) return;
    if (metadata.finalizers?.includes(finalizer)) return;
    metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
  },
};
