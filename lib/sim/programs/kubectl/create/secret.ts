import { encodeBase64 } from "@/lib/sim/meta/base64";
import { goQuote } from "@/lib/sim/meta/go-text";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import type { Session } from "../session";
import { encodeBytes, isBinary } from "./binary-text";
import { appendHash } from "./content-hash";
import { defineGenerator, knownKind, orNothing } from "./generator";
import { readKeySources } from "./key-sources";

const resource = knownKind("v1", "Secret", "secrets");
const failure = "failed to create secret ";

const generic = defineGenerator({
  name: "generic",
  summary: "Create a secret from a local file, directory, or literal value",
  usage:
    "NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  flags: "from-file:slice from-literal:array from-env-file:slice type:string append-hash:bool",
  resource,
  failure,
  build(session, name) {
    const object = {
      metadata: { name },
      data: orNothing(encodeValues(readSecretSources(session))),
      type: orNothing(session.flags.string("type")),
    };
    return appendHash(session, "Secret", object);
  },
});

const dockerRegistry = defineGenerator({
  name: "docker-registry",
  summary: "Create a secret for use with a Docker registry",
  usage:
    "NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]",
  flags:
    "docker-email:string docker-password:string docker-server:string=https://index.docker.io/v1/ docker-username:string from-file:slice append-hash:bool",
  resource,
  failure,
  build(session, name) {
    const { flags } = session;
    const isComplete = ["docker-username", "docker-password", "docker-server"].every(
      (flag) => flags.string(flag) !== "",
    );
    if (flags.list("from-file").length === 0 && !isComplete) {
      throw new CommandError(
        "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required",
      );
    }
    const data =
      flags.list("from-file").length > 0
        ? readSecretSources(session)
        : { ".dockerconfigjson": dockerConfig(session) };
    const object = {
      metadata: { name },
      data: encodeValues(data),
      type: "kubernetes.io/dockerconfigjson",
    };
    return appendHash(session, "Secret", object);
  },
});

function dockerConfig({ flags }: Session): string {
  const [username, password] = [flags.string("docker-username"), flags.string("docker-password")];
  const email = flags.string("docker-email");
  const entry = {
    username,
    password,
    ...(email === "" ? {} : { email }),
    auth: encodeBase64(`${username}:${password}`),
  };
  return JSON.stringify({ auths: { [flags.string("docker-server")]: entry } });
}

const tls = defineGenerator({
  name: "tls",
  summary: "Create a TLS secret",
  usage: "NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]",
  flags: "cert:string key:string append-hash:bool",
  resource,
  failure,
  build(session, name) {
    const { flags } = session;
    const [cert, key] = [flags.string("cert"), flags.string("key")];
    if (cert === "" || key === "") throw new CommandError("key and cert must be specified");
    const values = { "tls.crt": readPem(session, cert), "tls.key": readPem(session, key) };
    checkPem(values);
    return appendHash(session, "Secret", {
      metadata: { name },
      data: encodeValues(values),
      type: "kubernetes.io/tls",
    });
  },
});

function readPem(session: Session, path: string): string {
  if (session.io.files.exists(path)) return session.io.files.read(path);
  throw new CommandError(`Cannot read file ${path}, open ${path}: no such file or directory`);
}

/** Differs: that key and certificate belong together is not checked. */
function checkPem(values: { readonly "tls.crt": string; readonly "tls.key": string }): void {
  if (!values["tls.crt"].includes("-----BEGIN CERTIFICATE-----")) {
    throw new CommandError("tls: failed to find any PEM data in certificate input");
  }
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(values["tls.key"])) {
    throw new CommandError("tls: failed to find any PEM data in key input");
  }
}

const readSecretSources = (session: Session): Record<string, string> =>
  readKeySources(session, {
    invalidKey: (key, problems) =>
      `${goQuote(key)} is not valid key name for a Secret ${problems.join(";")}`,
    duplicateKey: (key) => `cannot add key ${key}, another key by that name already exists`,
    environmentDirectory: "env secret file cannot be a directory",
  });

const encodeValues = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      isBinary(value) ? encodeBytes(value) : encodeBase64(value),
    ]),
  );

export const createSecret: Command = {
  name: "secret",
  summary: "Create a secret using a specified subcommand",
  long: `Create a secret with specified type.

 A docker-registry type secret is for accessing a container registry.

 A generic type secret indicate an Opaque secret type.

 A tls type secret holds TLS certificate and its associated key.
`,
  usage: "(docker-registry | generic | tls)",
  subcommands: [dockerRegistry, generic, tls],
};
