// Writes generated/kubernetes/types.ts: one read-only type per model, under its plain name where that is
// unique (`Pod`, `PodSpec`), else with client-node's prefix (`EventsV1Event`).

/** Types of ours that stand for upstream's; they are written once, in lib/sim/meta/object.ts. */
const ours = [
  "LabelSelector",
  "LabelSelectorRequirement",
  "ListMeta",
  "ManagedFieldsEntry",
  "ObjectMeta",
  "OwnerReference",
];

/** Who gets the plain name when several groups have a type of it. */
const precedence = ["autoscaling-v2", "core", "apps", "batch", "rbac", "authentication", "meta"];

export function writeTypes(schemas, names, kinds) {
  const typeNames = chooseNames(names);
  const roots = new Set(kinds.map((kind) => kind.schema));
  const types = [...typeNames]
    .filter(([schema]) => !isOurs(schema))
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([schema, name]) => writeType(name, schemas[schema], roots.has(schema), typeNames));
  return `// Made by scripts/generate-kubernetes.mjs; do not edit.
import type {
${[...ours, "TemplateMeta"].map((name) => `  ${name},`).join("\n")}
} from "../../lib/sim/meta/object";

export type { ${[...ours, "TemplateMeta"].join(", ")} };

export type IntOrString = number | string;
/** As text: \`500m\`, \`1Gi\`. */
export type Quantity = string;
/** RFC 3339. */
export type Time = string;

${types.join("\n\n")}
`;
}

const isOurs = (schema) =>
  schema.startsWith("io.k8s.apimachinery.") && ours.includes(schema.split(".").at(-1));

function chooseNames(names) {
  const rank = ([, home]) =>
    (precedence.indexOf(home.package.id) + precedence.length + 1) % (precedence.length + 1);
  const taken = new Set();
  const chosen = new Map();
  for (const [model, home] of [...names].sort(
    (a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1),
  )) {
    const name = taken.has(home.name) ? model : home.name;
    taken.add(name);
    chosen.set(home.schema, name);
  }
  return chosen;
}

function writeType(name, schema, isRoot, typeNames) {
  const fields = Object.entries(schema.properties).map(([field, property]) => {
    const isAlways = isRoot && ["apiVersion", "kind", "metadata"].includes(field);
    const optional = isAlways || schema.required?.includes(field) === true ? "" : "?";
    const key = /^[A-Za-z_]\w*$/.test(field) ? field : JSON.stringify(field);
    return `  readonly ${key}${optional}: ${typeOf(property, typeNames, isRoot)};`;
  });
  return fields.length === 0
    ? `export type ${name} = Readonly<Record<string, never>>;`
    : `export type ${name} = {\n${fields.join("\n")}\n};`;
}

function typeOf(property, typeNames, isRoot) {
  if (property.$ref !== undefined) return referenceOf(property.$ref, typeNames, isRoot);
  if (property.type === "array") {
    const item = typeOf(property.items, typeNames, false);
    return `readonly ${/[ |]/.test(item) ? `(${item})` : item}[]`;
  }
  if (property.additionalProperties !== undefined) {
    return `Readonly<Record<string, ${typeOf(property.additionalProperties, typeNames, false)}>>`;
  }
  if (property.free === true) return "unknown";
  if (property.format === "int-or-string") return "IntOrString";
  if (property.format === "quantity") return "Quantity";
  if (property.format?.startsWith("date-time")) return "Time";
  return property.type === "integer" ? "number" : property.type;
}

function referenceOf(schema, typeNames, isRoot) {
  const name = typeNames.get(schema);
  return name === "ObjectMeta" && !isRoot ? "TemplateMeta" : name;
}
