// What `kubectl create deployment` and its siblings share: build an object from flags, send it, print it.

import { goJson } from "@/lib/sim/meta/go-json";
import { isJsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import type { ResourceKind } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, templateFlags, validateFlag } from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { dryRunOf, oneName, type Session, validationOf } from "../session";
import { createObject, lastApplied } from "../writes";

export interface Generator {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly usage?: string;
  /** Flags of its own, as in `defineFlags`. */
  readonly flags?: string;
  readonly resource: ResourceKind;
  /** Put before the server's refusal: `failed to create deployment: `. */
  readonly failure?: string | ((session: Session) => string);
  /** The object without type and namespace; fields that are undefined are left out. */
  build(session: Session, name: string): GeneratedObject;
}

export interface GeneratedObject {
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

const sharedFlags = `${templateFlags} ${dryRunFlag} ${validateFlag} save-config:bool field-manager:string=kubectl-create`;

export function defineGenerator(generator: Generator): Command {
  const { name, aliases, summary, usage, flags = "" } = generator;
  return {
    name,
    summary,
    ...(aliases === undefined ? {} : { aliases }),
    usage: usage ?? "NAME [--dry-run=server|client|none]",
    flags: defineFlags(`${sharedFlags} ${flags}`),
    run: (session) => runGenerator(session, generator),
  };
}

function runGenerator(session: Session, generator: Generator): number {
  const name = oneName(session);
  const dryRun = dryRunOf(session);
  const print = resultPrinter(session, "created", dryRun, "go");
  const validation = validationOf(session);
  const { resource } = generator;
  const object = finish(session, resource, generator.build(session, name));
  if (dryRun === "client") {
    print(object);
    return 0;
  }
  const namespace = resource.namespaced ? session.cluster.namespace : "";
  const options = { fieldManager: session.flags.string("field-manager"), dryRun, validation };
  print(
    send(
      () => createObject(session, { kind: resource, namespace }, object, options),
      failureOf(session, generator),
    ),
  );
  return 0;
}

const failureOf = (session: Session, { failure }: Generator): string =>
  typeof failure === "function" ? failure(session) : (failure ?? "");

function send(create: () => KubernetesObject, failure: string): KubernetesObject {
  try {
    return create();
  } catch (thrown) {
    const error = asError(thrown);
    throw failure === "" ? error : new CommandError(`${failure}${error.message}`);
  }
}

/** Type first, then metadata with the namespace that was asked for, then the rest. */
export function finish(
  session: Session,
  resource: ResourceKind,
  generated: GeneratedObject,
): KubernetesObject {
  const { metadata, ...rest } = generated;
  const { name, ...more } = metadata;
  const namespace =
    resource.namespaced && session.cluster.isNamespaceGiven
      ? { namespace: session.cluster.namespace }
      : {};
  const apiVersion =
    resource.group === "" ? resource.version : `${resource.group}/${resource.version}`;
  const object = withoutUndefined({
    kind: resource.kind,
    apiVersion,
    metadata: { name, ...namespace, ...more },
    ...rest,
  });
  if (!session.flags.bool("save-config")) return object;
  const annotations = { ...object.metadata.annotations, [lastApplied]: `${goJson(object)}\n` };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

export function withoutUndefined(value: unknown): KubernetesObject {
  return strip(value) as KubernetesObject;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, strip(field)]),
  );
}

/** A kind that kubectl knows without asking: `knownKind("apps/v1", "Deployment", "deployments")`. */
export function knownKind(
  apiVersion: string,
  kind: string,
  plural: string,
  namespaced = true,
): ResourceKind {
  const slash = apiVersion.indexOf("/");
  return {
    group: slash < 0 ? "" : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced,
    shortNames: [],
    verbs: [],
    categories: [],
  };
}

/** Nothing for an empty list, map or text: Go's `omitempty`. */
export function orNothing<
  Value extends string | readonly unknown[] | Readonly<Record<string, unknown>>,
>(value: Value): Value | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  return Object.keys(value).length === 0 ? undefined : value;
}
