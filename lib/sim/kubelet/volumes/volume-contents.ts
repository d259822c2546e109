// What the files of a ConfigMap, Secret, downward or projected volume are: names and texts, decided from the
// objects; nothing is written here.
import type {
  ConfigMapProjection,
  Container,
  DownwardAPIVolumeFile,
  KeyToPath,
  Pod,
  SecretProjection,
  Volume,
} from "@/generated/kubernetes/types";
import { decodeBase64 } from "../../meta/base64";
import type { KubeletContext } from "../context";
import { fieldValue } from "../field-value";
import { resourceValue } from "../resource-value";

export interface VolumeFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

export type VolumeContents = { readonly files: readonly VolumeFile[] } | { readonly error: string };

const defaultMode = 0o644;

export interface ContentsRequest {
  readonly context: KubeletContext;
  readonly pod: Pod;
  readonly podIP: string;
  readonly hostIP: string;
}

/** Whether a volume is made of texts that can change while the pod runs. */
export function hasContents(volume: Volume): boolean {
  return [volume.configMap, volume.secret, volume.downwardAPI, volume.projected].some(
    (source) => source !== undefined,
  );
}

export function volumeContents(volume: Volume, request: ContentsRequest): VolumeContents {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap !== undefined) {
    return fromConfigMap(configMap, configMap.defaultMode ?? defaultMode, request);
  }
  if (secret !== undefined) {
    const source = { ...secret, name: secret.secretName ?? "" };
    return fromSecret(source, secret.defaultMode ?? defaultMode, request);
  }
  if (downwardAPI !== undefined) {
    return {
      files: fromFields(downwardAPI.items ?? [], downwardAPI.defaultMode ?? defaultMode, request),
    };
  }
  const mode = projected?.defaultMode ?? defaultMode;
  const files: VolumeFile[] = [];
  for (const source of projected?.sources ?? []) {
    const part = fromProjection(source, mode, request);
    if ("error" in part) return part;
    files.push(...part.files);
  }
  return { files };
}

type Projection = NonNullable<NonNullable<Volume["projected"]>["sources"]>[number];

function fromProjection(
  source: Projection,
  mode: number,
  request: ContentsRequest,
): VolumeContents {
  if (source.configMap !== undefined) return fromConfigMap(source.configMap, mode, request);
  if (source.secret !== undefined) return fromSecret(source.secret, mode, request);
  if (source.downwardAPI !== undefined) {
    return { files: fromFields(source.downwardAPI.items ?? [], mode, request) };
  }
  if (source.serviceAccountToken !== undefined) {
    const { pod, context } = request;
    const { namespace = "default" } = pod.metadata;
    const account = pod.spec?.serviceAccountName ?? "default";
    const text = context.storage?.token?.(namespace, account, pod) ?? "";
    return { files: [{ path: source.serviceAccountToken.path, text, mode }] };
  }
  return { files: [] };
}

function fromConfigMap(
  { name = "", items, optional }: ConfigMapProjection,
  mode: number,
  { context, pod }: ContentsRequest,
): VolumeContents {
  const { namespace = "default" } = pod.metadata;
  const found = context.client.get("ConfigMap", { namespace, name });
  if (found === undefined && optional !== true) return { error: `configmap "${name}" not found` };
  const binary = Object.entries(found?.binaryData ?? {}).map(([key, value]) => [
    key,
    decodeBase64(value) ?? "",
  ]);
  const data = { ...found?.data, ...Object.fromEntries(binary) };
  return pick(data, items, {
    mode,
    optional,
    missing: "configmap references non-existent config key",
  });
}

function fromSecret(
  { name = "", items, optional }: SecretProjection,
  mode: number,
  { context, pod }: ContentsRequest,
): VolumeContents {
  const { namespace = "default" } = pod.metadata;
  const found = context.client.get("Secret", { namespace, name });
  if (found === undefined && optional !== true) return { error: `secret "${name}" not found` };
  const data = Object.fromEntries(
    Object.entries(found?.data ?? {}).map(([key, value]) => [key, decodeBase64(value) ?? ""]),
  );
  return pick(data, items, { mode, optional, missing: "references non-existent secret key" });
}

function pick(
  data: Readonly<Record<string, string>>,
  items: readonly KeyToPath[] | undefined,
  rules: {
    readonly mode: number;
    readonly optional: boolean | undefined;
    readonly missing: string;
  },
): VolumeContents {
  if (items === undefined) {
    return {
      files: Object.keys(data)
        .sort()
        .map((key) => ({ path: key, text: data[key] ?? "", mode: rules.mode })),
    };
  }
  const files: VolumeFile[] = [];
  for (const { key, path, mode } of items) {
    const text = Object.hasOwn(data, key) ? data[key] : undefined;
    if (text === undefined) {
      if (rules.optional === true) continue;
      return { error: `${rules.missing}: ${key}` };
    }
    files.push({ path, text, mode: mode ?? rules.mode });
  }
  return { files };
}

function fromFields(
  items: readonly DownwardAPIVolumeFile[],
  mode: number,
  { context, pod, podIP, hostIP }: ContentsRequest,
): VolumeFile[] {
  return items.map((item) => {
    const { path, fieldRef, resourceFieldRef } = item;
    const container: Container = pod.spec?.containers[0] ?? { name: "" };
    const text =
      resourceFieldRef !== undefined
        ? resourceValue(resourceFieldRef, { client: context.client, pod, container })
        : fieldValue(pod, fieldRef?.fieldPath ?? "", { podIP, hostIP });
    const isMap =
      fieldRef?.fieldPath === "metadata.labels" || fieldRef?.fieldPath === "metadata.annotations";
    return { path, text: isMap && text !== "" ? `${text}\n` : text, mode: item.mode ?? mode };
  });
}
