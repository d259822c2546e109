// Containers and sandboxes as the CRI's messages in JSON.
import { formatNanoTime } from "../../meta/time";
import type { ContainerRow, SandboxRow } from "../../runtime/container-tables";

const labelsOf = ({ pod, name }: ContainerRow) => ({
  "io.kubernetes.container.name": name,
  "io.kubernetes.pod.name": pod.name,
  "io.kubernetes.pod.namespace": pod.namespace,
  "io.kubernetes.pod.uid": pod.uid,
});

const nanos = (ms: number | undefined): string => String((ms ?? 0) * 1_000_000);
const stateOf = ({ state }: ContainerRow): string => `CONTAINER_${state.toUpperCase()}`;

export const containerJson = (row: ContainerRow) => ({
  id: row.id,
  podSandboxId: row.sandbox,
  metadata: { name: row.name, attempt: row.attempt },
  image: { image: row.imageDigest, annotations: {}, userSpecifiedImage: row.image },
  imageRef: row.imageDigest,
  state: stateOf(row),
  createdAt: nanos(row.createdMs),
  labels: labelsOf(row),
  annotations: { "io.kubernetes.container.restartCount": String(row.attempt) },
});

export const containerStatusJson = (row: ContainerRow) => ({
  status: {
    id: row.id,
    metadata: { name: row.name, attempt: row.attempt },
    state: stateOf(row),
    createdAt: formatNanoTime(row.createdMs),
    startedAt: row.startedMs ? formatNanoTime(row.startedMs) : "0001-01-01T00:00:00Z",
    finishedAt: row.finishedMs ? formatNanoTime(row.finishedMs) : "0001-01-01T00:00:00Z",
    exitCode: row.exitCode ?? 0,
    image: { image: row.imageName, userSpecifiedImage: row.image },
    imageRef: row.imageDigest,
    reason: row.reason ?? "",
    message: row.message ?? "",
    labels: labelsOf(row),
    annotations: { "io.kubernetes.container.restartCount": String(row.attempt) },
    mounts: [],
    logPath: row.logPath,
  },
  info: {
    sandboxID: row.sandbox,
    pid: row.process ?? 0,
    removing: false,
    snapshotter: "overlayfs",
    runtimeType: "io.containerd.runc.v2",
    config: {
      command: row.command,
      envs: Object.entries(row.environment).map(([key, value]) => ({ key, value })),
      working_dir: row.directory,
    },
  },
});

export const sandboxJson = (row: SandboxRow) => ({
  id: row.id,
  metadata: {
    name: row.pod.name,
    uid: row.pod.uid,
    namespace: row.pod.namespace,
    attempt: row.attempt,
  },
  state: row.state === "ready" ? "SANDBOX_READY" : "SANDBOX_NOTREADY",
  createdAt: nanos(row.createdMs),
  labels: {
    "io.kubernetes.pod.name": row.pod.name,
    "io.kubernetes.pod.namespace": row.pod.namespace,
    "io.kubernetes.pod.uid": row.pod.uid,
  },
  annotations: {},
  runtimeHandler: "",
});

export const sandboxStatusJson = (row: SandboxRow) => ({
  status: {
    ...sandboxJson(row),
    createdAt: formatNanoTime(row.createdMs),
    network: { additionalIps: [], ip: row.hostNetwork ? "" : row.address },
    linux: {
      namespaces: {
        options: { network: row.hostNetwork ? "NODE" : "POD", pid: "CONTAINER", ipc: "POD" },
      },
    },
  },
});
