// `/openapi/v3`: what kubectl needs for `explain` and to know that the server validates fields.
//
// Kubernetes: staging/src/k8s.io/kube-openapi/pkg/handler3
import type { KindDefinition } from "../kinds/define-kind";
import { modelName, modelNamed } from "../meta/schema/lookup";
import type { ModelSchema } from "../meta/schema/schema-types";
import { noSuchRoute } from "../meta/status-error";
import { type Group, groupsOf } from "./groups";
import type { ServerContext } from "./server-context";

export function openApiIndex(groups: readonly Group[]) {
  const paths: Record<string, { serverRelativeURL: string }> = {};
  for (const { name, versions } of groups) {
    for (const { version } of versions) {
      const path = name === "" ? `api/${version}` : `apis/${name}/${version}`;
      paths[path] = { serverRelativeURL: `/openapi/v3/${path}?hash=NARU` };
    }
  }
  return { paths };
}

export function openApiDocument(server: ServerContext, path: string) {
  const [root, first = "", second] = path.split("/");
  const group = root === "api" ? "" : first;
  const version = root === "api" ? first : second;
  const found = groupsOf(server)
    .find(({ name }) => name === group)
    ?.versions.find((each) => each.version === version);
  if (found === undefined) throw noSuchRoute();
  const schemas: Record<string, ModelSchema> = {};
  const paths: Record<string, unknown> = {};
  for (const kind of found.kinds) {
    const name = modelName(kind);
    if (name !== undefined) collect(name, schemas);
    addPaths(kind, `/${path}`, paths);
  }
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: "v1.36.2" },
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, model]) => [name, document(model)]),
      ),
    },
  };
}

/** A model and all it refers to. */
function collect(name: string, into: Record<string, ModelSchema>): void {
  const model = modelNamed(name);
  if (model === undefined || into[name] !== undefined) return;
  into[name] = model;
  for (const reference of references(model)) collect(reference, into);
}

function references(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    key === "$ref" && typeof field === "string" ? [field] : references(field),
  );
}

/** References in the form of a document. */
function document(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(document);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) =>
      key === "$ref" && typeof field === "string"
        ? [key, `#/components/schemas/${field}`]
        : [key, document(field)],
    ),
  );
}

const queryParameters = ["dryRun", "fieldManager", "fieldValidation", "force"].map((name) => ({
  name,
  in: "query",
  schema: { type: name === "force" ? "boolean" : "string", uniqueItems: true },
}));

function addPaths(kind: KindDefinition, root: string, paths: Record<string, unknown>): void {
  const { group, version, kind: name } = kind;
  const extensions = { "x-kubernetes-group-version-kind": { group, version, kind: name } };
  const collection = `${root}/${kind.namespaced ? "namespaces/{namespace}/" : ""}${kind.plural}`;
  const operation = { parameters: queryParameters, ...extensions };
  paths[collection] = {
    get: { ...extensions, "x-kubernetes-action": "list" },
    post: { ...operation, "x-kubernetes-action": "post" },
  };
  paths[`${collection}/{name}`] = {
    get: { ...extensions, "x-kubernetes-action": "get" },
    put: { ...operation, "x-kubernetes-action": "put" },
    patch: { ...operation, "x-kubernetes-action": "patch" },
    delete: { ...extensions, "x-kubernetes-action": "delete" },
  };
}
