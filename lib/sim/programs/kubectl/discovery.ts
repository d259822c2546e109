// Which resources the server has, as kubectl knows them: asked once, kept in the home directory for six
// hours as upstream does, asked again when a name is not found in what was kept.
import type { ProgramIo } from "@/lib/sim/machine/program";
import { isJsonObject } from "@/lib/sim/meta/object";
import { StatusError } from "@/lib/sim/meta/status-error";
import type { Client } from "./client-contract";
import { asError, CommandError, hostOf, UnreachableError } from "./command-error";
import type { KubectlWorld } from "./world";

export interface ResourceKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
}

export interface Discovery {
  /** In the server's order: core first, then groups; preferred versions before others. */
  all(): readonly ResourceKind[];
  /** As `all`, asked anew; only `renew` keeps the answer. */
  fresh(): readonly ResourceKind[];
  renew(): readonly ResourceKind[];
  /** What `deploy`, `Deployment`, `deployments.apps`, `deployments.v1.apps` mean. */
  find(name: string): ResourceKind | undefined;
  findKind(apiVersion: string, kind: string): ResourceKind | undefined;
  inCategory(name: string): readonly ResourceKind[];
  /** Other resources that the short name `name` could mean. */
  otherMeanings(name: string, found: ResourceKind): readonly ResourceKind[];
}

export const groupVersion = (kind: { readonly group: string; readonly version: string }): string =>
  kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;

/** `deployments.apps`, `pods`. */
export const groupResourceOf = (kind: ResourceKind): string =>
  kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;

/** `deployment.apps`, `pod`: how results name a kind. */
export const kindName = (kind: ResourceKind): string => kindNameOf(kind.kind, kind.group);

export const kindNameOf = (kind: string, group: string): string =>
  group === "" ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;

const cacheMs = 6 * 3_600_000;

export function createDiscovery(io: ProgramIo<KubectlWorld>, client: Client): Discovery {
  let kinds: readonly ResourceKind[] | undefined;
  let isFresh = false;
  const load = (): readonly ResourceKind[] => {
    kinds ??= readCache(io, client.target.server);
    return kinds ?? reload();
  };
  const reload = (): readonly ResourceKind[] => {
    kinds = fetchKinds(io, client);
    isFresh = true;
    writeCache(io, client.target.server, kinds);
    return kinds;
  };
  const orReload = <Found>(search: (kinds: readonly ResourceKind[]) => Found | undefined) =>
    search(load()) ?? (isFresh ? undefined : search(reload()));
  return {
    all: load,
    fresh: () => fetchKinds(io, client),
    renew: reload,
    find: (name) => orReload((all) => findByName(all, name)),
    findKind: (apiVersion, kind) =>
      orReload((all) => all.find((one) => one.kind === kind && groupVersion(one) === apiVersion)),
    inCategory: (name) => {
      const members = load().filter((one) => one.categories.includes(name));
      // Each in its group's preferred version, which comes first.
      const first = (kind: ResourceKind) =>
        members.find((one) => one.group === kind.group && one.plural === kind.plural);
      return members.filter((one) => first(one) === one);
    },
    otherMeanings: (name, found) => {
      if (found.plural === name || found.singular === name) return [];
      const others = load().filter(
        (one) => one.shortNames.includes(name) && one.group !== found.group,
      );
      return others;
    },
  };
}

function findByName(all: readonly ResourceKind[], name: string): ResourceKind | undefined {
  const [resource = "", ...rest] = name.split(".");
  if (rest.length > 0) {
    const [version = "", ...group] = rest;
    const exact = all.find(
      (one) => isNamed(one, resource) && one.version === version && one.group === group.join("."),
    );
    const named = all.filter((one) => isNamed(one, resource) || one.shortNames.includes(resource));
    return (
      exact ??
      named.find((one) => one.group === rest.join(".")) ??
      named.find((one) => one.group.startsWith(`${rest.join(".")}.`))
    );
  }
  return all.find((one) => isNamed(one, name)) ?? all.find((one) => one.shortNames.includes(name));
}

function isNamed(kind: ResourceKind, name: string): boolean {
  return (
    kind.plural === name ||
    kind.singular === name ||
    kind.kind === name ||
    kind.kind.toLowerCase() === name
  );
}

