// What `kubectl explain` and the editor's help show of a kind: fields, their types as written there, and
// descriptions.
//
// Kubernetes: staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl
import { compareText } from "../go-text";
import type { GroupVersionKind } from "../object";
import { fieldOf, modelNamed, modelOf, rootProperty, shortModelName } from "./lookup";
import type { Property } from "./schema-types";

export interface ExplainedField {
  readonly name: string;
  /** `<[]Container>`, `<map[string]string>`, `<integer>`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly enum?: readonly string[];
  readonly description: string;
}

export interface Explained {
  /** Nothing for the kind itself. */
  readonly field?: ExplainedField;
  /** Of the field, then of its type, each a paragraph. */
  readonly descriptions: readonly string[];
  /** By name; empty for scalars. */
  readonly fields: readonly ExplainedField[];
}

export type ExplainResult = { readonly explained: Explained } | { readonly unknownField: string };

/** The field at `path` of a kind; lists and maps are passed through. */
export function explain(gvk: GroupVersionKind, path: readonly string[]): ExplainResult | undefined {
  let current = rootProperty(gvk);
  if (current === undefined) return undefined;
  let field: ExplainedField | undefined;
  for (const name of path) {
    const model = modelOf(elementOf(current));
    const property = model === undefined ? undefined : fieldOf(model, name);
    if (property === undefined) return { unknownField: name };
    field = describeField(name, property, model?.required?.includes(name) === true);
    current = property;
  }
  const element = elementOf(current);
  const texts = [current.description ?? "", modelOf(element)?.description ?? ""];
  return {
    explained: {
      ...(field === undefined ? {} : { field }),
      descriptions: texts.filter((text) => text !== ""),
      fields: fieldsOf(element),
    },
  };
}

/** What a list or map holds, through all its layers. */
function elementOf(property: Property): Property {
  const inner = property.items ?? property.additionalProperties;
  return inner === undefined ? property : elementOf(inner);
}

export function fieldsOf(property: Property): ExplainedField[] {
  const model = property.$ref === undefined ? undefined : modelNamed(property.$ref);
  if (model === undefined) return [];
  return Object.entries(model.properties)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, field]) => describeField(name, field, model.required?.includes(name) === true));
}

function describeField(name: string, property: Property, isRequired: boolean): ExplainedField {
  return {
    name,
    type: `<${explainType(property)}>`,
    isRequired,
    ...(property.enum === undefined ? {} : { enum: property.enum }),
    description: property.description ?? "",
  };
}

/** `[]Container`, `map[string]string`, `IntOrString`, `string`. */
export function explainType(property: Property): string {
  if (property.$ref !== undefined) return shortModelName(property.$ref);
  if (property.items !== undefined) return `[]${explainType(property.items)}`;
  if (property.additionalProperties !== undefined) {
    return `map[string]${explainType(property.additionalProperties)}`;
  }
  if (property.free === true) return "Object";
  switch (property.format) {
    case "int-or-string":
      return "IntOrString";
    case "quantity":
      return "Quantity";
    case "date-time":
      return "string";
    default:
      return property.type ?? "Object";
  }
}
