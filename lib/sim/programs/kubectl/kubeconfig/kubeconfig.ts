// The kubeconfig: which files it is made of, how they merge, how a change is written back.
// Kubernetes: staging/src/k8s.io/client-go/tools/clientcmd/loader.go
import type { ProgramIo } from "@/lib/sim/machine/program";
import { isJsonObject, type JsonObject } from "@/lib/sim/meta/object";
import { readYaml } from "@/lib/sim/meta/yaml/read";
import { writeYaml } from "@/lib/sim/meta/yaml/write";
import { CommandError } from "../command-error";
import type { FlagValues } from "../flags/flag-values";
import type { KubectlWorld } from "../world";

/** The three kinds of stanza: the list's name, and the field of each entry beside `name`. */
export const stanzas = { clusters: "cluster", contexts: "context", users: "user" } as const;
export type StanzaList = keyof typeof stanzas;

export type Stanza = Readonly<Record<string, unknown>>;

export interface KubeConfig {
  readonly clusters: Readonly<Record<string, Stanza>>;
  readonly contexts: Readonly<Record<string, Stanza>>;
  readonly users: Readonly<Record<string, Stanza>>;
  readonly currentContext: string;
}

export const emptyConfig: KubeConfig = {
  clusters: {},
  contexts: {},
  users: {},
  currentContext: "",
};

export interface ConfigPaths {
  readonly paths: readonly string[];
  /** `--kubeconfig` names one file, which has to exist. */
  readonly isExplicit: boolean;
}

type Io = ProgramIo<KubectlWorld>;

export function configPaths(io: Io, flags: FlagValues): ConfigPaths {
  const explicit = flags.global("kubeconfig");
  if (explicit !== "") return { paths: [explicit], isExplicit: true };
  const listed = (io.process.environment.KUBECONFIG ?? "").split(":").filter((path) => path !== "");
  if (listed.length > 0) return { paths: [...new Set(listed)], isExplicit: false };
  return { paths: [`${homeOf(io)}/.kube/config`], isExplicit: false };
}

export const homeOf = (io: Io): string => io.process.environment.HOME ?? "/root";

export function loadConfig(io: Io, flags: FlagValues): KubeConfig {
  const { paths, isExplicit } = configPaths(io, flags);
  return paths
    .map((path) => readConfigFile(io, path, isExplicit))
    .reduce(mergeConfigs, emptyConfig);
}

/** Earlier files win. */
function mergeConfigs(first: KubeConfig, next: KubeConfig): KubeConfig {
  return {
    clusters: { ...next.clusters, ...first.clusters },
    contexts: { ...next.contexts, ...first.contexts },
    users: { ...next.users, ...first.users },
    currentContext: first.currentContext || next.currentContext,
  };
}

export function readConfigFile(io: Io, path: string, mustExist: boolean): KubeConfig {
  if (!io.files.exists(path)) {
    if (mustExist) throw new CommandError(`stat ${path}: no such file or directory`);
    return emptyConfig;
  }
  if (!io.files.may(path, "read")) {
    throw new CommandError(
      `error loading config file ${JSON.stringify(path)}: open ${path}: permission denied`,
    );
  }
  const result = readYaml(io.files.read(path));
  if ("error" in result) {
    throw new CommandError(
      `error loading config file ${JSON.stringify(path)}: ${result.error.replace("error converting YAML to JSON: ", "")}`,
    );
  }
  return parseConfig(result.value);
}

function parseConfig(value: unknown): KubeConfig {
  const fields: JsonObject = isJsonObject(value) ? value : {};
  const current = fields["current-context"];
  return {
    clusters: readStanzas(fields, "clusters"),
    contexts: readStanzas(fields, "contexts"),
    users: readStanzas(fields, "users"),
    currentContext: typeof current === "string" ? current : "",
  };
}

function readStanzas(fields: JsonObject, list: StanzaList): Record<string, Stanza> {
  const entries = fields[list];
  const stanzaByName: Record<string, Stanza> = {};
  if (!Array.isArray(entries)) return stanzaByName;
  for (const entry of entries) {
    if (!isJsonObject(entry) || typeof entry.name !== "string") continue;
    const stanza = entry[stanzas[list]];
    stanzaByName[entry.name] ??= isJsonObject(stanza) ? stanza : {};
  }
  return stanzaByName;
}

/** The document as it is written: lists sorted by name, empty fields left out. */
export function configDocument(config: KubeConfig): JsonObject {
  const list = (name: StanzaList) => {
    const names = Object.keys(config[name]).sort();
    return names.length === 0
      ? null
      : names.map((key) => ({ name: key, [stanzas[name]]: inOrder(config[name][key] ?? {}) }));
  };
  return {
    kind: "Config",
    apiVersion: "v1",
    clusters: list("clusters"),
    users: list("users"),
    contexts: list("contexts"),
    "current-context": config.currentContext,
  } as JsonObject;
}

/** As Go declares them, which JSON shows; YAML is sorted. */
const stanzaFields = [
  ...["server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority"],
  ...["certificate-authority-data", "proxy-url"],
  ...["client-certificate", "client-certificate-data", "client-key", "client-key-data", "token"],
  ...["tokenFile", "as", "as-uid", "as-groups", "username", "password"],
  ...["cluster", "user", "namespace"],
];

function inOrder(stanza: Stanza): Stanza {
  const rank = (name: string) => stanzaFields.indexOf(name) + 1 || stanzaFields.length + 1;
  const names = Object.keys(stanza).sort((a, b) => rank(a) - rank(b));
  return Object.fromEntries(names.map((name) => [name, stanza[name]]));
}

/** Where a change of a stanza goes: the file that defines it, else the first that exists, else the last. */
export function fileForChange(
  io: Io,
  flags: FlagValues,
  list: StanzaList | "current",
  name: string,
): string {
  const { paths } = configPaths(io, flags);
  const existing = paths.filter((path) => io.files.exists(path));
  const owner = existing.find((path) => {
    const config = readConfigFile(io, path, false);
    return list === "current" ? config.currentContext !== "" : config[list][name] !== undefined;
  });
  return owner ?? existing[0] ?? paths.at(-1) ?? `${homeOf(io)}/.kube/config`;
}

export function writeConfigFile(io: Io, path: string, config: KubeConfig): void {
  const slash = path.lastIndexOf("/");
  if (slash > 0 && !io.files.exists(path.slice(0, slash))) {
    io.files.makeDirectory(path.slice(0, slash), { parents: true });
  }
  const isNew = !io.files.exists(path);
  io.files.write(path, writeYaml(configDocument(config)));
  if (isNew) io.files.setMode(path, 0o600);
}
