// Turns JSON into an object of a kind as the API server does: fields of the wrong type are refused with
// Go's words, unknown ones reported or dropped, empty ones left out, quantities and times made canonical.
//
// Kubernetes: sigs.k8s.io/json (a case-sensitive encoding/json), apimachinery/pkg/runtime/serializer/json
import { goQuote } from "../go-text";
import { defineOwn, type GroupVersionKind, isJsonObject, type KubernetesObject } from "../object";
import { badRequest } from "../status-error";
import { decodeScalar, Malformed, valueKind } from "./decode-scalar";
import { goModelName, goTypeName } from "./go-types";
import { fieldOf, modelName, modelNamed, shortModelName } from "./lookup";
import type { ModelSchema, Property } from "./schema-types";

export type FieldValidation = "Strict" | "Warn" | "Ignore";

export interface Decoded {
  readonly object: KubernetesObject;
  /** In mode Warn: what Strict would have refused. */
  readonly warnings: readonly string[];
}

/** Upstream keeps no more than this many strict errors. */
const maxStrictErrors = 100;

/** Decodes a request's body; throws the Status error that the API server would answer. */
export function decode(
  gvk: GroupVersionKind,
  json: unknown,
  mode: FieldValidation = "Strict",
  duplicates: readonly string[] = [],
): Decoded {
  const result = decodeModel(modelName(gvk) ?? "", json, duplicates);
  if (result.error !== undefined) throw cannotHandle(gvk, result.error);
  if (mode === "Strict" && result.strict.length > 0) {
    throw cannotHandle(gvk, `strict decoding error: ${result.strict.join(", ")}`);
  }
  const warnings = mode === "Warn" ? result.strict : [];
  return { object: result.value as KubernetesObject, warnings };
}

/** `Pod in version "v1" cannot be handled as a Pod: …`. */
export function cannotHandle(gvk: GroupVersionKind, why: string, wanted = gvk.kind): Error {
  return badRequest(
    `${gvk.kind} in version ${goQuote(gvk.version)} cannot be handled as a ${wanted}: ${why}`,
  );
}

export interface DecodeResult {
  readonly value: unknown;
  /** The first error that stops a decoding whatever the mode. */
  readonly error?: string;
  /** Unknown and duplicate fields, in order. */
  readonly strict: readonly string[];
}

/** Decodes `json` as the model with upstream's `name`; `under` is the path it stands at, for messages. */
export function decodeModel(
  name: string,
  json: unknown,
  duplicates: readonly string[] = [],
  under = "",
): DecodeResult {
  const walk = new Walk(duplicates);
  const model = modelNamed(name);
  if (model === undefined) return { value: json, strict: [], error: `no model ${name}` };
  if (!isJsonObject(json)) {
    const text = `json: cannot unmarshal ${valueKind(json)} into Go value of type ${goModelName(name)}`;
    return { value: json, strict: [], error: text };
  }
  const value = walk.model(
    model,
    name,
    json,
    under === "" ? undefined : { step: under, struct: "" },
  );
  return { value, strict: walk.strict, ...(walk.error === undefined ? {} : { error: walk.error }) };
}

/** A place in the document, from the inside out; made into text only when something is wrong. */
interface Place {
  readonly parent?: Place;
  /** A name, or the index of an item. */
  readonly step: string | number;
  /** The struct that holds the field. */
  readonly struct: string;
  readonly isMapKey?: true;
}

class Walk {
  readonly strict: string[] = [];
  error: string | undefined;
  /** An error of a type's own reader (quantity, time) ends the decoding and beats type errors. */
  private isStopped = false;
  private readonly duplicates: ReadonlySet<string>;

  constructor(duplicates: readonly string[]) {
    this.duplicates = new Set(duplicates);
  }

  model(model: ModelSchema, name: string, json: object, at: Place | undefined): unknown {
    const read = new Map<string, unknown>();
    const struct = shortModelName(name);
    for (const [key, value] of Object.entries(json)) {
      if (this.isStopped) break;
      const place = childOf(at, key, struct);
      const property = fieldOf(model, key);
      if (property === undefined) {
        this.report(`unknown field ${goQuote(pathOf(place))}`);
        continue;
      }
      this.reportDuplicate(place);
      const decoded = this.property(property, value, place);
      if (decoded !== undefined && !isOmitted(property, decoded)) read.set(key, decoded);
    }
    return inOrderOf(model, read);
  }

  private property(property: Property, value: unknown, at: Place): unknown {
    if (value === undefined) return undefined;
    if (property.free === true) return value;
    if (value === null) return nullValue(property);
    if (property.$ref !== undefined) return this.reference(property, property.$ref, value, at);
    if (property.items !== undefined) return this.list(property, property.items, value, at);
    if (property.additionalProperties !== undefined) {
      return this.map(property, property.additionalProperties, value, at);
    }
    return this.scalar(property, value, at);
  }

