// What a strategic merge patch must know of a field: how its list or map merges, and by which key.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/meta.go
import { fieldOf, modelOf } from "../schema/lookup";
import type { Property } from "../schema/schema-types";
import { rejectedPatch } from "./rejected-patch";

/** Where a walk is: a property of the schema, or nothing inside free JSON and maps. */
export type PatchSchema = Property | undefined;

export interface PatchField {
  /** The schema of the field itself, or of its items when it is a list. */
  readonly schema: PatchSchema;
  readonly merges: boolean;
  readonly replaces: boolean;
  readonly retainsKeys: boolean;
  readonly mergeKey: string;
}

const plainField: PatchField = {
  schema: undefined,
  merges: false,
  replaces: false,
  retainsKeys: false,
  mergeKey: "",
};

export const directives = {
  marker: "$patch",
  retainKeys: "$retainKeys",
  deleteFrom: "$deleteFromPrimitiveList/",
  setOrder: "$setElementOrder/",
} as const;

/** The field `key` below `schema`; nothing when the kind has no such field. */
export function findPatchField(schema: PatchSchema, key: string): PatchField | undefined {
  if (schema === undefined || schema.free === true) return plainField;
  const model = modelOf(schema);
  const property = model === undefined ? schema.additionalProperties : fieldOf(model, key);
  if (property === undefined) return model === undefined ? plainField : undefined;
  const strategies = property.patch?.strategies ?? [];
  return {
    schema: property.items ?? property,
    merges: strategies.includes("merge"),
    replaces: strategies.includes("replace"),
    retainsKeys: strategies.includes("retainKeys"),
    mergeKey: property.patch?.key ?? "",
  };
}

/** As `findPatchField`; a field that is not there makes the patch unusable. */
export function patchField(schema: PatchSchema, key: string): PatchField {
  const field = findPatchField(schema, key);
  if (field === undefined) throw rejectedPatch();
  return field;
}
