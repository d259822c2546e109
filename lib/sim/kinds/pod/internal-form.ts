// A pod spec (or a claim's) as upstream holds it in memory: Go's names, every field in the order of its
// declaration, what is unset as null. Two messages show it, so learners see it.
//
// Kubernetes: pkg/apis/core/types.go
import type { PersistentVolumeClaimSpec, PodSpec } from "@/generated/kubernetes/types";
import { compareText } from "../../meta/go-text";
import { isJsonArray, isJsonObject } from "../../meta/object";
import { type StructName, structs } from "./internal-structs";

export const internalPodSpec = (spec: PodSpec): unknown =>
  toStruct("PodSpec", { ...spec, securityContext: withHostFields(spec) });

export const internalClaimSpec = (spec: PersistentVolumeClaimSpec): unknown =>
  toStruct("PersistentVolumeClaimSpec", spec);

/** In memory, what a pod shares with its host stands in its security context. */
function withHostFields(spec: PodSpec): unknown {
  const { hostIPC, hostNetwork, hostPID, hostUsers, securityContext, shareProcessNamespace } = spec;
  if (securityContext === undefined) return undefined;
  return { ...securityContext, hostIPC, hostNetwork, hostPID, hostUsers, shareProcessNamespace };
}

function toStruct(name: StructName, value: unknown): unknown {
  const fields: Record<string, unknown> = {};
  for (const { goName, jsonName, type } of fieldsOf(name)) {
    const field = isJsonObject(value) ? value[jsonName] : undefined;
    fields[goName] = toField(type, field);
  }
  return fields;
}

interface Field {
  readonly goName: string;
  readonly jsonName: string;
  readonly type: string;
}

/** `Name:s` or `Name=jsonName:s`. */
const fieldsOf = (name: StructName): Field[] =>
  structs[name].split(" ").map((text) => {
    const [names = "", type = "?"] = text.split(":");
    const [goName = "", jsonName] = names.split("=");
    return { goName, jsonName: jsonName ?? lowerFirst(goName), type };
  });

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const isStruct = (name: string): name is StructName => Object.hasOwn(structs, name);

/** `s`, `i`, `b`: zero when unset; `[]X`: a list; `X`: a struct by value; `*X` and `?`: null when unset. */
function toField(type: string, value: unknown): unknown {
  if (type === "s") return value ?? "";
  if (type === "i") return value ?? 0;
  if (type === "b") return value ?? false;
  if (type.startsWith("[]")) {
    const item = type.slice(2);
    if (!isJsonArray(value) || value.length === 0) return null;
    return value.map((one) => (isStruct(item) ? toStruct(item, one) : one));
  }
  if (isStruct(type)) return toStruct(type, value);
  if (value === undefined) return null;
  const name = type.replace("*", "");
  return isStruct(name) ? toStruct(name, value) : asPlain(value, name === "m");
}

/** Maps keep their keys, sorted; structs without a table get Go's names and leave out what is unset. */
function asPlain(value: unknown, isMap: boolean): unknown {
  if (isJsonArray(value)) return value.map((item) => asPlain(item, false));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  if (isMap) return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)));
  return Object.fromEntries(
    entries.map(([key, field]) => [upperFirst(key), asPlain(field, key.endsWith("Labels"))]),
  );
}
