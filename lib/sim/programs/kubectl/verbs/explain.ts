// kubectl explain: a field's description, from the documents the API server publishes.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/explain/v2/templates/plaintext.tmpl
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { typeNames } from "../completion";
import type { ResourceKind } from "../discovery";
import { groupVersion, noSuchResource } from "../discovery";
import { loadSchema } from "../explain/open-api";
import { explainText } from "../explain/plaintext";
import { defineFlags } from "../flags/flag-specs";
import type { Session } from "../session";

export const explain: Command = {
  name: "explain",
  summary: "Get documentation for a resource",
  usage:
    "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]",
  flags: defineFlags("api-version:string output,o:string=plaintext recursive,R:bool"),
  run: runExplain,
  complete: (session, args) => (args.length === 0 ? typeNames(session) : []),
};

function runExplain(session: Session): number {
  const { args, flags, io } = session;
  const [target] = args;
  if (target === undefined) {
    throw new CommandError(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  }
  if (args.length > 1) throw new CommandError("We accept only this format: explain RESOURCE");
  const { kind, path } = readTarget(session, target);
  const output = flags.string("output");
  if (output !== "plaintext" && output !== "plaintext-openapiv2" && output !== "openapiv2") {
    throw new CommandError(`unrecognized format: ${output}`);
  }
  const schema = loadSchema(session, kind);
  const result = explainText({ kind, schema, path, isRecursive: flags.bool("recursive") });
  io.stdout(result.text);
  if (result.error !== undefined) throw new CommandError(result.error);
  return 0;
}

/** `deployments.apps.spec.replicas`: as much of it as names a resource, then fields. */
function readTarget(
  session: Session,
  target: string,
): { kind: ResourceKind; path: readonly string[] } {
  const parts = target.split(".");
  const { discovery } = session.cluster;
  const [type = "", ...fields] = parts;
  const apiVersion = session.flags.string("api-version");
  for (let length = parts.length; length > 1; length--) {
    const kind = /^[\w-]+$/.test(parts[1] ?? "")
      ? findQualified(session, parts.slice(0, length))
      : undefined;
    if (kind !== undefined)
      return { kind: inVersion(session, kind, apiVersion), path: parts.slice(length) };
  }
  const kind = discovery.find(type);
  if (kind === undefined) throw new CommandError(noSuchResource(type).message, { verbatim: true });
  return { kind: inVersion(session, kind, apiVersion), path: fields };
}

function findQualified(session: Session, parts: readonly string[]): ResourceKind | undefined {
  const [name = "", ...group] = parts;
  return session.cluster.discovery
    .all()
    .find(
      (kind) =>
        kind.group === group.join(".") &&
        [kind.plural, kind.singular, ...kind.shortNames].includes(name),
    );
}

/** Go writes the group of the core, which has no name, with its slash. */
const qualified = (apiVersion: string): string =>
  apiVersion.includes("/") ? apiVersion : `/${apiVersion}`;

function inVersion(session: Session, kind: ResourceKind, apiVersion: string): ResourceKind {
  if (apiVersion === "") return kind;
  const found = session.cluster.discovery
    .all()
    .find((one) => one.kind === kind.kind && groupVersion(one) === apiVersion);
  if (found === undefined)
    throw new CommandError(
      `couldn't find resource for "${qualified(apiVersion)}, Resource=${kind.plural}"`,
    );
  return found;
}
