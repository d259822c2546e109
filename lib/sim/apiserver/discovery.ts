// Paths that name no object: the version, health, what there is to ask for, and the schemas.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/discovery/{aggregated,group,version}.go
import type { KindDefinition } from "../kinds/define-kind";
import { encodeBase64Bytes } from "../meta/base64";
import type { GroupVersionKind } from "../meta/object";
import { modelName } from "../meta/schema/lookup";
import { sha256Hex } from "../meta/sha256";
import { noSuchRoute } from "../meta/status-error";
import { requireAcceptable } from "./accept";
import { unavailableAnswer } from "./aggregation";
import { byRank, type Group, groupsOf, isCore } from "./groups";
import { openApiDocument, openApiIndex } from "./openapi";
import { versionInfo } from "./release";
import type { ApiRequest, ApiResponse, UserInfo } from "./request";
import type { ServerContext } from "./server-context";

/** `--advertise-address` of the first control plane node. */
const advertisedAddress = "172.30.1.2:6443";

const allVerbs = [
  "create",
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "update",
  "watch",
];
const aggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

export function discover(server: ServerContext, request: ApiRequest, _user: UserInfo): ApiResponse {
  const path = request.path.replace(/\/$/, "");
  const isAggregated =
    /as=APIGroupDiscoveryList/.test(request.headers.accept ?? "") &&
    /v=v2(;|,|$)/.test(request.headers.accept ?? "");
  const groups = groupsOf(server);
  if (path === "/version") return json(versionInfo);
  if (/^\/(healthz|livez|readyz)(\/\w+)?$/.test(path)) return text(health(path, request));
  if (path.startsWith("/api")) requireAcceptable(request, false);
  if (path === "/api")
    return isAggregated ? aggregated(groups.filter(isCore)) : json(coreVersions());
  if (path === "/apis") {
    const named = byRank(groups.filter((group) => !isCore(group)));
    return isAggregated ? aggregated(named) : json(groupList(named));
  }
  if (path === "/openapi/v2" && request.headers.accept?.startsWith(openApiV2))
    return emptyOpenApiV2;
  if (path === "/openapi/v3") {
    return {
      ...json(openApiIndex(groups)),
      headers: { "content-type": "text/plain; charset=utf-8" },
    };
  }
  const openApi = /^\/openapi\/v3\/(.+)$/.exec(path)?.[1];
  if (openApi !== undefined) return openApiAnswer(server, openApi, request);
  const [, root, first, second] = path.split("/");
  if (root === "api" && first !== undefined) return resourceList(server, "", first);
  if (root === "apis" && first !== undefined && second !== undefined)
    return resourceList(server, first, second);
  if (root === "apis" && first !== undefined) {
    const group = groups.find(({ name }) => name === first);
    if (group !== undefined)
      return json({ kind: "APIGroup", apiVersion: "v1", ...describeGroup(group) });
  }
  if (path === "/.well-known/openid-configuration") return openIdConfiguration;
  if (path === "") return json({ paths: rootPaths(groups) });
  if (root === "api") throw noSuchRoute();
  return pageNotFound;
}

/** Nobody serves the path: answered before there is any talk of resources. */
export const pageNotFound: ApiResponse = {
  code: 404,
  headers: { "content-type": "text/plain; charset=utf-8" },
  warnings: [],
  body: "404 page not found\n",
};

/** Differs: no keys are published; only this server can tell that a token is its own. */
const openIdConfiguration: ApiResponse = {
  code: 200,
  headers: { "content-type": "application/json", "cache-control": "public, max-age=3600" },
  warnings: [],
  body: {
    issuer: "https://kubernetes.default.svc.cluster.local",
    jwks_uri: `https://${advertisedAddress}/openid/v1/jwks`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  },
};

const openApiV2 = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

/**
 * `Document{swagger: "2.0"}` in protobuf: kubectl looks here last, for kinds it has not found in version 3.
 *
 * Differs: holds nothing; what kubectl does for a kind of which it knows no schema is the same.
 */
const emptyOpenApiV2: ApiResponse = {
  code: 200,
  headers: {
    "content-type": "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
    vary: "Accept",
  },
  warnings: [],
  body: "\n\u00032.0",
};

/** Asked for with its hash a document never changes. */
function openApiAnswer(server: ServerContext, path: string, request: ApiRequest): ApiResponse {
  const { hash, document } = openApiDocument(server, path);
  const isFixed = request.query.hash?.[0] === hash;
  const headers = {
    "content-type": "application/json",
    vary: "Accept",
    etag: `"${hash}"`,
    ...(isFixed ? { "cache-control": "public, immutable" } : {}),
  };
  if (request.headers["if-none-match"] === headers.etag) {
    return { code: 304, headers, warnings: [], body: undefined };
  }
  return { code: 200, headers, warnings: [], body: document };
}

function aggregated(groups: readonly Group[]): ApiResponse {
  const body = {
    kind: "APIGroupDiscoveryList",
    apiVersion: "apidiscovery.k8s.io/v2",
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: name === "" ? {} : { name },
      versions: versions.map(({ version, kinds, isStale }) => ({
        version,
        resources: kinds.map(aggregatedResource),
        // Clients act as if a stale version had no resources.
        freshness: isStale ? "Stale" : "Current",
      })),
    })),
  };
  const etag = `"${sha256Hex(JSON.stringify(body)).toUpperCase()}"`;
  const headers = {
    "content-type": aggregatedType,
    vary: "Accept",
    etag,
    "cache-control": "public",
  };
  return { ...json(body), headers };
}

