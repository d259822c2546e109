// The names Go gives to types of fields, as decoding errors show them: `int32`, `[]v1.Container`.
import type { Property } from "./schema-types";

const scalars: Readonly<Record<string, string>> = {
  byte: "[]uint8",
  "date-time": "v1.Time",
  "date-time-micro": "v1.MicroTime",
  "int-or-string": "intstr.IntOrString",
  quantity: "resource.Quantity",
  double: "float64",
};

export function goTypeName(property: Property): string {
  if (property.goType !== undefined) return property.goType;
  if (property.$ref !== undefined) return goModelName(property.$ref);
  if (property.items !== undefined) return `[]${goTypeName(property.items)}`;
  if (property.additionalProperties !== undefined) {
    return `map[string]${goTypeName(property.additionalProperties)}`;
  }
  const format = property.format ?? "";
  if (property.type === "integer") return format === "" ? "int" : format;
  if (property.type === "boolean") return "bool";
  return scalars[format] ?? "string";
}

/** `io.k8s.api.core.v1.Container` → `v1.Container`. */
export const goModelName = (name: string): string => name.split(".").slice(-2).join(".");
