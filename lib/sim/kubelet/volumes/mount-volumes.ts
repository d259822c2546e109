// Makes a pod's volumes ready on its node, and tells where each lies.
//
// Kubernetes: pkg/volume/{emptydir,hostpath,configmap,secret,projected,downwardapi}
import type { HostPathVolumeSource, Pod, Volume } from "@/generated/kubernetes/types";
import { formatNanoTime } from "../../meta/time";
import { namespaceById, nodeNamespaceId } from "../../network/namespaces";
import type { PodWork } from "../pod-work";
import { NodeFiles } from "./node-files";
import { publishFiles } from "./published-files";
import { hasContents, volumeContents } from "./volume-contents";

/** Where a volume's files are. */
export interface VolumePlace {
  readonly machine: string;
  readonly path: string;
  readonly readOnly: boolean;
}

export interface MountProblem {
  readonly volume: string;
  readonly error: string;
}

const podsDirectory = "/var/lib/kubelet/pods";
export const podDirectory = (uid: string): string => `${podsDirectory}/${uid}`;

/** Problems of the volumes that could not be made ready; none when all are. */
export function mountVolumes(work: PodWork, pod: Pod): MountProblem[] {
  const problems: MountProblem[] = [];
  for (const volume of pod.spec?.volumes ?? []) {
    const error = mountVolume(work, pod, volume);
    if (error !== undefined) problems.push({ volume: volume.name, error });
  }
  return problems;
}

/** Brings texts up to date that come from the API. */
export function refreshVolumes(work: PodWork, pod: Pod): void {
  for (const volume of pod.spec?.volumes ?? []) {
    if (hasContents(volume) && !isServiceAccountVolume(volume)) mountVolume(work, pod, volume);
  }
}

export function unmountVolumes(work: PodWork): void {
  new NodeFiles(work.context.state, work.row.node).remove(podDirectory(work.row.uid));
}

function mountVolume(work: PodWork, pod: Pod, volume: Volume): string | undefined {
  const place = volumePlace(work, pod, volume);
  if ("error" in place) return place.error;
  const files = new NodeFiles(work.context.state, place.machine);
  if (volume.hostPath !== undefined) return prepareHostPath(files, volume.hostPath);
  if (!hasContents(volume)) {
    files.directory(place.path, volume.emptyDir === undefined ? 0o755 : 0o777);
    return undefined;
  }
  if (isServiceAccountVolume(volume) && files.has(`${place.path}/..data`)) return undefined;
  const hostIP = namespaceById(work.context.state, nodeNamespaceId(work.row.node))?.address ?? "";
  const request = {
    context: work.context,
    pod: withSource(work, pod),
    podIP: work.row.address ?? "",
    hostIP,
  };
  const contents = volumeContents(volume, request);
  if ("error" in contents) return contents.error;
  publishFiles(work.context.state, files, place.path, contents.files);
  return undefined;
}

/** The pod as its kubelet holds it: it notes where it has it from. */
function withSource(work: PodWork, pod: Pod): Pod {
  const annotations = {
    ...pod.metadata.annotations,
    "kubernetes.io/config.seen": formatNanoTime(work.row.seenMs),
    "kubernetes.io/config.source": "api",
  };
  return { ...pod, metadata: { ...pod.metadata, annotations } };
}

export function volumePlace(
  work: PodWork,
  pod: Pod,
  volume: Volume,
): VolumePlace | { error: string } {
  const { node, uid } = work.row;
  const { namespace = "default" } = pod.metadata;
  if (volume.hostPath !== undefined)
    return { machine: node, path: volume.hostPath.path, readOnly: false };
  if (volume.persistentVolumeClaim !== undefined)
    return claimPlace(work, namespace, volume.persistentVolumeClaim);
  if (isServiceAccountVolume(volume)) {
    // Differs: pods of one service account on one node share a token, as nothing here asks whose it is.
    const path = `/var/lib/kubelet/service-accounts/${namespace}/${pod.spec?.serviceAccountName ?? "default"}`;
    return { machine: node, path, readOnly: true };
  }
  const path = `${podDirectory(uid)}/volumes/kubernetes.io~${pluginOf(volume)}/${volume.name}`;
  return { machine: node, path, readOnly: hasContents(volume) };
}

function pluginOf(volume: Volume): string {
  if (volume.configMap !== undefined) return "configmap";
  if (volume.secret !== undefined) return "secret";
  if (volume.projected !== undefined) return "projected";
  if (volume.downwardAPI !== undefined) return "downward-api";
  return volume.nfs === undefined ? "empty-dir" : "nfs";
}

/** The volume admission adds to every pod. */
function isServiceAccountVolume({ projected }: Volume): boolean {
  const sources = projected?.sources ?? [];
  const [token, ca, ...rest] = sources;
  return (
    token?.serviceAccountToken?.path === "token" &&
    ca?.configMap?.name === "kube-root-ca.crt" &&
    rest.length === 1 &&
    rest[0]?.downwardAPI !== undefined
  );
}

function claimPlace(
  work: PodWork,
  namespace: string,
  source: NonNullable<Volume["persistentVolumeClaim"]>,
): VolumePlace | { error: string } {
  const { claimName, readOnly = false } = source;
  const { storage } = work.context;
  const claim = storage?.claim?.(namespace, claimName);
  if (claim === undefined) return { error: `persistentvolumeclaim "${claimName}" not found` };
  const name = claim.spec?.volumeName ?? "";
  if (claim.status?.phase !== "Bound" || name === "") return { error: "PVC is not bound" };
  const volume = storage?.volume?.(name);
  if (volume === undefined) return { error: `persistentvolume "${name}" not found` };
  const path = volume.spec?.hostPath?.path ?? volume.spec?.local?.path;
  if (path !== undefined) return { machine: work.row.node, path, readOnly };
  // Storage on the network: the same files on every node.
  return { machine: "network-storage", path: `/${name}`, readOnly };
}

function prepareHostPath(
  files: NodeFiles,
  { path, type = "" }: HostPathVolumeSource,
): string | undefined {
  const exists = files.has(path);
  const isFile = exists && files.read(path) !== undefined;
  const failed = (what: string): string => `hostPath type check failed: ${path} is not ${what}`;
  switch (type) {
    case "Directory":
      return exists && !isFile ? undefined : failed("a directory");
    case "File":
      return isFile ? undefined : failed("a file");
    case "FileOrCreate":
      if (exists && !isFile) return failed("a file");
      if (!exists) files.file(path, "");
      return undefined;
    case "DirectoryOrCreate":
      if (isFile) return failed("a directory");
      files.directory(path);
      return undefined;
    case "Socket":
      return exists ? undefined : failed("a socket file");
    default:
      if (!exists) files.directory(path);
      return undefined;
  }
}
