// Requests that nobody in their right mind sends: real kinds, paths and manifests, each a little or a lot off.
import type { ApiRequest } from "../apiserver/request";
import { kinds } from "../kinds";
import type { KindDefinition } from "../kinds/define-kind";
import type { Dice } from "./dice";

const all: readonly KindDefinition[] = kinds;
const namespaces = ["default", "default", "kube-system", "dev", "nowhere", ""] as const;
const names = ["web", "db", "default", "node01", "kubernetes", "Not A Name", "..", "x".repeat(300)];

export function wildRequest(dice: Dice): ApiRequest {
  const kind = dice.pick(all);
  const make = dice.pick([create, create, create, update, patch, patch, patch, remove, read, read]);
  const request = make(kind, dice);
  return dice.oneIn(12) ? { ...request, path: wildPath(request.path, dice) } : request;
}

type Make = (kind: KindDefinition, dice: Dice) => ApiRequest;

const create: Make = (kind, dice) => {
  const isSubresource = dice.oneIn(8);
  return {
    method: "POST",
    path: pathOf(kind, dice, isSubresource),
    query: wildQuery(dice),
    headers: { "content-type": dice.oneIn(15) ? dice.pick(contentTypes) : "application/json" },
    body: wildBody(exampleOf(kind, dice), dice),
  };
};

const update: Make = (kind, dice) => ({
  ...create(kind, dice),
  method: "PUT",
  path: pathOf(kind, dice, true),
});

const patch: Make = (kind, dice) => {
  const type = dice.pick([
    "application/json-patch+json",
    "application/merge-patch+json",
    "application/strategic-merge-patch+json",
    "application/apply-patch+yaml",
  ]);
  const query = wildQuery(dice);
  const isApply = type === "application/apply-patch+yaml";
  return {
    method: "PATCH",
    path: pathOf(kind, dice, true),
    query: isApply && !dice.oneIn(6) ? { ...query, fieldManager: ["me"] } : query,
    headers: { "content-type": type },
    body:
      type === "application/json-patch+json"
        ? wildJsonPatch(kind, dice)
        : wildBody(exampleOf(kind, dice), dice),
  };
};

const remove: Make = (kind, dice) => ({
  method: "DELETE",
  path: pathOf(kind, dice, !dice.oneIn(6)),
  query: wildQuery(dice),
  headers: { "content-type": "application/json" },
  ...(dice.oneIn(2) ? { body: wildBody(deleteOptions, dice) } : {}),
});

const read: Make = (kind, dice) => ({
  method: dice.oneIn(12) ? "HEAD" : "GET",
  path: pathOf(kind, dice, dice.oneIn(2)),
  query: wildQuery(dice),
  headers: { accept: dice.pick(accepts) },
});

const deleteOptions = {
  kind: "DeleteOptions",
  apiVersion: "v1",
  gracePeriodSeconds: 3,
  propagationPolicy: "Foreground",
  preconditions: { uid: "1", resourceVersion: "1" },
};

const contentTypes = [
  "",
  "text/plain",
  "application/yaml",
  "application/vnd.kubernetes.protobuf",
  "a/b;;",
];
const accepts = [
  "application/json",
  "*/*",
  "application/json;as=Table;v=v1;g=meta.k8s.io",
  "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
  "application/yaml",
  "text/html",
  ";;;q=x",
];

function pathOf(kind: KindDefinition, dice: Dice, isNamed: boolean): string {
  const base = kind.group === "" ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const namespace = dice.pick(namespaces);
  const place = kind.namespaced && namespace !== "" ? `${base}/namespaces/${namespace}` : base;
  const name = isNamed
    ? `/${encodeURIComponent(dice.pick([nameOf(kind), nameOf(kind), ...names]))}`
    : "";
  const subresource = isNamed && dice.oneIn(4) ? `/${dice.pick(subresources)}` : "";
  return `${place}/${kind.plural}${name}${subresource}`;
}

const subresources = [
  "status",
  "scale",
  "eviction",
  "binding",
  "token",
  "log",
  "exec",
  "finalize",
  "approval",
  "ephemeralcontainers",
  "resize",
  "nothing",
];

function nameOf(kind: KindDefinition): string {
  return exampleObject(kind).metadata?.name ?? "web";
}

interface Loose {
  readonly metadata?: { readonly name?: string };
}

const exampleObject = (kind: KindDefinition): Loose => kind.example as Loose;

function exampleOf(kind: KindDefinition, dice: Dice): unknown {
  const example = exampleObject(dice.oneIn(20) ? dice.pick(all) : kind);
  return dice.oneIn(4)
    ? { ...example, metadata: { ...example.metadata, name: dice.pick(names) } }
    : example;
}

