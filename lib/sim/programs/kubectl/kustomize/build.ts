// A small kustomize: resources, namespace, prefixes and suffixes, labels, annotations, generators, images,
// replicas and patches. What is not understood is refused.
import type { ProgramIo } from "@/lib/sim/machine/program";
import { encodeBase64 } from "@/lib/sim/meta/base64";
import {
  gvkOf,
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  setPath,
} from "@/lib/sim/meta/object";
import { applyJsonPatch } from "@/lib/sim/meta/patch/json-patch";
import { applyStrategicMergePatch } from "@/lib/sim/meta/patch/strategic-merge-patch";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import { readYaml } from "@/lib/sim/meta/yaml/read";
import { CommandError } from "../command-error";
import { contentHash } from "../create/content-hash";
import type { ManifestItem } from "../manifests";
import { readManifests } from "../manifests";
import type { KubectlWorld } from "../world";
import { addLabels, renameReferences } from "./transform";

type Io = ProgramIo<KubectlWorld>;

const fileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
const known = new Set([
  "apiVersion",
  "kind",
  "metadata",
  "resources",
  "bases",
  "namespace",
  "namePrefix",
  "nameSuffix",
  "commonLabels",
  "labels",
  "commonAnnotations",
  "configMapGenerator",
  "secretGenerator",
  "generatorOptions",
  "images",
  "replicas",
  "patches",
  "patchesStrategicMerge",
  "patchesJson6902",
]);

export function requireDirectory(io: Io, directory: string): void {
  if (io.files.exists(directory)) return;
  const text = `must build at directory: not a valid directory: evalsymlink failure on '${directory}' : lstat ${io.files.absolute(directory)}: no such file or directory`;
  throw new CommandError(text);
}

export function buildKustomization(io: Io, directory: string): ManifestItem[] {
  requireDirectory(io, directory);
  return buildDirectory(io, directory.replace(/\/$/, "")).map((object) => ({ source: "", object }));
}

export function buildDirectory(io: Io, directory: string): KubernetesObject[] {
  const spec = readKustomization(io, directory);
  warnDeprecated(io, spec);
  let objects = [...resourcesOf(io, directory, spec)];
  objects = [...objects, ...generated(io, directory, spec)];
  objects = objects.map((object) => patchObject(io, directory, { object, spec }));
  objects = objects.map((object) => decorate(object, spec));
  return renameReferences(objects, {
    prefix: text(spec.namePrefix),
    suffix: text(spec.nameSuffix),
    hashes: hashesOf(objects, spec),
  });
}

function readKustomization(io: Io, directory: string): JsonObject {
  const name = fileNames.find((one) => io.files.exists(`${directory}/${one}`));
  if (name === undefined) {
    throw new CommandError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${io.files.absolute(directory)}'`,
    );
  }
  const result = readYaml(io.files.read(`${directory}/${name}`));
  if ("error" in result) throw new CommandError(`invalid Kustomization: ${result.error}`);
  const spec = isJsonObject(result.value) ? result.value : {};
  const unknown = Object.keys(spec).find((key) => !known.has(key));
  if (unknown !== undefined)
    throw new CommandError(`kustomization field "${unknown}" is not simulated here`);
  return spec;
}

function warnDeprecated(io: Io, spec: JsonObject): void {
  const renamed = {
    commonLabels: "labels",
    bases: "resources",
    patchesStrategicMerge: "patches",
    patchesJson6902: "patches",
  };
  for (const [old, now] of Object.entries(renamed)) {
    if (spec[old] === undefined) continue;
    io.stderr(
      `# Warning: '${old}' is deprecated. Please use '${now}' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n`,
    );
  }
}

