// A kind made from one version of a CustomResourceDefinition; to the API server it is like any other.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go,
// pkg/registry/customresource/strategy.go
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionVersion,
} from "@/generated/kubernetes/types";
import { type FieldError, fieldPath, invalid } from "../../meta/field-errors";
import { goQuote } from "../../meta/go-text";
import { getPath, isJsonObject, type KubernetesObject } from "../../meta/object";
import {
  cannotHandle,
  type Decoded,
  decodeModel,
  type FieldValidation,
} from "../../meta/schema/decode";
import { formatSelector, selectorFromLabels } from "../../meta/selector";
import type { KindDefinition } from "../define-kind";
import { schemaDocument } from "./open-api";
import { columnsOf, tableColumns, tableRow } from "./printer-columns";
import { checkSchema } from "./schema-validation";
import { fillDefaults, prune, type Schema } from "./structural-schema";
import { checkRules, hasRules } from "./validation-rules";

const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

/** A kind for every version that is served; the stored one first. */
export function customKindsOf({ spec }: CustomResourceDefinition): KindDefinition[] {
  const stored = spec.versions.find(({ storage }) => storage);
  const others = spec.versions.filter((version) => version !== stored);
  if (stored === undefined) return [];
  return [stored, ...others].flatMap((version) => {
    // The stored version is needed to keep objects even where it is not served.
    return version.served || version.storage ? [customKind(spec, version, stored.name)] : [];
  });
}

function customKind(
  { group, names, scope, versions }: CustomResourceDefinition["spec"],
  version: CustomResourceDefinitionVersion,
  storedVersion: string,
): KindDefinition {
  const gvk = { group, version: version.name, kind: names.kind };
  const schema: Schema = version.schema?.openAPIV3Schema ?? { type: "object" };
  const columns = columnsOf(version.additionalPrinterColumns);
  const { scale, status } = version.subresources ?? {};
  const apiVersion = `${group}/${version.name}`;
  const inVersion = (name: string) => (object: KubernetesObject) => ({
    ...object,
    apiVersion: `${group}/${name}`,
  });
  const path = (text: string): string[] => text.split(".").filter((part) => part !== "");
  return {
    ...gvk,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    ...(names.shortNames === undefined ? {} : { shortNames: names.shortNames }),
    ...(names.categories === undefined ? {} : { categories: names.categories }),
    namespaced: scope === "Namespaced",
    storagePrefix: `${group}/${names.plural}`,
    hasStatus: status !== undefined,
    hasGeneration: true,
    ...(scale === undefined
      ? {}
      : {
          scale: {
            specReplicasPath: path(scale.specReplicasPath),
            statusReplicasPath: path(scale.statusReplicasPath),
            selector: (object: KubernetesObject) =>
              selectorText(object, path(scale.labelSelectorPath ?? "")),
          },
        }),
    ...(version.deprecated ? { deprecation: deprecationOf(version, versions, gvk) } : {}),
    ...(version.name === storedVersion
      ? {}
      : {
          conversion: { toStored: inVersion(storedVersion), fromStored: inVersion(version.name) },
        }),
    decode: (json, mode, duplicates) => decodeCustom(json, { gvk, schema, mode, duplicates }),
    openApi: schemaDocument(gvk, schema),
    setDefaults: (draft) => fillDefaults(draft, schema),
    prepareForCreate(draft) {
      if (status !== undefined) delete draft.status;
    },
    validate: (resource) => validate(resource, undefined, schema),
    validateUpdate: (resource, old) => validate(resource, old, schema),
    validateStatusUpdate: (resource, old) => validate(resource, old, schema),
    columns: tableColumns(columns),
    row: (resource, now) => tableRow(columns, resource, now),
    example: { apiVersion, kind: names.kind, metadata: { name: "example" } },
  };
}

function selectorText(object: KubernetesObject, path: readonly string[]): string {
  const found = path.length === 0 ? undefined : getPath(object, path);
  if (typeof found === "string") return found;
  return isJsonObject(found)
    ? formatSelector(selectorFromLabels(found as Readonly<Record<string, string>>))
    : "";
}

function deprecationOf(
  { deprecationWarning, name }: CustomResourceDefinitionVersion,
  versions: readonly CustomResourceDefinitionVersion[],
  { group, kind }: { readonly group: string; readonly kind: string },
): string {
  if (deprecationWarning !== undefined) return deprecationWarning;
  const newer = versions.find((each) => each.served && !each.deprecated && each.name !== name);
  const instead = newer === undefined ? "" : `; use ${group}/${newer.name} ${kind}`;
  return `${group}/${name} ${kind} is deprecated${instead}`;
}

interface Reading {
  readonly gvk: { readonly group: string; readonly version: string; readonly kind: string };
  readonly schema: Schema;
  readonly mode: FieldValidation;
  readonly duplicates: readonly string[];
}

function decodeCustom(json: unknown, { gvk, schema, mode, duplicates }: Reading): Decoded {
  const unknown = duplicates.map((path) => `duplicate field ${goQuote(path)}`);
  const paths: string[] = [];
  const pruned = prune(json, schema, "", paths);
  const fields = isJsonObject(pruned) ? pruned : {};
  const metadata = decodeModel(objectMeta, fields.metadata ?? {}, [], "metadata");
  if (metadata.error !== undefined) throw cannotHandle(gvk, metadata.error);
  const strict = [
    ...unknown,
    ...metadata.strict,
    ...paths.map((path) => `unknown field ${goQuote(path)}`),
  ];
  if (mode === "Strict" && strict.length > 0) {
    throw cannotHandle(gvk, `strict decoding error: ${strict.join(", ")}`);
  }
  const object = { ...fields, metadata: metadata.value } as unknown as KubernetesObject;
  return { object, warnings: mode === "Warn" ? strict : [] };
}

function validate(
  resource: KubernetesObject,
  old: KubernetesObject | undefined,
  schema: Schema,
): FieldError[] {
  const errors: FieldError[] = [];
  checkSchema({ value: resource, schema, path: fieldPath() }, errors);
  if (errors.length === 0) {
    checkRules(
      { value: resource, schema, path: fieldPath(), ...(old === undefined ? {} : { old }) },
      errors,
    );
  } else if (hasRules(schema)) {
    const detail =
      "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";
    errors.push(invalid(fieldPath(), null, detail));
  }
  return errors;
}