const queryNames = [
  "limit",
  "continue",
  "resourceVersion",
  "resourceVersionMatch",
  "labelSelector",
  "fieldSelector",
  "dryRun",
  "fieldManager",
  "fieldValidation",
  "force",
  "watch",
  "sendInitialEvents",
  "allowWatchBookmarks",
  "timeoutSeconds",
  "gracePeriodSeconds",
  "propagationPolicy",
  "pretty",
  "includeObject",
  "container",
  "tailLines",
  "previous",
];
const queryValues = [
  "",
  "0",
  "1",
  "-1",
  "All",
  "true",
  "false",
  "x",
  "a=b",
  "a in (b,c)",
  "a in (",
  "!a",
  "metadata.name=web",
  "spec.nodeName!=node01",
  "nothing=1",
  "Strict",
  "Ignore",
  "Exact",
  "NotOlderThan",
  "99999999999999999999",
  "1e3",
  "%00",
  "eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ",
  "Orphan",
  "me",
  "Object",
  "한글",
];

function wildQuery(dice: Dice): Record<string, readonly string[]> {
  const query: Record<string, readonly string[]> = {};
  for (let count = dice.below(4); count > 0; count -= 1)
    query[dice.pick(queryNames)] = [dice.pick(queryValues)];
  return query;
}

const wildPath = (path: string, dice: Dice): string =>
  dice.pick([
    `${path}/`,
    path.replace("/api", "/apis"),
    `${path}/a/b/c`,
    path.slice(0, -2),
    `/${path}`,
    `${path}%2F..`,
    `${path}%zz`,
    "/apis",
    "/openapi/v3/x",
    path.replace("v1", "v9"),
  ]);

const scraps = [
  "",
  "null",
  "[]",
  "{",
  '"text"',
  "0",
  "\u0000",
  "kind: Pod\n\tx: y",
  '{"kind":"List","items":[{}]}',
  '{"kind":1,"apiVersion":[]}',
  `${"[".repeat(500)}${"]".repeat(500)}`,
];

function wildBody(example: unknown, dice: Dice): string {
  if (dice.oneIn(15)) return dice.pick(scraps);
  let value = example;
  for (let count = dice.below(4); count > 0; count -= 1) value = mutate(value, dice, 0);
  return JSON.stringify(value) ?? "null";
}

const oddities: readonly unknown[] = [
  null,
  "",
  "x",
  -1,
  0,
  1.5,
  1e21,
  true,
  [],
  {},
  [null],
  [[]],
  { a: { b: 1 } },
  "x".repeat(70_000),
  "__proto__",
  "${x}",
  "a/b/c",
  "2024-13-45T00:00:00Z",
  "100m",
  "-5Gi",
  "1e400",
  ["a", "a"],
  { $patch: "delete" },
  { "": "" },
];

/** The value with one thing in it dropped, doubled, renamed or replaced. */
function mutate(value: unknown, dice: Dice, depth: number): unknown {
  if (depth > 0 && dice.oneIn(5)) return dice.pick(oddities);
  if (Array.isArray(value)) {
    if (value.length === 0 || dice.oneIn(6)) return [...value, dice.pick(oddities)];
    const at = dice.below(value.length);
    if (dice.oneIn(6)) return [...value, value[at]];
    return value.map((item, index) => (index === at ? mutate(item, dice, depth + 1) : item));
  }
  if (typeof value !== "object" || value === null) return dice.pick(oddities);
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.oneIn(10)) {
    const key = dice.pick([
      "extra",
      "spec",
      "status",
      "metadata",
      "__proto__",
      "constructor",
      "$retainKeys",
      "$setElementOrder/containers",
    ]);
    return Object.fromEntries([...entries, [key, dice.pick(oddities)]]);
  }
  const at = dice.below(entries.length);
  if (dice.oneIn(8)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(
    entries.map(([key, inner], index) =>
      index === at
        ? [dice.oneIn(12) ? `${key}x` : key, mutate(inner, dice, depth + 1)]
        : [key, inner],
    ),
  );
}

const pointers = [
  "",
  "/",
  "/metadata/labels/a",
  "/metadata/labels",
  "/metadata/name",
  "/spec/replicas",
  "/spec/template/spec/containers/0/image",
  "/spec/containers/-",
  "/spec/containers/9",
  "/__proto__/x",
  "/constructor/prototype/x",
  "/metadata/finalizers",
  "/metadata/ownerReferences",
  "/data/a~1b",
  "/status",
  "no-slash",
];

function wildJsonPatch(kind: KindDefinition, dice: Dice): string {
  if (dice.oneIn(8)) return wildBody(exampleOf(kind, dice), dice);
  const steps = Array.from({ length: 1 + dice.below(3) }, () => ({
    op: dice.pick(["add", "add", "replace", "remove", "test", "move", "copy", "dance"]),
    path: dice.pick(pointers),
    ...(dice.oneIn(3) ? { from: dice.pick(pointers) } : {}),
    ...(dice.oneIn(6) ? {} : { value: dice.pick(oddities) }),
  }));
  return JSON.stringify(steps);
}
