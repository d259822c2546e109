// From kubeconfig and global flags to a server, credentials and a namespace.
// Kubernetes: staging/src/k8s.io/client-go/tools/clientcmd/client_config.go
import type { ProgramIo } from "@/lib/sim/machine/program";
import { encodeBase64 } from "@/lib/sim/meta/base64";
import { createClient } from "../client";
import { CommandError } from "../command-error";
import { createDiscovery } from "../discovery";
import type { FlagValues } from "../flags/flag-values";
import type { ClusterAccess } from "../session";
import type { KubectlWorld, Target } from "../world";
import { type KubeConfig, loadConfig, type Stanza } from "./kubeconfig";

type Io = ProgramIo<KubectlWorld>;

/** Everything is worked out on first use and kept for this call. */
export function createAccess(io: Io, flags: FlagValues, commandPath: string): ClusterAccess {
  const config = once(() => loadConfig(io, flags));
  const client = once(() =>
    createClient(io, {
      target: targetOf(io, flags, config()),
      headers: impersonation(flags),
      verbosity: flags.number("v"),
      commandPath,
    }),
  );
  const discovery = once(() => createDiscovery(io, client()));
  return {
    get client() {
      return client();
    },
    get discovery() {
      return discovery();
    },
    get namespace() {
      return flags.global("namespace") || contextNamespace(flags, config());
    },
    get isNamespaceGiven() {
      return flags.global("namespace") !== "";
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function contextNamespace(flags: FlagValues, config: KubeConfig): string {
  const context = currentContext(flags, config);
  return text(context?.namespace) || "default";
}

function currentContext(flags: FlagValues, config: KubeConfig): Stanza | undefined {
  const given = flags.global("context");
  if (given !== "" && config.contexts[given] === undefined) {
    throw new CommandError(
      `Error in configuration: context was not found for specified context: ${given}`,
      {
        verbatim: true,
      },
    );
  }
  return config.contexts[given || config.currentContext];
}

function targetOf(io: Io, flags: FlagValues, config: KubeConfig): Target {
  const context = currentContext(flags, config);
  const clusterName = flags.global("cluster");
  const cluster = config.clusters[clusterName || text(context?.cluster)];
  if (clusterName !== "" && cluster === undefined) {
    throw new CommandError(`no server found for cluster ${JSON.stringify(clusterName)}`);
  }
  const userName = flags.global("user");
  const user = config.users[userName || text(context?.user)];
  if (userName !== "" && user === undefined) {
    throw new CommandError(`auth info ${JSON.stringify(userName)} does not exist`);
  }
  if (!/^(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/.test(flags.global("request-timeout"))) {
    throw new CommandError(
      "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)",
    );
  }
  const server = (
    flags.global("server") ||
    text(cluster?.server) ||
    "http://localhost:8080"
  ).replace(/\/$/, "");
  const isSecure =
    server.startsWith("https:") || cluster?.["certificate-authority-data"] !== undefined;
  if (isSecure && user !== undefined && !identifies(user) && flags.global("token") === "")
    askUser(io);
  const inline = (stanza: Stanza | undefined, field: string, flag: string) =>
    inlineData(io, stanza, field, flags.global(flag));
  return withoutEmpty({
    server: /^https?:\/\//.test(server) ? server : `http://${server}`,
    token: flags.global("token") || text(user?.token) || tokenFile(io, user),
    clientCertificateData: inline(user, "client-certificate", "client-certificate"),
    clientKeyData: inline(user, "client-key", "client-key"),
    certificateAuthorityData: inline(cluster, "certificate-authority", "certificate-authority"),
    insecureSkipTlsVerify:
      flags.global("insecure-skip-tls-verify") === "true" ||
      cluster?.["insecure-skip-tls-verify"] === true,
    username: flags.global("username") || text(user?.username),
    password: flags.global("password") || text(user?.password),
  });
}

const identities = [
  "token",
  "tokenFile",
  "client-certificate",
  "client-certificate-data",
  "username",
  "exec",
  "auth-provider",
];

const identifies = (user: Stanza): boolean => identities.some((field) => Boolean(user[field]));

/** Differs: nobody answers the prompt; names and passwords are no way into this cluster. */
function askUser(io: Io): never {
  io.stdout("Please enter Username: ");
  throw new CommandError("EOF");
}

function withoutEmpty(
  target: { readonly server: string } & Readonly<Record<string, unknown>>,
): Target {
  const kept = Object.entries(target).filter(
    ([, value]) => value !== "" && value !== undefined && value !== false,
  );
  return { ...Object.fromEntries(kept), server: target.server };
}

/** The `-data` field, else the file that is named, in base64. */
function inlineData(io: Io, stanza: Stanza | undefined, field: string, flagPath: string): string {
  const data = text(stanza?.[`${field}-data`]);
  if (flagPath === "" && data !== "") return data;
  const path = flagPath || text(stanza?.[field]);
  if (path === "") return "";
  if (!io.files.exists(path)) {
    throw new CommandError(
      `unable to read ${field} ${path} due to open ${path}: no such file or directory`,
    );
  }
  return encodeBase64(io.files.read(path));
}

function tokenFile(io: Io, user: Stanza | undefined): string {
  const path = text(user?.tokenFile);
  return path !== "" && io.files.exists(path) ? io.files.read(path).trim() : "";
}

function impersonation(flags: FlagValues): Record<string, string> {
  const user = flags.global("as");
  const groups = flags.list("as-group");
  if (user === "" && (groups.length > 0 || flags.global("as-uid") !== "")) {
    throw new CommandError("requesting groups or user-extra for  without impersonating a user");
  }
  return {
    ...(user === "" ? {} : { "impersonate-user": user }),
    ...(groups.length === 0 ? {} : { "impersonate-group": groups.join(",") }),
    ...(flags.global("as-uid") === "" ? {} : { "impersonate-uid": flags.global("as-uid") }),
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