function resourcesOf(io: Io, directory: string, spec: JsonObject): KubernetesObject[] {
  return [...texts(spec.resources), ...texts(spec.bases)].flatMap((entry) => {
    const path = `${directory}/${entry}`;
    if (!io.files.exists(path)) {
      throw new CommandError(
        `accumulating resources: accumulation err='accumulating resources from '${entry}': open ${io.files.absolute(path)}: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${io.files.absolute(path)}' : lstat ${io.files.absolute(path)}: no such file or directory`,
      );
    }
    if (io.files.isDirectory(path)) return buildDirectory(io, path.replace(/\/$/, ""));
    const items = readManifests({
      files: io.files,
      stdin: "",
      filenames: [path],
      isRecursive: false,
    });
    return items.map((item) => {
      if ("error" in item) throw item.error;
      return item.object;
    });
  });
}

function generated(io: Io, directory: string, spec: JsonObject): KubernetesObject[] {
  const make = (entry: JsonObject, kind: "ConfigMap" | "Secret"): KubernetesObject => {
    const pairs = [
      ...texts(entry.literals).map((literal) => {
        const equals = literal.indexOf("=");
        return [literal.slice(0, equals), literal.slice(equals + 1)] as const;
      }),
      ...texts(entry.files).map((file) => {
        const [key = "", path] = file.includes("=")
          ? file.split("=")
          : [file.slice(file.lastIndexOf("/") + 1), file];
        return [key, io.files.read(`${directory}/${path ?? ""}`)] as const;
      }),
      ...texts(entry.envs).flatMap((file) =>
        io.files
          .read(`${directory}/${file}`)
          .split("\n")
          .filter((line) => line.includes("="))
          .map((line) => {
            const equals = line.indexOf("=");
            return [line.slice(0, equals), line.slice(equals + 1)] as const;
          }),
      ),
    ];
    const data = Object.fromEntries(
      pairs.map(([key, value]) => [key, kind === "Secret" ? encodeBase64(value) : value]),
    );
    const type = kind === "Secret" ? { type: text(entry.type) || "Opaque" } : {};
    const metadata = {
      name: text(entry.name),
      ...(entry.namespace ? { namespace: text(entry.namespace) } : {}),
    };
    return { apiVersion: "v1", kind, metadata, data, ...type };
  };
  return [
    ...entries(spec.configMapGenerator).map((entry) => make(entry, "ConfigMap")),
    ...entries(spec.secretGenerator).map((entry) => make(entry, "Secret")),
  ];
}

/** Generated objects carry a hash of their content, unless it is switched off. */
function hashesOf(
  objects: readonly KubernetesObject[],
  spec: JsonObject,
): ReadonlyMap<string, string> {
  const options = isJsonObject(spec.generatorOptions) ? spec.generatorOptions : {};
  const hashes = new Map<string, string>();
  if (options.disableNameSuffixHash === true) return hashes;
  for (const kind of ["ConfigMap", "Secret"] as const) {
    for (const entry of entries(
      kind === "ConfigMap" ? spec.configMapGenerator : spec.secretGenerator,
    )) {
      const own = isJsonObject(entry.options) ? entry.options : {};
      if (own.disableNameSuffixHash === true) continue;
      const object = objects.find(
        (one) => one.kind === kind && one.metadata.name === text(entry.name),
      );
      if (object === undefined) continue;
      const fullName = `${text(spec.namePrefix)}${object.metadata.name}${text(spec.nameSuffix)}`;
      hashes.set(`${kind}/${object.metadata.name}`, contentHash(kind, fullName, object));
    }
  }
  return hashes;
}

function decorate(object: KubernetesObject, spec: JsonObject): KubernetesObject {
  let next = object;
  if (text(spec.namespace) !== "" && !clusterKinds.has(object.kind)) {
    next = setPath(next, ["metadata", "namespace"], text(spec.namespace));
  }
  next = addLabels(next, {
    labels: stringMap(spec.commonLabels),
    includeSelectors: true,
    includeTemplates: true,
  });
  for (const entry of entries(spec.labels)) {
    next = addLabels(next, {
      labels: stringMap(entry.pairs),
      includeSelectors: entry.includeSelectors === true,
      includeTemplates: entry.includeTemplates === true,
    });
  }
  const annotations = stringMap(spec.commonAnnotations);
  if (Object.keys(annotations).length > 0) {
    next = setPath(next, ["metadata", "annotations"], {
      ...next.metadata.annotations,
      ...annotations,
    });
  }
  return setReplicas(setImages(next, spec), spec);
}

