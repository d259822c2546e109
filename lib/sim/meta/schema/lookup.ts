// Finds the schema of a kind, a model or a field.
import { schemas } from "@/generated/kubernetes/schemas";
import type { GroupVersionKind } from "../object";
import type { KindSchema, ModelSchema, Property } from "./schema-types";

const keyOf = (gvk: GroupVersionKind): string => `${gvk.group}/${gvk.version}/${gvk.kind}`;

// Kinds of apimachinery (DeleteOptions, Status …) are served in every group and stand here under the core.
const byGvk: ReadonlyMap<string, KindSchema> = new Map(
  schemas.kinds.map((kind) => [keyOf(kind), kind]),
);

/** Upstream's name of the kind's model: `io.k8s.api.apps.v1.Deployment`. */
export const modelName = (gvk: GroupVersionKind): string | undefined =>
  byGvk.get(keyOf(gvk))?.schema;

export function lookup(gvk: GroupVersionKind): ModelSchema | undefined {
  const name = modelName(gvk);
  return name === undefined ? undefined : schemas.models[name];
}

export const modelNamed = (name: string): ModelSchema | undefined =>
  Object.hasOwn(schemas.models, name) ? schemas.models[name] : undefined;

/** All kinds with a schema, whether or not the simulator serves them. */
export const knownKinds: readonly KindSchema[] = schemas.kinds;

/** The model a field refers to. */
export const modelOf = (property: Property): ModelSchema | undefined =>
  property.$ref === undefined ? undefined : modelNamed(property.$ref);

/** `io.k8s.api.core.v1.PodSpec` → `PodSpec`. */
export const shortModelName = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

export function fieldOf(model: ModelSchema, name: string): Property | undefined {
  return Object.hasOwn(model.properties, name) ? model.properties[name] : undefined;
}

/** A property that stands for a kind as a whole, where walks begin. */
export function rootProperty(gvk: GroupVersionKind): Property | undefined {
  const name = modelName(gvk);
  return name === undefined ? undefined : { $ref: name };
}
