// Volumes of a pod and the mounts that use them.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateVolumes, ValidateVolumeMounts)
import type {
  Container,
  HostPathVolumeSource,
  KeyToPath,
  Volume,
  VolumeMount,
} from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldPath,
  forbidden,
  invalid,
  notFound,
  notSupported,
  required,
} from "../../meta/field-errors";
import { dns1123Label } from "../../meta/names";
import { checkRequired, checkSupported, checkText, type FieldErrors } from "../field-rules";
import { checkDescending, checkKeysToPaths, checkMode, checkNoBacksteps } from "./path-rules";
import { checkDownwardItems, checkProjected } from "./projected-rules";

/** The types of volume in the order upstream looks at them. */
const sources = [
  "emptyDir",
  "hostPath",
  "gitRepo",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "secret",
  "nfs",
  "iscsi",
  "glusterfs",
  "flocker",
  "persistentVolumeClaim",
  "rbd",
  "cinder",
  "cephfs",
  "quobyte",
  "downwardAPI",
  "fc",
  "flexVolume",
  "configMap",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "storageos",
  "projected",
  "scaleIO",
  "csi",
  "ephemeral",
  "image",
] as const satisfies readonly (keyof Volume)[];

/** Checks all volumes; gives those that are sound, which alone may be mounted. */
export function checkVolumes(
  volumes: readonly Volume[] | undefined,
  path: FieldPath,
  errors: FieldErrors,
): ReadonlyMap<string, Volume> {
  const sound = new Map<string, Volume>();
  volumes?.forEach((volume, index) => {
    const at = path.index(index);
    const before = errors.length;
    checkSource(volume, at, errors);
    if (checkRequired(volume.name, at, "name", errors)) {
      checkText(dns1123Label, volume.name, { path: at, name: "name", errors });
    }
    if (sound.has(volume.name)) errors.push(duplicate(at.child("name"), volume.name));
    if (errors.length === before) sound.set(volume.name, volume);
  });
  return sound;
}

function checkSource(volume: Volume, path: FieldPath, errors: FieldErrors): void {
  let found = 0;
  for (const name of sources) {
    if (volume[name] === undefined) continue;
    if (++found === 1) checkDetails(volume, path.child(name), errors);
    else errors.push(forbidden(path.child(name), "may not specify more than 1 volume type"));
  }
  if (found === 0) errors.push(required(path, "must specify a volume type"));
}

function checkDetails(volume: Volume, path: FieldPath, errors: FieldErrors): void {
  const {
    configMap,
    downwardAPI,
    emptyDir,
    hostPath,
    nfs,
    persistentVolumeClaim,
    projected,
    secret,
  } = volume;
  if (emptyDir?.sizeLimit?.startsWith("-")) {
    errors.push(
      forbidden(path.child("sizeLimit"), "SizeLimit field must be a valid resource quantity"),
    );
  }
  if (hostPath !== undefined) checkHostPath(hostPath, path, errors);
  if (secret !== undefined) {
    checkRequired(secret.secretName, path, "secretName", errors);
    checkFiles(secret, path, errors);
  }
  if (configMap !== undefined) {
    checkRequired(configMap.name, path, "name", errors);
    checkFiles(configMap, path, errors);
  }
  if (persistentVolumeClaim !== undefined) {
    checkRequired(persistentVolumeClaim.claimName, path, "claimName", errors);
  }
  if (nfs !== undefined) {
    checkRequired(nfs.server, path, "server", errors);
    checkRequired(nfs.path, path, "path", errors);
    if (!nfs.path?.startsWith("/")) {
      errors.push(invalid(path.child("path"), nfs.path ?? "", "must be an absolute path"));
    }
  }
  if (downwardAPI !== undefined) {
    checkMode(downwardAPI.defaultMode, path, "defaultMode", errors);
    checkDownwardItems(downwardAPI.items, path, errors);
  }
  if (projected !== undefined) checkProjected(projected, path, errors);
}

const hostPathTypes = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