  private reference(property: Property, name: string, value: unknown, at: Place): unknown {
    const model = modelNamed(name);
    if (model === undefined) return value;
    if (!isJsonObject(value)) return this.mismatch(property, value, at);
    return this.model(model, name, value, at);
  }

  private list(property: Property, items: Property, value: unknown, at: Place): unknown {
    if (!Array.isArray(value)) return this.mismatch(property, value, at);
    return value.map((item: unknown, index) => {
      if (this.isStopped) return item;
      const place = childOf(at, index, at.struct);
      return item === null
        ? zeroItem(items)
        : (this.property(items, item, place) ?? zeroItem(items));
    });
  }

  private map(property: Property, values: Property, value: unknown, at: Place): unknown {
    if (!isJsonObject(value)) return this.mismatch(property, value, at);
    const fields: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (this.isStopped) break;
      const place: Place = { parent: at, step: key, struct: at.struct, isMapKey: true };
      this.reportDuplicate(place);
      const decoded = item === null ? zeroItem(values) : this.property(values, item, place);
      if (decoded !== undefined) defineOwn(fields, key, decoded);
    }
    return fields;
  }

  private scalar(property: Property, value: unknown, at: Place): unknown {
    const decoded = decodeScalar(property, value);
    if (!(decoded instanceof Malformed)) return decoded;
    if (decoded.kind === "mismatch") return this.mismatch(property, value, at, decoded);
    if (decoded.kind === "saved") this.error ??= decoded.text;
    else
      this.stop(
        decoded.wrongType === undefined
          ? decoded.text
          : typeError(decoded.text, decoded.wrongType, at),
      );
    return undefined;
  }

  private mismatch(property: Property, value: unknown, at: Place, details?: Malformed): undefined {
    const kind = details?.text ?? valueKind(value);
    this.error ??= typeError(kind, details?.wrongType ?? goTypeName(property), at);
    return undefined;
  }

  private stop(error: string): void {
    this.error = error;
    this.isStopped = true;
  }

  private reportDuplicate(place: Place): void {
    if (this.duplicates.size === 0) return;
    const path = pathOf(place);
    if (this.duplicates.has(path)) this.report(`duplicate field ${goQuote(path)}`);
  }

  private report(error: string): void {
    if (this.strict.length < maxStrictErrors) this.strict.push(error);
  }
}

const typeError = (kind: string, type: string, at: Place): string =>
  `json: cannot unmarshal ${kind} into Go struct field ${at.struct}.${fieldOfPlace(at)} of type ${type}`;

const childOf = (parent: Place | undefined, step: string | number, struct: string): Place =>
  parent === undefined ? { step, struct } : { parent, step, struct };

/** With indices, as in strict errors: `spec.containers[0].env`. */
function pathOf(place: Place): string {
  const parent = place.parent === undefined ? "" : pathOf(place.parent);
  if (typeof place.step === "number") return `${parent}[${place.step}]`;
  return parent === "" ? place.step : `${parent}.${place.step}`;
}

/** Names of fields only, as in type errors: `spec.containers.env`. Keys of maps are no fields. */
function fieldOfPlace(place: Place): string {
  const parent = place.parent === undefined ? "" : fieldOfPlace(place.parent);
  if (typeof place.step === "number" || place.isMapKey === true) return parent;
  return parent === "" ? place.step : `${parent}.${place.step}`;
}

/** Go's `omitempty`: what is zero is not written, unless zero and absent differ. */
function isOmitted(property: Property, value: unknown): boolean {
  if (property.always === true || property.pointer === true) return false;
  if (property.format === "int-or-string" || property.format === "quantity") return false;
  if (value === "" || value === 0 || value === false) return true;
  if (property.items !== undefined) return Array.isArray(value) && value.length === 0;
  return property.additionalProperties !== undefined && Object.keys(Object(value)).length === 0;
}

/** Times by value are written as null when unset; everything else that is null is simply absent. */
const nullValue = (property: Property): null | undefined =>
  property.value === true && property.format?.startsWith("date-time") === true ? null : undefined;

/** What Go leaves in a list or map for a null. */
function zeroItem(property: Property): unknown {
  if (property.$ref !== undefined) return {};
  if (property.type === "string") return property.format === "quantity" ? "0" : "";
  if (property.type === "integer" || property.type === "number") return 0;
  return property.type === "boolean" ? false : null;
}

function inOrderOf(
  model: ModelSchema,
  read: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  const ordered: Record<string, unknown> = {};
  if (read.size === 0) return ordered;
  for (const key of Object.keys(model.properties)) {
    if (read.has(key)) ordered[key] = read.get(key);
  }
  return ordered;
}
