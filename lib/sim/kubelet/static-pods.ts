// Static pods: the kubelet runs what stands in the node's manifest directory and shows it to the API as mirror
// pods, which come back when they are deleted.
//
// Kubernetes: pkg/kubelet/config/{file,common}.go, pkg/kubelet/pod/mirror_client.go
//
// Differs: the directory is looked at every ten seconds, and a pod is run through its mirror: deleting the mirror
// starts the container anew, where the real one goes on untouched.
import type { Node, Pod } from "@/generated/kubernetes/types";
import { defineTable } from "../kernel/state";
import type { Files } from "../machine/files-contract";
import { isJsonObject } from "../meta/object";
import { sha256Hex } from "../meta/sha256";
import { StatusError } from "../meta/status-error";
import { readYaml } from "../meta/yaml/read";
import type { KubeletContext } from "./context";

interface Manifest {
  readonly file: string;
  readonly hash: string;
  readonly namespace: string;
  readonly name: string;
}

/** What was found the last time, and by what to see that nothing changed since. */
interface ManifestsRow {
  readonly signature: string;
  readonly pods: readonly Manifest[];
}

const manifestsTable = defineTable<ManifestsRow>("kubelet.manifests");
const directory = "/etc/kubernetes/manifests";
const mirrorAnnotation = "kubernetes.io/config.mirror";
const hashAnnotation = "kubernetes.io/config.hash";

export const isMirror = (pod: Pod | undefined): boolean =>
  pod?.metadata.annotations?.[mirrorAnnotation] !== undefined;

export const manifestHash = (text: string): string => sha256Hex(text).slice(0, 32);

export function tendStaticPods(node: Node, context: KubeletContext): void {
  const { state, runtime } = context;
  const { name } = node.metadata;
  const files = runtime.machines.files(name);
  if (!files.isDirectory(directory)) return;
  const table = state.table(manifestsTable);
  const before = table.get(name);
  const signature = signatureOf(files);
  const isSame = before?.signature === signature;
  const pods = isSame ? before.pods : readManifests(files, name);
  if (!isSame) table.set(name, { signature, pods });
  for (const old of before?.pods ?? []) {
    if (!pods.some((one) => one.name === old.name && one.namespace === old.namespace))
      removeMirror(old, context);
  }
  for (const manifest of pods) showMirror(node, manifest, context);
}

const namesOf = (files: Files): string[] =>
  files.list(directory).filter((name) => !name.startsWith(".") && !files.isDirectory(pathOf(name)));

const pathOf = (name: string): string => `${directory}/${name}`;

function signatureOf(files: Files): string {
  const parts = namesOf(files).map((name) => {
    const stat = files.stat(pathOf(name));
    return `${name} ${stat?.modifiedMs} ${stat?.size}`;
  });
  return parts.join("\n");
}

function readManifests(files: Files, node: string): Manifest[] {
  return namesOf(files).flatMap((file) => {
    const text = files.read(pathOf(file));
    const pod = parse(text);
    if (pod === undefined) return [];
    const { name, namespace = "default" } = pod.metadata;
    return [{ file, hash: manifestHash(text), namespace, name: `${name}-${node}` }];
  });
}

/** Nothing for what is no pod: the kubelet passes over such a file. */
function parse(text: string): Pod | undefined {
  const read = readYaml(text);
  if ("error" in read || !isJsonObject(read.value)) return undefined;
  const { kind, metadata } = read.value;
  if (kind !== "Pod" || !isJsonObject(metadata) || typeof metadata.name !== "string")
    return undefined;
  return read.value as unknown as Pod;
}

function removeMirror({ namespace, name }: Manifest, { client }: KubeletContext): void {
  const pod = client.get("Pod", { namespace, name });
  if (pod === undefined || !isMirror(pod) || pod.metadata.deletionTimestamp !== undefined) return;
  client.delete("Pod", pod.metadata);
}

function showMirror(node: Node, manifest: Manifest, context: KubeletContext): void {
  const { client, runtime } = context;
  const { namespace, name, hash, file } = manifest;
  const found = client.get("Pod", { namespace, name });
  if (found !== undefined) {
    if (found.metadata.annotations?.[hashAnnotation] !== hash) removeMirror(manifest, context);
    return;
  }
  const pod = parse(runtime.machines.files(node.metadata.name).read(pathOf(file)));
  if (pod === undefined) return;
  try {
    client.create("Pod", mirrorOf(pod, node, manifest));
  } catch (error) {
    // A manifest the API refuses is run by nobody; the next look tries again.
    if (!(error instanceof StatusError)) throw error;
  }
}

function mirrorOf(pod: Pod, node: Node, { name, namespace, hash }: Manifest): Pod {
  const { name: nodeName, uid = "" } = node.metadata;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      name,
      namespace,
      annotations: {
        ...pod.metadata.annotations,
        [hashAnnotation]: hash,
        [mirrorAnnotation]: hash,
        "kubernetes.io/config.seen": "2026-01-01T00:00:00.000000000Z",
        "kubernetes.io/config.source": "file",
      },
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name: nodeName, uid, controller: true }],
    },
    spec: {
      ...pod.spec,
      containers: pod.spec?.containers ?? [],
      nodeName,
      tolerations: [...(pod.spec?.tolerations ?? []), { effect: "NoExecute", operator: "Exists" }],
    },
  };
}
