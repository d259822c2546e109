// Writes generated/kubernetes/: the types, schemas and kinds of Kubernetes 1.36, from what
// @kubernetes/client-node says of each model (types), what kubernetes-models says of it (descriptions) and our
// own tables in scripts/kubernetes/ (order, numbers, pointers, list keys, merge keys, enums). Run at set-up.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescriptions } from "./kubernetes/descriptions.mjs";
import { readFieldTables } from "./kubernetes/field-tables.mjs";
import { readModels } from "./kubernetes/models.mjs";
import { ownModels } from "./kubernetes/own-models.mjs";
import { buildSchemas } from "./kubernetes/schemas.mjs";
import { writeTypes } from "./kubernetes/types.mjs";

const root = join(fileURLToPath(import.meta.url), "../..");
const models = join(root, "node_modules/@kubernetes/client-node/dist/gen/models");
const described = ["kubernetes-models", "@kubernetes-models/apimachinery"];
const target = join(root, "generated/kubernetes");

const loader = `// Made by scripts/generate-kubernetes.mjs; do not edit.
import type { Schemas } from "../../lib/sim/meta/schema/schema-types";

/** A string is parsed several times faster than the same value as program text. */
export const schemas: Schemas = JSON.parse(schemasText());

function schemasText(): string {
  return SCHEMAS;
}
`;

const started = performance.now();
const { schemas, names, kinds, scalars } = buildSchemas(
  new Map([...readModels(models), ...ownModels]),
  readFieldTables(root),
  readDescriptions(described.map((name) => join(root, "node_modules", name))),
);
const json = JSON.stringify({ models: schemas, kinds, scalars });
mkdirSync(target, { recursive: true });
const isChanged = [
  writeIfChanged("schemas.json", json),
  writeIfChanged(
    "schemas.ts",
    loader.replace("SCHEMAS", () => JSON.stringify(json)),
  ),
  writeIfChanged("types.ts", writeTypes(schemas, names, kinds)),
].some(Boolean);
const spent = Math.round(performance.now() - started);
const count = Object.keys(schemas).length;
console.log(
  `generated/kubernetes: ${count} models, ${kinds.length} kinds ${isChanged ? "written" : "unchanged"} (${spent} ms)`,
);

function writeIfChanged(name, text) {
  const path = join(target, name);
  if (readOrEmpty(path) === text) return false;
  writeFileSync(path, text);
  return true;
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