function fetchKinds(io: ProgramIo<KubectlWorld>, client: Client): readonly ResourceKind[] {
  try {
    const core = client.raw({
      path: "/api",
      accept: aggregated,
      query: { timeout: ["32s"] },
    });
    const groups = client.raw({
      path: "/apis",
      accept: aggregated,
      query: { timeout: ["32s"] },
    });
    return [...readGroups(core), ...readGroups(groups)];
  } catch (thrown) {
    const error = asError(thrown);
    const why = discoveryText(error);
    const line = `memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: ${why.replaceAll('"', '\\"')}"`;
    for (let i = 0; i < 5; i++) io.stderr(`${client.logPrefix("E")} ${line}\n`);
    if (error instanceof StatusError) throw new StatusError({ ...error.status, message: why });
    throw error;
  }
}

const aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

function discoveryText(error: Error): string {
  if (error instanceof UnreachableError) return error.message;
  if (!(error instanceof StatusError)) return error.message;
  if (error.code === 401) return "the server has asked for the client to provide credentials";
  return error.code === 403 ? "unknown" : error.message;
}

function readGroups(answer: unknown): ResourceKind[] {
  const items = listOf(answer, "items");
  return items.flatMap((group) => {
    const name = text(
      isJsonObject(group) && isJsonObject(group.metadata) ? group.metadata.name : "",
    );
    // What a server that does not answer had the last time is not to be had.
    const isCurrent = (version: unknown) => !isJsonObject(version) || version.freshness !== "Stale";
    const versions = listOf(group, "versions").filter(isCurrent);
    return versions.flatMap((version) =>
      listOf(version, "resources").map((resource) => readResource(name, version, resource)),
    );
  });
}

function readResource(group: string, version: unknown, resource: unknown): ResourceKind {
  const fields = isJsonObject(resource) ? resource : {};
  const responseKind = isJsonObject(fields.responseKind) ? fields.responseKind : {};
  return {
    group,
    version: text(isJsonObject(version) ? version.version : ""),
    plural: text(fields.resource),
    singular: text(fields.singularResource),
    kind: text(responseKind.kind),
    namespaced: fields.scope === "Namespaced",
    shortNames: texts(fields.shortNames),
    verbs: texts(fields.verbs),
    categories: texts(fields.categories),
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);

function listOf(value: unknown, field: string): readonly unknown[] {
  const list = isJsonObject(value) ? value[field] : undefined;
  return Array.isArray(list) ? list : [];
}

function cachePath(io: ProgramIo<KubectlWorld>, server: string): string {
  const home = io.process.environment.HOME ?? "/root";
  return `${home}/.kube/cache/discovery/${hostOf(server).replace(/[^\w.-]/g, "_")}/resources.json`;
}

function readCache(
  io: ProgramIo<KubectlWorld>,
  server: string,
): readonly ResourceKind[] | undefined {
  try {
    const cached: unknown = JSON.parse(io.files.read(cachePath(io, server)));
    if (!isJsonObject(cached) || typeof cached.at !== "number" || !Array.isArray(cached.kinds))
      return undefined;
    if (io.process.now - cached.at > cacheMs) return undefined;
    return cached.kinds as unknown as readonly ResourceKind[];
  } catch {
    return undefined;
  }
}

function writeCache(
  io: ProgramIo<KubectlWorld>,
  server: string,
  kinds: readonly ResourceKind[],
): void {
  const path = cachePath(io, server);
  try {
    io.files.makeDirectory(path.slice(0, path.lastIndexOf("/")), { parents: true });
    io.files.write(path, JSON.stringify({ at: io.process.now, kinds }));
  } catch {
    // A home directory that cannot be written to costs one request more, nothing else.
  }
}

/** `error: the server doesn't have a resource type "foo"`. */
export function noSuchResource(name: string): CommandError {
  const [resource = "", ...rest] = name.split(".");
  const [first = "", ...group] = rest;
  if (rest.length === 0)
    return new CommandError(`the server doesn't have a resource type ${JSON.stringify(resource)}`);
  if (group.length > 0 && /^v\d/.test(first))
    return new CommandError(`the server doesn't have a resource type ${JSON.stringify(resource)}`);
  return new CommandError(
    `the server doesn't have a resource type ${JSON.stringify(resource)} in group ${JSON.stringify(rest.join("."))}`,
  );
}
