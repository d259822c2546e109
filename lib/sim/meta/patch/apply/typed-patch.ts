// Whether an applied configuration fits its kind; server-side apply reads it by the schema alone.
//
// Kubernetes: sigs.k8s.io/structured-merge-diff/typed/validate.go
import { goQuote } from "../../go-text";
import { isJsonObject } from "../../object";
import { fieldOf, modelNamed } from "../../schema/lookup";
import { formatElement } from "./field-set";
import { fieldElement, itemElement, type MaybeProperty, type Shape, shapeOf } from "./shape";

/** What is wrong, in one text, or nothing. */
export function typedPatchError(patch: unknown, root: MaybeProperty): string | undefined {
  const errors = check(patch, root, "");
  if (errors.length === 0) return undefined;
  return errors.length === 1
    ? errors[0]
    : ["errors:", ...errors.map((error) => `  ${error}`)].join("\n");
}

function check(value: unknown, property: MaybeProperty, path: string): string[] {
  if (property === undefined || property.free === true || value === null || value === undefined)
    return [];
  const at = (why: string): string[] => [path === "" ? why : `${path}: ${why}`];
  if (property.$ref !== undefined || property.additionalProperties !== undefined) {
    return isJsonObject(value)
      ? checkFields(value, property, path)
      : at(`expected map, got ${show(value)}`);
  }
  if (property.items !== undefined) {
    return Array.isArray(value)
      ? checkItems(value, property, path)
      : at(`expected list, got ${show(value)}`);
  }
  if (property.format === "int-or-string" || property.format === "quantity") return [];
  if (property.type === "integer" || property.type === "number") {
    return typeof value === "number"
      ? []
      : at(`expected numeric (int or float), got ${typeText(value)}`);
  }
  if (property.type === "boolean")
    return typeof value === "boolean" ? [] : at(`expected boolean, got ${show(value)}`);
  return typeof value === "string" ? [] : at(`expected string, got ${show(value)}`);
}

function checkFields(value: object, property: NonNullable<MaybeProperty>, path: string): string[] {
  const model = property.$ref === undefined ? undefined : modelNamed(property.$ref);
  return Object.entries(value).flatMap(([key, field]) => {
    const inner = path + formatElement(fieldElement(key));
    const known = model === undefined ? property.additionalProperties : fieldOf(model, key);
    return known === undefined
      ? [`${inner}: field not declared in schema`]
      : check(field, known, inner);
  });
}

function checkItems(
  items: readonly unknown[],
  property: NonNullable<MaybeProperty>,
  path: string,
): string[] {
  const shape: Shape = shapeOf(property, items);
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (shape.kind !== "list") return check(item, property.items, `${path}[${index}]`);
    const element = itemElement(shape, item);
    const inner = path + formatElement(element);
    const isDuplicate = seen.has(element);
    seen.add(element);
    const duplicate = isDuplicate
      ? [`${path}: duplicate entries for key ${formatElement(element)}`]
      : [];
    return [...duplicate, ...check(item, property.items, inner)];
  });
}

const show = (value: unknown): string =>
  `&value.valueUnstructured{Value:${typeof value === "string" ? goQuote(value) : String(value)}}`;

const typeText = (value: unknown): string =>
  Array.isArray(value)
    ? "[]interface {}"
    : isJsonObject(value)
      ? "map[string]interface {}"
      : typeof value === "boolean"
        ? "bool"
        : "string";
