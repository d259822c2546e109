// Whether a custom resource is what its schema says, in the words of the library Kubernetes uses.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/validation/validation.go,
// k8s.io/kube-openapi/pkg/validation/errors
//
// Differs: regular expressions are JavaScript's, and of the formats only those in `formats` are checked.
import {
  type FieldError,
  type FieldPath,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
} from "../../meta/field-errors";
import { goJson } from "../../meta/go-json";
import { deepEqual, isJsonObject } from "../../meta/object";
import { parseTime } from "../../meta/time";
import { itemSchema, type Schema, valueSchema } from "./structural-schema";

export interface Checked {
  readonly value: unknown;
  readonly schema: Schema;
  readonly path: FieldPath;
}

export function checkSchema({ value, schema, path }: Checked, errors: FieldError[]): void {
  const body = (detail: string): void => {
    errors.push(invalid(path, value, `${path.toString()} in body ${detail}`));
  };
  if (value === null && schema.nullable) return;
  if (!hasType(value, schema)) {
    const wanted = schema["x-kubernetes-int-or-string"] ? "integer or string" : schema.type;
    const shown = `${path.toString()} in body must be of type ${wanted}: "${typeName(value)}"`;
    errors.push(invalid(path, typeName(value), shown));
    return;
  }
  if (schema.enum !== undefined && !schema.enum.some((each) => deepEqual(each, value))) {
    const words = schema.enum.map((each) => (typeof each === "string" ? each : goJson(each)));
    errors.push(notSupported(path, value, words));
  }
  if (typeof value === "string") checkText(value, schema, { path, body, errors });
  if (typeof value === "number") checkNumber(value, schema, body);
  if (Array.isArray(value)) checkItems(value, schema, { path, body, errors });
  else if (isJsonObject(value)) checkFields(value, schema, { path, body, errors });
  checkCombinations({ value, schema, path }, body, errors);
}

interface Report {
  readonly path: FieldPath;
  readonly errors: FieldError[];
  /** An error that begins with `<path> in body`. */
  body(detail: string): void;
}

function hasType(value: unknown, schema: Schema): boolean {
  if (schema["x-kubernetes-int-or-string"])
    return typeof value === "string" || Number.isInteger(value);
  switch (schema.type) {
    case "string":
    case "boolean":
      return typeof value === schema.type;
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
    default:
      return true;
  }
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function checkText(value: string, schema: Schema, { path, body, errors }: Report): void {
  const { maxLength, minLength, pattern, format } = schema;
  const length = [...value].length;
  if (maxLength !== undefined && length > maxLength) errors.push(tooLong(path, maxLength));
  if (minLength !== undefined && length < minLength)
    body(`should be at least ${minLength} chars long`);
  if (pattern !== undefined && !matches(pattern, value)) body(`should match '${pattern}'`);
  const isFine =
    format === undefined || !Object.hasOwn(formats, format) || formats[format]?.(value);
  if (!isFine) body(`must be of type ${format}: ${goJson(value)}`);
}

const formats: Readonly<Record<string, (value: string) => boolean>> = {
  "date-time": (value) => parseTime(value) !== undefined,
  date: (value) => parseTime(`${value}T00:00:00Z`) !== undefined,
  email: (value) => /^[^@\s]+@[^@\s]+$/.test(value),
  ipv4: (value) =>
    /^(\d{1,3}\.){3}\d{1,3}$/.test(value) && value.split(".").every((part) => Number(part) < 256),
  uuid: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
};

const maxPattern = 500;

/** A pattern nobody can read holds nothing up. */
function matches(pattern: string, value: string): boolean {
  if (pattern.length > maxPattern) return true;
  try {
    return new RegExp(pattern, "u").test(value.slice(0, 10_000));
  } catch {
    return true;
  }
}

function checkNumber(value: number, schema: Schema, body: Report["body"]): void {
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum, multipleOf } = schema;
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    body(`should be less than ${exclusiveMaximum ? "" : "or equal to "}${maximum}`);
  }
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    body(`should be greater than ${exclusiveMinimum ? "" : "or equal to "}${minimum}`);
  }
  if (multipleOf !== undefined && value % multipleOf !== 0)
    body(`should be a multiple of ${multipleOf}`);
}

function checkItems(
  values: readonly unknown[],
  schema: Schema,
  { path, body, errors }: Report,
): void {
  const { maxItems, minItems, uniqueItems } = schema;
  if (maxItems !== undefined && values.length > maxItems)
    errors.push(tooMany(path, values.length, maxItems));
  if (minItems !== undefined && values.length < minItems)
    body(`should have at least ${minItems} items`);
  const isSet = uniqueItems || schema["x-kubernetes-list-type"] === "set";
  if (
    isSet &&
    values.some((value, index) => values.findIndex((each) => deepEqual(each, value)) < index)
  ) {
    body("shouldn't contain duplicates");
  }
  const items = itemSchema(schema);
  if (items === undefined) return;
  values.forEach((value, index) => {
    checkSchema({ value, schema: items, path: path.index(index) }, errors);
  });
}

function checkFields(fields: object, schema: Schema, { path, body, errors }: Report): void {
  const entries = Object.entries(fields);
  const { maxProperties, minProperties } = schema;
  if (maxProperties !== undefined && entries.length > maxProperties) {
    errors.push(tooMany(path, entries.length, maxProperties));
  }
  if (minProperties !== undefined && entries.length < minProperties) {
    body(`should have at least ${minProperties} properties`);
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(fields, name)) errors.push(required(path.child(name)));
  }
  for (const [key, value] of entries) {
    const known = Object.hasOwn(schema.properties ?? {}, key)
      ? schema.properties?.[key]
      : undefined;
    const values = valueSchema(schema);
    if (known !== undefined) checkSchema({ value, schema: known, path: path.child(key) }, errors);
    else if (values !== undefined && values !== true) {
      checkSchema({ value, schema: values, path: path.key(key) }, errors);
    }
  }
}

function checkCombinations(
  { value, schema, path }: Checked,
  body: Report["body"],
  errors: FieldError[],
): void {
  const fits = (each: Schema): boolean => {
    const own: FieldError[] = [];
    checkSchema({ value, schema: each, path }, own);
    return own.length === 0;
  };
  for (const each of schema.allOf ?? []) checkSchema({ value, schema: each, path }, errors);
  if (
    schema.anyOf !== undefined &&
    !schema["x-kubernetes-int-or-string"] &&
    !schema.anyOf.some(fits)
  ) {
    body("must validate at least one schema (anyOf)");
  }
  if (schema.oneOf !== undefined && schema.oneOf.filter(fits).length !== 1) {
    body("must validate one and only one schema (oneOf)");
  }
  if (schema.not !== undefined && fits(schema.not)) body("must not validate the schema (not)");
}