const clusterKinds = new Set([
  "Namespace",
  "Node",
  "PersistentVolume",
  "ClusterRole",
  "ClusterRoleBinding",
  "StorageClass",
  "PriorityClass",
  "IngressClass",
  "CustomResourceDefinition",
]);

function setImages(object: KubernetesObject, spec: JsonObject): KubernetesObject {
  const images = entries(spec.images);
  if (images.length === 0) return object;
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => {
        const isImage = key === "image" && typeof field === "string";
        return [key, isImage ? renameImage(field, images) : replace(field)];
      }),
    );
  };
  return replace(object) as KubernetesObject;
}

function renameImage(image: string, images: readonly JsonObject[]): string {
  const [, name = image] = /^(.*?)(?::[^/]*)?(?:@.*)?$/.exec(image) ?? [];
  const entry = images.find((one) => text(one.name) === name);
  if (entry === undefined) return image;
  const newName = text(entry.newName) || name;
  if (text(entry.digest) !== "") return `${newName}@${text(entry.digest)}`;
  const tag = entry.newTag === undefined ? image.slice(name.length) : `:${String(entry.newTag)}`;
  return `${newName}${tag}`;
}

function setReplicas(object: KubernetesObject, spec: JsonObject): KubernetesObject {
  const entry = entries(spec.replicas).find((one) => text(one.name) === object.metadata.name);
  const isScaled = ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"].includes(
    object.kind,
  );
  return entry === undefined || !isScaled
    ? object
    : setPath(object, ["spec", "replicas"], entry.count);
}

interface Patched {
  readonly object: KubernetesObject;
  readonly spec: JsonObject;
}

function patchObject(io: Io, directory: string, { object, spec }: Patched): KubernetesObject {
  const listed = [...entries(spec.patches), ...entries(spec.patchesJson6902)];
  const files = texts(spec.patchesStrategicMerge).map((path): JsonObject => ({ path }));
  return [...listed, ...files].reduce((current, entry) => {
    const source = text(entry.patch) || io.files.read(`${directory}/${text(entry.path)}`);
    const result = readYaml(source);
    if ("error" in result) throw new CommandError(`invalid patch: ${result.error}`);
    const patch = result.value;
    if (!isFor(current, patch, entry)) return current;
    if (Array.isArray(patch)) return applyJsonPatch(current, patch) as KubernetesObject;
    if (!isJsonObject(patch)) return current;
    const schema = rootProperty(gvkOf(current));
    return applyStrategicMergePatch(
      current as unknown as JsonObject,
      patch,
      schema,
    ) as unknown as KubernetesObject;
  }, object);
}

function isFor(object: KubernetesObject, patch: unknown, entry: JsonObject): boolean {
  if (isJsonObject(entry.target)) {
    const { kind, name } = entry.target;
    return (
      (kind === undefined || kind === object.kind) &&
      (name === undefined ||
        new RegExp(`^(?:${safePattern(text(name))})$`).test(object.metadata.name))
    );
  }
  if (!isJsonObject(patch)) return false;
  const metadata = isJsonObject(patch.metadata) ? patch.metadata : {};
  return patch.kind === object.kind && metadata.name === object.metadata.name;
}

/** Names are matched as patterns upstream; only `.*` is understood here. */
const safePattern = (name: string): string =>
  name
    .split(".*")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);
const entries = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

const stringMap = (value: unknown): Record<string, string> =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, String(field)]))
    : {};
