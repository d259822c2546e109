// `/openapi/v3`: what kubectl needs for `explain` and to know that the server validates fields.
//
// Kubernetes: staging/src/k8s.io/kube-openapi/pkg/handler3
import type { KindDefinition } from "../kinds/define-kind";
import { compareText } from "../meta/go-text";
import { knownKinds, modelName, modelNamed } from "../meta/schema/lookup";
import type { ModelSchema } from "../meta/schema/schema-types";
import { sha256Hex } from "../meta/sha256";
import { noSuchRoute } from "../meta/status-error";
import { type Group, groupsOf } from "./groups";
import { openApiSchema, specialSchemas } from "./openapi-schema";
import { releaseVersion } from "./release";
import type { ServerContext } from "./server-context";

export function openApiIndex(groups: readonly Group[]) {
  const documents = new Map<string, string>();
  for (const path of ["api", "apis", "version"]) documents.set(path, hashOf(path, []));
  for (const { name, versions } of groups) {
    if (name !== "") documents.set(`apis/${name}`, hashOf(name, []));
    for (const { version, kinds } of versions) {
      const path = name === "" ? `api/${version}` : `apis/${name}/${version}`;
      documents.set(path, hashOf(path, kinds));
    }
  }
  const sorted = [...documents].sort(([a], [b]) => compareText(a, b));
  const link = (path: string, hash: string) => ({
    serverRelativeURL: `/openapi/v3/${path}?hash=${hash}`,
  });
  return { paths: Object.fromEntries(sorted.map(([path, hash]) => [path, link(path, hash)])) };
}

/** Another one for another content: clients keep the document as long as its hash stays. */
const hashOf = (path: string, kinds: readonly KindDefinition[]): string =>
  sha256Hex(
    JSON.stringify([
      releaseVersion,
      path,
      kinds.map(({ kind, openApi, plural }) => [kind, plural, openApi]),
    ]),
  )
    .toUpperCase()
    .repeat(2);

/** What custom kinds refer to. */
const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

export interface OpenApiDocument {
  readonly hash: string;
  readonly document: unknown;
}

export function openApiDocument(server: ServerContext, path: string): OpenApiDocument {
  const [root, first = "", second] = path.split("/");
  const group = root === "api" ? "" : first;
  const version = root === "api" ? first : second;
  const groups = groupsOf(server);
  const found = groups
    .find(({ name }) => name === group)
    ?.versions.find((each) => each.version === version);
  const kinds = found?.kinds ?? [];
  if (found === undefined && openApiIndex(groups).paths[path] === undefined) throw noSuchRoute();
  const models: Record<string, ModelSchema> = {};
  const added: Record<string, unknown> = {};
  const paths: Record<string, unknown> = {};
  for (const kind of kinds) {
    const name = modelName(kind);
    if (name !== undefined) collect(name, models);
    if (kind.openApi !== undefined) {
      Object.assign(added, kind.openApi);
      collect(objectMeta, models);
    }
    addPaths(kind, `/${path}`, paths);
  }
  const document = {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: releaseVersion },
    paths,
    components: { schemas: { ...schemasOf(models), ...added, ...specialSchemas } },
  };
  return { hash: hashOf(path, kinds), document };
}

function schemasOf(models: Readonly<Record<string, ModelSchema>>) {
  const kindsOf = (name: string) => knownKinds.filter(({ schema }) => schema === name);
  return Object.fromEntries(
    Object.entries(models).map(([name, model]) => [name, openApiSchema(model, kindsOf(name))]),
  );
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
