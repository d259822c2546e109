// Our schemas in the words of OpenAPI v3: what only the simulator needs to know of a field stays out, what
// clients read of it is named as upstream names it.
//
// Kubernetes: staging/src/k8s.io/kube-openapi/pkg/builder3
import { schemas } from "@/generated/kubernetes/schemas";
import type { KindSchema, ModelSchema, Property } from "../meta/schema/schema-types";

type Json = Readonly<Record<string, unknown>>;

export function openApiSchema(model: ModelSchema, kinds: readonly KindSchema[]): Json {
  const fields = Object.entries(model.properties);
  return {
    description: model.description,
    type: "object",
    ...(model.required === undefined ? {} : { required: model.required }),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, propertySchema(field)])),
    ...(kinds.length === 0
      ? {}
      : {
          "x-kubernetes-group-version-kind": kinds.map(({ group, version, kind }) => ({
            group,
            kind,
            version,
          })),
        }),
    ...(model.atomic === true ? { "x-kubernetes-map-type": "atomic" } : {}),
  };
}

function propertySchema(property: Property): Json {
  const { description, list, keys, patch } = property;
  return {
    ...(description === undefined ? {} : { description }),
    ...shapeOf(property),
    ...(list === undefined || property.items === undefined
      ? {}
      : { "x-kubernetes-list-type": list }),
    ...(keys === undefined ? {} : { "x-kubernetes-list-map-keys": keys }),
    ...(patch?.key === undefined ? {} : { "x-kubernetes-patch-merge-key": patch.key }),
    ...(patch === undefined ? {} : { "x-kubernetes-patch-strategy": patch.strategies.join(",") }),
  };
}

/** A reference has nothing beside it, so that one with a description stands in `allOf`. */
function shapeOf(property: Property): Json {
  const { $ref, items, additionalProperties, type, format } = property;
  const name = $ref ?? specialModels[format ?? ""]?.name;
  if (name !== undefined) return { allOf: [{ $ref: `#/components/schemas/${name}` }] };
  if (property.free === true) return { type: "object" };
  if (items !== undefined) return { type: "array", items: propertySchema(items) };
  if (additionalProperties !== undefined) {
    return { type: "object", additionalProperties: propertySchema(additionalProperties) };
  }
  return {
    type,
    ...(format === undefined ? {} : { format }),
    ...(property.enum === undefined ? {} : { enum: property.enum }),
  };
}

interface SpecialModel {
  readonly name: string;
  readonly description?: string;
  readonly shape: Json;
}

/** Scalars with a reader of their own, which upstream has as models. */
const specialModels: Readonly<Record<string, SpecialModel>> = {
  quantity: {
    name: "io.k8s.apimachinery.pkg.api.resource.Quantity",
    description: "A number with a suffix, such as 500m or 64Mi.",
    shape: { oneOf: [{ type: "string" }, { type: "number" }] },
  },
  "int-or-string": {
    name: "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
    shape: { format: "int-or-string", oneOf: [{ type: "integer" }, { type: "string" }] },
  },
  "date-time": {
    name: "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
    shape: { type: "string", format: "date-time" },
  },
  "date-time-micro": {
    name: "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime",
    shape: { type: "string", format: "date-time" },
  },
};

export const specialSchemas: Json = Object.fromEntries(
  Object.values(specialModels).map(({ name, description, shape }) => [
    name,
    { description: description ?? schemas.scalars[name], ...shape },
  ]),
);