export function checkHostPath(
  hostPath: HostPathVolumeSource,
  path: FieldPath,
  errors: FieldErrors,
): void {
  if (!checkRequired(hostPath.path, path, "path", errors)) return;
  checkNoBacksteps(hostPath.path, path, "path", errors);
  checkSupported(hostPath.type, hostPathTypes, { path, name: "type", errors });
}

function checkFiles(
  source: { readonly defaultMode?: number; readonly items?: readonly KeyToPath[] },
  path: FieldPath,
  errors: FieldErrors,
): void {
  checkMode(source.defaultMode, path, "defaultMode", errors);
  checkKeysToPaths(source.items, path.child("items"), errors);
}

export function checkVolumeMounts(
  container: Pick<Container, "volumeMounts" | "volumeDevices" | "securityContext">,
  volumes: ReadonlyMap<string, Volume>,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const { volumeMounts } = container;
  if (volumeMounts === undefined) return;
  volumeMounts.forEach((mount, index) => {
    const before = volumeMounts.slice(0, index);
    checkMount(mount, { volumes, before, container }, path.child("volumeMounts"), index, errors);
  });
}

interface MountContext {
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly before: readonly VolumeMount[];
  readonly container: Pick<Container, "volumeDevices" | "securityContext">;
}

function checkMount(
  mount: VolumeMount,
  { volumes, before, container }: MountContext,
  list: FieldPath,
  index: number,
  errors: FieldErrors,
): void {
  const at = list.index(index);
  const { name = "", mountPath = "", subPath, subPathExpr } = mount;
  if (name === "") errors.push(required(at.child("name")));
  if (!volumes.has(name)) errors.push(notFound(at.child("name"), name));
  if (mountPath === "") errors.push(required(at.child("mountPath")));
  if (before.some((other) => other.mountPath === mountPath)) {
    errors.push(invalid(at.child("mountPath"), mountPath, "must be unique"));
  }
  if (container.volumeDevices?.some((device) => device.name === name)) {
    errors.push(invalid(at.child("name"), name, "must not already exist in volumeDevices"));
  }
  // Upstream leaves the index out of these paths.
  if (subPath) checkDescending(subPath, list, "subPath", errors);
  if (subPathExpr) {
    if (subPath) {
      const detail = "subPathExpr and subPath are mutually exclusive";
      errors.push(invalid(at.child("subPathExpr"), subPathExpr, detail));
    }
    checkDescending(subPathExpr, list, "subPathExpr", errors);
  }
  checkPropagation(mount, container, list, errors);
}

const propagations = ["Bidirectional", "HostToContainer", "None"];

function checkPropagation(
  { mountPropagation }: VolumeMount,
  { securityContext }: MountContext["container"],
  list: FieldPath,
  errors: FieldErrors,
): void {
  if (mountPropagation === undefined) return;
  const path = list.child("mountPropagation");
  if (!propagations.includes(mountPropagation)) {
    errors.push(notSupported(path, mountPropagation, propagations));
  }
  if (mountPropagation === "Bidirectional" && securityContext?.privileged !== true) {
    const detail = "Bidirectional mount propagation is available only to privileged containers";
    errors.push(forbidden(path, detail));
  }
}

export function checkVolumeDevices(
  container: Pick<Container, "volumeMounts" | "volumeDevices">,
  volumes: ReadonlyMap<string, Volume>,
  path: FieldPath,
  errors: FieldErrors,
): void {
  container.volumeDevices?.forEach((device, index) => {
    const at = path.child("volumeDevices").index(index);
    const { name = "", devicePath = "" } = device;
    if (name === "") errors.push(required(at.child("name")));
    const volume = volumes.get(name);
    if (volume === undefined) errors.push(notFound(at.child("name"), name));
    else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      const detail =
        "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
      errors.push(invalid(at.child("name"), name, detail));
    }
    if (devicePath === "") errors.push(required(at.child("devicePath")));
    if (container.volumeMounts?.some((mount) => mount.name === name)) {
      errors.push(invalid(at.child("name"), name, "must not already exist in volumeMounts"));
    }
  });
}
