// kubectl config set-cluster, set-context and set-credentials: fields of one stanza from flags.
import { encodeBase64 } from "@/lib/sim/meta/base64";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import { loadConfig, type Stanza, type StanzaList } from "../kubeconfig/kubeconfig";
import { type Session, unexpectedArgs } from "../session";
import { changeFile, namesIn } from "./config-names";

function update(session: Session, list: StanzaList, name: string, fields: Stanza): void {
  const before = loadConfig(session.io, session.flags)[list][name] ?? {};
  const merged = Object.fromEntries(
    Object.entries({ ...before, ...fields }).filter(([, value]) => value !== ""),
  );
  changeFile(session, list, name, (config) => ({
    ...config,
    [list]: { ...config[list], [name]: merged },
  }));
}

/** Fields of flags that were given; `--server` → `server`. */
function given({ flags }: Session, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => flags.isSet(name)).map((name) => [name, flags.string(name)]),
  );
}

/** `--embed-certs`: the file's content in place of its path. */
function certificates(session: Session, names: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of names.filter((one) => session.flags.isSet(one))) {
    const path = session.flags.string(name);
    if (!session.flags.bool("embed-certs")) {
      fields[name] = session.io.files.absolute(path);
      fields[`${name}-data`] = "";
      continue;
    }
    if (!session.io.files.exists(path))
      throw new CommandError(
        `could not read ${name} data from ${path}: open ${path}: no such file or directory`,
      );
    fields[`${name}-data`] = encodeBase64(session.io.files.read(path));
    fields[name] = "";
  }
  return fields;
}

function oneName(session: Session, word?: string): string {
  const [name] = session.args;
  if (name === undefined || session.args.length !== 1) throw unexpectedArgs(session, word);
  return name;
}

const setCluster: Command = {
  name: "set-cluster",
  summary: "Set a cluster entry in kubeconfig",
  usage:
    "NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]",
  flags: defineFlags(
    "certificate-authority:string embed-certs:bool insecure-skip-tls-verify:bool proxy-url:string server:string tls-server-name:string",
  ),
  run(session) {
    const name = oneName(session);
    const skips = session.flags.isSet("insecure-skip-tls-verify")
      ? { "insecure-skip-tls-verify": session.flags.bool("insecure-skip-tls-verify") }
      : {};
    update(session, "clusters", name, {
      ...given(session, ["server", "proxy-url", "tls-server-name"]),
      ...skips,
      ...certificates(session, ["certificate-authority"]),
    });
    session.io.stdout(`Cluster ${JSON.stringify(name)} set.\n`);
    return 0;
  },
};

const setContext: Command = {
  name: "set-context",
  summary: "Set a context entry in kubeconfig",
  usage:
    "[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]",
  flags: defineFlags("cluster:string current:bool namespace,n:string user:string"),
  run(session) {
    const { args, flags, io } = session;
    const config = loadConfig(io, flags);
    if (args.length > 1) throw unexpectedArgs(session);
    if (args.length === 0 && !flags.bool("current"))
      throw new CommandError("you must specify a non-empty context name or --current");
    if (args.length > 0 && flags.bool("current"))
      throw new CommandError("you cannot specify both a context name and --current");
    const name = args[0] ?? config.currentContext;
    if (name === "") throw new CommandError("no current context is set");
    const isKnown = config.contexts[name] !== undefined;
    update(session, "contexts", name, given(session, ["cluster", "user", "namespace"]));
    io.stdout(`Context ${JSON.stringify(name)} ${isKnown ? "modified" : "created"}.\n`);
    return 0;
  },
  complete: (session, args) => (args.length === 0 ? namesIn(session, "contexts") : []),
};

const setCredentials: Command = {
  name: "set-credentials",
  summary: "Set a user entry in kubeconfig",
  usage:
    "NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password]",
  flags: defineFlags(
    "client-certificate:string client-key:string embed-certs:bool password:string token:string username:string",
  ),
  run(session) {
    const name = oneName(session, "unexpected");
    const { flags } = session;
    const byPassword = flags.string("username") !== "" || flags.string("password") !== "";
    if (flags.string("token") !== "" && byPassword) {
      throw new CommandError(
        "you cannot specify more than one authentication method at the same time: --token, --username/--password",
      );
    }
    update(session, "users", name, {
      ...given(session, ["token", "username", "password"]),
      ...certificates(session, ["client-certificate", "client-key"]),
    });
    session.io.stdout(`User ${JSON.stringify(name)} set.\n`);
    return 0;
  },
};

export const configStanzas: readonly Command[] = [setCluster, setContext, setCredentials];
