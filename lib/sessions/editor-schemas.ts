// JSON schemas for the editor, one per kind the simulator serves, made from the cluster's own OpenAPI: what
// the editor marks is what the API server would refuse.
import { type Cluster, systemUser } from "@/lib/sim";
import { newCluster } from "./base-clusters";

export interface ServedKind {
  readonly kind: string;
  readonly apiVersion: string;
}

type Json = { readonly [key: string]: unknown };

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

interface Catalog {
  readonly served: readonly ServedKind[];
  /** By kind, then by apiVersion. */
  readonly find: (kind: string) => Json | undefined;
}

const shared = globalThis as typeof globalThis & { naruEditorSchemas?: Catalog };

export const servedKinds = (): readonly ServedKind[] => catalog().served;

export const editorSchema = (kind: string): Json | undefined => catalog().find(kind);

function catalog(): Catalog {
  shared.naruEditorSchemas ??= makeCatalog(newCluster("three-nodes", 1));
  return shared.naruEditorSchemas;
}

function makeCatalog(cluster: Cluster): Catalog {
  const index = read(cluster, "/openapi/v3") as { paths?: Json } | undefined;
  const found = Object.keys(index?.paths ?? {}).flatMap((path) => kindsOf(cluster, path));
  const known = new Map<string, Json>();
  return {
    served: found.map(({ kind, apiVersion }) => ({ kind, apiVersion })),
    find(kind) {
      const cached = known.get(kind);
      if (cached !== undefined) return cached;
      const same = found.filter((each) => each.kind === kind);
      if (same.length === 0) return undefined;
      const schema = schemaOf(same);
      known.set(kind, schema);
      return schema;
    },
  };
}

interface FoundKind extends ServedKind {
  readonly model: string;
  readonly schemas: Readonly<Record<string, Json>>;
}

function kindsOf(cluster: Cluster, path: string): FoundKind[] {
  const document = read(cluster, `/openapi/v3/${path}`) as Document | undefined;
  if (document === undefined) return [];
  const kinds = new Map<string, FoundKind>();
  const { schemas } = document.components;
  for (const operations of Object.values(document.paths)) {
    const gvk = operations.post?.["x-kubernetes-group-version-kind"] as
      | { group: string; version: string; kind: string }
      | undefined;
    if (gvk === undefined || kinds.has(gvk.kind)) continue;
    const model = Object.keys(schemas).find((name) => name.endsWith(`.${gvk.version}.${gvk.kind}`));
    if (model === undefined) continue;
    const apiVersion = gvk.group === "" ? gvk.version : `${gvk.group}/${gvk.version}`;
    kinds.set(gvk.kind, { kind: gvk.kind, apiVersion, model, schemas });
  }
  return [...kinds.values()];
}

function read(cluster: Cluster, path: string): unknown {
  const headers = { accept: "application/json" };
  const answer = cluster.request({ method: "GET", path, query: {}, headers, user: systemUser });
  return answer.code === 200 ? answer.body : undefined;
}

function schemaOf(kinds: readonly FoundKind[]): Json {
  const definitions: Record<string, Json> = {};
  const roots = kinds.map(({ kind, apiVersion, model, schemas }) => {
    collect(model, schemas, definitions);
    const root = definitions[model];
    const properties = (root?.properties ?? {}) as Json;
    return {
      ...root,
      required: ["apiVersion", "kind", "metadata"],
      properties: { ...properties, apiVersion: constant(apiVersion), kind: constant(kind) },
    };
  });
  return { definitions, ...(roots.length === 1 ? roots[0] : { anyOf: roots }) };
}

const constant = (value: string): Json => ({ type: "string", enum: [value] });

/** The model and all it refers to, with references inside the one document. */
function collect(
  name: string,
  schemas: Readonly<Record<string, Json>>,
  into: Record<string, Json>,
): void {
  const model = schemas[name];
  if (model === undefined || into[name] !== undefined) return;
  into[name] = {};
  into[name] = strict(rewrite(model, (reference) => collect(reference, schemas, into)) as Json);
}

/** kubectl refuses unknown fields, so the editor marks them. */
function strict(model: Json): Json {
  return model.properties === undefined ? model : { ...model, additionalProperties: false };
}

const prefix = "#/components/schemas/";
const kept: ReadonlySet<string> = new Set([
  "type",
  "format",
  "description",
  "properties",
  "items",
  "required",
  "enum",
  "additionalProperties",
  "anyOf",
  "oneOf",
  "allOf",
]);

function rewrite(value: unknown, meet: (reference: string) => void): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, meet));
  if (typeof value !== "object" || value === null) return value;
  const { $ref, description } = value as { $ref?: unknown; description?: unknown };
  if (typeof $ref === "string") {
    const name = $ref.replace(prefix, "");
    meet(name);
    return (
      special(name) ?? {
        $ref: `#/definitions/${name}`,
        ...(description !== undefined && { description }),
      }
    );
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries
      .filter(([key, field]) => kept.has(key) || typeof field === "object")
      .map(([key, field]) => [key, rewrite(field, meet)]),
  );
}

/** Models that are written as plain values. */
function special(name: string): Json | undefined {
  const short = name.slice(name.lastIndexOf(".") + 1);
  if (short === "IntOrString") return { type: ["integer", "string"] };
  if (short === "Quantity") return { type: ["string", "number"] };
  if (short === "Time" || short === "MicroTime") return { type: "string" };
  return undefined;
}
