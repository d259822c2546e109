// The objects of `-f` and `-k`, with the kind and namespace each belongs to.

import { goQuote } from "@/lib/sim/meta/go-text";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { matchesLabels } from "@/lib/sim/meta/selector";
import { parseSelector } from "@/lib/sim/meta/selector-parser";
import { StatusError } from "@/lib/sim/meta/status-error";
import { asError, CommandError } from "../command-error";
import type { ResourceKind } from "../discovery";
import { buildKustomization } from "../kustomize/build";
import { type ManifestItem, missingType, readManifests } from "../manifests";
import { type Session, validationOf } from "../session";
import type { Info, Target, TargetOptions, Targets } from "./target";

export function hasFiles(session: Session): boolean {
  return session.flags.list("filename").length > 0 || session.flags.string("kustomize") !== "";
}

export function fileTargets(
  session: Session,
  args: readonly string[],
  options: TargetOptions,
): Targets {
  if (args.length > 0) {
    const what = args[0]?.includes("/")
      ? "resource/name arguments cannot be provided when a path is specified"
      : "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well";
    throw new CommandError(what);
  }
  const items = readFiles(session, options);
  const targets = items.map((item): Target => {
    if ("error" in item) return { by: "error", error: item.error };
    const info = placeObject(session, item, options);
    return info instanceof Error ? { by: "error", error: info } : { by: "file", info };
  });
  return { targets: filterByLabels(targets, options), isSingle: targets.length === 1 };
}

/** The documents of `-f` or `-k`. */
export function readFiles(session: Session, options: TargetOptions = {}): ManifestItem[] {
  const { flags, io } = session;
  const kustomization = flags.string("kustomize");
  if (kustomization !== "" && flags.list("filename").length > 0) {
    throw new CommandError("only one of -f or -k can be specified");
  }
  if (kustomization !== "") return kustomizationItems(session, kustomization);
  const checks = options.withValidation === true && validationOf(session) !== "Ignore";
  return readManifests({
    files: io.files,
    stdin: session.stdin,
    filenames: flags.list("filename"),
    isRecursive: flags.bool("recursive"),
    ...(checks ? { validate: (document) => validationProblem(session, document) } : {}),
  });
}

/** A folder that cannot be built is one bad document: `get` and `describe` go on after it. */
function kustomizationItems({ io }: Session, folder: string): ManifestItem[] {
  try {
    return buildKustomization(io, folder);
  } catch (thrown) {
    return [{ source: folder, error: asError(thrown) }];
  }
}

function validationProblem(session: Session, document: unknown): string | undefined {
  try {
    session.cluster.client.raw({ path: "/openapi/v3" });
  } catch (thrown) {
    const error = asError(thrown);
    if (!(error instanceof StatusError)) {
      const why = error.message.replace("/openapi/v3", "/openapi/v2?timeout=32s");
      return `failed to download openapi: ${why}; if you choose to ignore these errors, turn validation off with --validate=false`;
    }
  }
  return missingType(document);
}

function placeObject(
  session: Session,
  item: { readonly source: string; readonly object: KubernetesObject },
  options: TargetOptions,
): Info | Error {
  const { object, source } = item;
  const name = object.metadata?.name ?? "";
  const kind =
    options.local === true
      ? localKind(object)
      : session.cluster.discovery.findKind(object.apiVersion ?? "", object.kind);
  if (kind === undefined) return noMatch(object, source);
  if (!kind.namespaced || options.local === true) {
    return { kind, namespace: object.metadata?.namespace ?? "", name, source, object };
  }
  const own = object.metadata?.namespace;
  const { namespace, isNamespaceGiven } = session.cluster;
  if (own && isNamespaceGiven && own !== namespace) {
    return new CommandError(
      `the namespace from the provided object ${goQuote(own)} does not match the namespace ${goQuote(namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  const placed = own || namespace;
  const metadata = { ...object.metadata, name, namespace: placed };
  const withNamespace = {
    ...object,
    metadata: name === "" ? { ...object.metadata, namespace: placed } : metadata,
  };
  return { kind, namespace: placed, name, source, object: withNamespace as KubernetesObject };
}

/** Without a server the kind is all we know. */
function localKind(object: KubernetesObject): ResourceKind {
  const slash = object.apiVersion.indexOf("/");
  return {
    group: slash < 0 ? "" : object.apiVersion.slice(0, slash),
    version: object.apiVersion.slice(slash + 1),
    plural: `${object.kind.toLowerCase()}s`,
    singular: object.kind.toLowerCase(),
    kind: object.kind,
    namespaced: false,
    shortNames: [],
    verbs: [],
    categories: [],
  };
}

function noMatch(object: KubernetesObject, source: string): CommandError {
  const name = goQuote(object.metadata?.name ?? "");
  const namespace = goQuote(object.metadata?.namespace ?? "");
  return new CommandError(
    `resource mapping not found for name: ${name} namespace: ${namespace} from ${goQuote(source)}: no matches for kind ${goQuote(object.kind)} in version ${goQuote(object.apiVersion ?? "")}\nensure CRDs are installed first`,
  );
}

function filterByLabels(targets: readonly Target[], options: TargetOptions): readonly Target[] {
  if (!options.labelSelector) return targets;
  const parsed = parseSelector(options.labelSelector);
  if ("error" in parsed) throw new CommandError(parsed.error);
  return targets.filter(
    (target) =>
      target.by !== "file" || matchesLabels(parsed.selector, target.info.object.metadata?.labels),
  );
}