function aggregatedResource(kind: KindDefinition) {
  const subresources = subresourcesOf(kind).map(
    ({ name, kind: subKind, group, version, verbs }) => ({
      subresource: name,
      responseKind: responseKind(kind, { group, version, kind: subKind }),
      verbs,
    }),
  );
  return {
    resource: kind.plural,
    responseKind: responseKind(kind, kind),
    scope: kind.namespaced ? "Namespaced" : "Cluster",
    singularResource: kind.singular,
    verbs: kind.verbs ?? allVerbs,
    ...(kind.shortNames === undefined ? {} : { shortNames: kind.shortNames }),
    ...(kind.categories === undefined ? {} : { categories: kind.categories }),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

/** Built-in kinds of the resource's own group go without group and version, as upstream. */
function responseKind(resource: KindDefinition, { group, version, kind }: GroupVersionKind) {
  const isOwn = group === resource.group && version === resource.version;
  const isBuiltIn = modelName(resource) !== undefined;
  return isOwn && isBuiltIn ? { group: "", version: "", kind } : { group, version, kind };
}

function subresourcesOf(kind: KindDefinition) {
  const { group, version } = kind;
  const own = (kind.subresources ?? []).map((each) => ({
    name: each.name,
    kind: each.kind,
    group: each.group ?? group,
    version: each.version ?? version,
    verbs: each.verbs,
  }));
  const verbs = ["get", "patch", "update"];
  const scale = { name: "scale", kind: "Scale", group: "autoscaling", version: "v1", verbs };
  const status = { name: "status", kind: kind.kind, group, version, verbs };
  return [
    ...own,
    ...(kind.scale === undefined ? [] : [scale]),
    ...(kind.hasStatus ? [status] : []),
  ];
}

function resourceList(server: ServerContext, group: string, version: string): ApiResponse {
  const found = groupsOf(server)
    .find(({ name }) => name === group)
    ?.versions.find((each) => each.version === version);
  if (found === undefined) {
    if (groupsOf(server).some(({ name }) => name === group)) throw noSuchRoute();
    return pageNotFound;
  }
  if (found.isStale) return unavailableAnswer;
  const resources = found.kinds.flatMap((kind) => [
    {
      name: kind.plural,
      singularName: kind.singular,
      namespaced: kind.namespaced,
      kind: kind.kind,
      verbs: kind.verbs ?? allVerbs,
      ...(kind.shortNames === undefined ? {} : { shortNames: kind.shortNames }),
      ...(kind.categories === undefined ? {} : { categories: kind.categories }),
      ...storageVersionHash(server.kinds.stored(kind)),
    },
    ...subresourcesOf(kind).map((each) => ({
      name: `${kind.plural}/${each.name}`,
      singularName: "",
      namespaced: kind.namespaced,
      ...(each.group === kind.group ? {} : { group: each.group, version: each.version }),
      kind: each.kind,
      verbs: each.verbs,
    })),
  ]);
  return json({
    kind: "APIResourceList",
    // The core group's list goes without, as upstream.
    ...(group === "" ? {} : { apiVersion: "v1" }),
    groupVersion: group === "" ? version : `${group}/${version}`,
    resources,
  });
}

/** What cannot be watched is not stored. */
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/discovery/storageversionhash.go
function storageVersionHash({ group, version, kind, verbs = allVerbs }: KindDefinition) {
  if (!verbs.includes("watch")) return {};
  const hex = sha256Hex(`${group}/${version}/${kind}`).slice(0, 16);
  const bytes = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  return { storageVersionHash: encodeBase64Bytes(bytes) };
}

const coreVersions = () => ({
  kind: "APIVersions",
  versions: ["v1"],
  serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: advertisedAddress }],
});

const groupList = (groups: readonly Group[]) => ({
  kind: "APIGroupList",
  apiVersion: "v1",
  groups: groups.map(describeGroup),
});

function describeGroup({ name, versions }: Group) {
  const described = versions.map(({ version }) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: described, preferredVersion: described[0] };
}

function health(path: string, request: ApiRequest): string {
  if (request.query.verbose === undefined) return "ok";
  const name = path.split("/")[1] ?? "healthz";
  return `[+]ping ok\n[+]log ok\n[+]etcd ok\n${name} check passed\n`;
}

const rootPaths = (groups: readonly Group[]): string[] => [
  "/api",
  "/api/v1",
  "/apis",
  ...groups
    .filter((group) => !isCore(group))
    .flatMap(({ name, versions }) => [
      `/apis/${name}`,
      ...versions.map(({ version }) => `/apis/${name}/${version}`),
    ]),
  "/healthz",
  "/livez",
  "/openapi/v3",
  "/readyz",
  "/version",
];

const json = (body: unknown): ApiResponse => ({
  code: 200,
  headers: { "content-type": "application/json" },
  warnings: [],
  body,
});

const text = (body: string): ApiResponse => ({
  code: 200,
  headers: { "content-type": "text/plain; charset=utf-8" },
  warnings: [],
  body,
});
