// Volumes that are made when they are claimed. A class whose provisioner is simulated gets its volume from here,
// as its own program would make it; one nobody runs waits, as in a real cluster.
//
// Kubernetes: pkg/controller/volume/persistentvolume/pv_controller.go (provisionClaimOperationExternal),
// sigs.k8s.io/sig-storage-lib-external-provisioner/controller/controller.go
//
// Differs: the provisioner is no pod; it cannot be stopped.
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeSpec,
  StorageClass,
} from "@/generated/kubernetes/types";
import { classOf, selectedNodeAnnotation } from "../../kinds/persistent-volume/match-claim";
import type { ControllerContext } from "../define-controller";

const provisionedBy = "pv.kubernetes.io/provisioned-by";
const provisionerAnnotations = [
  "volume.beta.kubernetes.io/storage-provisioner",
  "volume.kubernetes.io/storage-provisioner",
];

type Source = Pick<PersistentVolumeSpec, "hostPath" | "csi" | "nodeAffinity">;

interface Request {
  readonly claim: PersistentVolumeClaim;
  readonly name: string;
  readonly node: string | undefined;
}

/** By the name in `StorageClass.provisioner`. */
const provisioners: Readonly<Record<string, (request: Request) => Source>> = {
  "rancher.io/local-path": ({ claim, name, node }) => ({
    hostPath: {
      path: `/opt/local-path-provisioner/${name}_${claim.metadata.namespace}_${claim.metadata.name}`,
      type: "DirectoryOrCreate",
    },
    ...(node === undefined ? {} : onNode(node)),
  }),
  "k8s.io/minikube-hostpath": ({ claim }) => ({
    hostPath: {
      path: `/tmp/hostpath-provisioner/${claim.metadata.namespace}/${claim.metadata.name}`,
      type: "",
    },
  }),
  "hostpath.csi.k8s.io": ({ name, node }) => ({
    csi: { driver: "hostpath.csi.k8s.io", volumeHandle: name },
    ...(node === undefined ? {} : onNode(node)),
  }),
  "nfs.csi.k8s.io": ({ name }) => ({ csi: { driver: "nfs.csi.k8s.io", volumeHandle: name } }),
};

function onNode(node: string): Pick<Source, "nodeAffinity"> {
  const expression = { key: "kubernetes.io/hostname", operator: "In", values: [node] };
  return {
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
  };
}

/** Whether one of ours made the volume, and so can delete it. */
export function isProvisioned({ metadata }: PersistentVolume): boolean {
  const by = metadata.annotations?.[provisionedBy];
  return by !== undefined && Object.hasOwn(provisioners, by);
}

export function provision(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass | undefined,
  context: ControllerContext,
): void {
  const className = classOf(claim);
  const fail = (message: string): void =>
    context.record({ about: claim, type: "Warning", reason: "ProvisioningFailed", message });
  if (storageClass === undefined)
    return fail(`storageclass.storage.k8s.io "${className}" not found`);
  const { provisioner } = storageClass;
  const make = Object.hasOwn(provisioners, provisioner) ? provisioners[provisioner] : undefined;
  if (make === undefined && provisioner.startsWith("kubernetes.io/")) {
    return fail(`no volume plugin matched name: ${provisioner}`);
  }
  const marked = markProvisioner(claim, provisioner, context);
  context.record({
    about: marked,
    type: "Normal",
    reason: "ExternalProvisioning",
    message: `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
  });
  if (make !== undefined) createVolume(marked, storageClass, make, context);
}

function markProvisioner(
  claim: PersistentVolumeClaim,
  provisioner: string,
  { client }: ControllerContext,
): PersistentVolumeClaim {
  const { annotations } = claim.metadata;
  if (provisionerAnnotations.every((each) => annotations?.[each] === provisioner)) return claim;
  const marks = Object.fromEntries(provisionerAnnotations.map((each) => [each, provisioner]));
  return client.update("PersistentVolumeClaim", {
    ...claim,
    metadata: { ...claim.metadata, annotations: { ...annotations, ...marks } },
  });
}

function createVolume(
  claim: PersistentVolumeClaim,
  { metadata: { name: storageClassName }, mountOptions, provisioner, reclaimPolicy }: StorageClass,
  make: (request: Request) => Source,
  context: ControllerContext,
): void {
  const { namespace = "", name, uid = "", resourceVersion = "", annotations } = claim.metadata;
  const volumeName = `pvc-${uid}`;
  if (context.client.get("PersistentVolume", { name: volumeName }) !== undefined) return;
  const source = { component: provisioner };
  const say = (reason: string, message: string): void =>
    context.record({ about: claim, type: "Normal", reason, message, source });
  say(
    "Provisioning",
    `External provisioner is provisioning volume for claim "${namespace}/${name}"`,
  );
  context.client.create("PersistentVolume", {
    metadata: { name: volumeName, annotations: { [provisionedBy]: provisioner } },
    spec: {
      capacity: { storage: claim.spec?.resources?.requests?.storage ?? "0" },
      accessModes: claim.spec?.accessModes ?? [],
      claimRef: {
        kind: "PersistentVolumeClaim",
        namespace,
        name,
        uid,
        apiVersion: "v1",
        resourceVersion,
      },
      persistentVolumeReclaimPolicy: reclaimPolicy ?? "Delete",
      storageClassName,
      ...(mountOptions === undefined ? {} : { mountOptions }),
      volumeMode: claim.spec?.volumeMode ?? "Filesystem",
      ...make({ claim, name: volumeName, node: annotations?.[selectedNodeAnnotation] }),
    },
  });
  say("ProvisioningSucceeded", `Successfully provisioned volume ${volumeName}`);
}
