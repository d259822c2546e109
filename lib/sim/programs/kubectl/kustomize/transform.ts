// What kustomize does to many objects at once: labels where they belong, and new names wherever they are used.
import { getPath, isJsonObject, type KubernetesObject, setPath } from "@/lib/sim/meta/object";

export interface LabelChange {
  readonly labels: Readonly<Record<string, string>>;
  readonly includeSelectors: boolean;
  readonly includeTemplates: boolean;
}

export function addLabels(object: KubernetesObject, change: LabelChange): KubernetesObject {
  if (Object.keys(change.labels).length === 0) return object;
  const merge = (next: KubernetesObject, path: readonly string[]): KubernetesObject => {
    const before = getPath(next, path);
    return setPath(next, path, { ...(isJsonObject(before) ? before : {}), ...change.labels });
  };
  let next = merge(object, ["metadata", "labels"]);
  const isWorkload = getPath(object, ["spec", "template"]) !== undefined;
  if (change.includeSelectors) {
    if (object.kind === "Service" && getPath(object, ["spec", "selector"]) !== undefined)
      next = merge(next, ["spec", "selector"]);
    if (isWorkload && object.kind !== "Job")
      next = merge(next, ["spec", "selector", "matchLabels"]);
  }
  if (isWorkload && (change.includeSelectors || change.includeTemplates)) {
    next = merge(next, ["spec", "template", "metadata", "labels"]);
  }
  return next;
}

export interface Renaming {
  readonly prefix: string;
  readonly suffix: string;
  /** `ConfigMap/name` → the hash that follows the name. */
  readonly hashes: ReadonlyMap<string, string>;
}

const unnamed = new Set(["Namespace", "CustomResourceDefinition"]);

export function renameReferences(
  objects: readonly KubernetesObject[],
  renaming: Renaming,
): KubernetesObject[] {
  const names = new Map<string, string>();
  for (const { kind, metadata } of objects) {
    const hash = renaming.hashes.get(`${kind}/${metadata.name}`);
    const suffix = hash === undefined ? "" : `-${hash}`;
    const isKept = unnamed.has(kind);
    const name = isKept
      ? metadata.name
      : `${renaming.prefix}${metadata.name}${renaming.suffix}${suffix}`;
    names.set(`${kind}/${metadata.name}`, name);
  }
  return objects.map((object) => {
    const renamed = setPath(
      object,
      ["metadata", "name"],
      names.get(`${object.kind}/${object.metadata.name}`),
    );
    const { metadata, ...rest } = renamed;
    return { ...(replaceIn(rest, names) as object), metadata } as KubernetesObject;
  });
}

/** Field → the kind whose name stands in it; a path within the field where it is an object. */
const references: Readonly<Record<string, readonly [kind: string, field?: string]>> = {
  configMapRef: ["ConfigMap", "name"],
  configMapKeyRef: ["ConfigMap", "name"],
  configMap: ["ConfigMap", "name"],
  secretRef: ["Secret", "name"],
  secretKeyRef: ["Secret", "name"],
  secret: ["Secret", "secretName"],
  persistentVolumeClaim: ["PersistentVolumeClaim", "claimName"],
  scaleTargetRef: ["Deployment", "name"],
  service: ["Service", "name"],
  serviceAccountName: ["ServiceAccount"],
  serviceName: ["Service"],
};

function replaceIn(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, names));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      replaceField(key, replaceIn(field, names), names),
    ]),
  );
}

function replaceField(key: string, field: unknown, names: ReadonlyMap<string, string>): unknown {
  const reference = Object.hasOwn(references, key) ? references[key] : undefined;
  if (reference === undefined) return field;
  const [kind, inner] = reference;
  if (inner === undefined)
    return typeof field === "string" ? (names.get(`${kind}/${field}`) ?? field) : field;
  if (!isJsonObject(field) || typeof field[inner] !== "string") return field;
  const renamed = names.get(`${kind}/${field[inner]}`);
  return renamed === undefined ? field : { ...field, [inner]: renamed };
}
