// The objects a target means, as the server has them.

import { goQuote } from "@/lib/sim/meta/go-text";
import { StatusError } from "@/lib/sim/meta/status-error";
import { getObject, listObjects, resourceText } from "../client";
import { asError, prefixStatus } from "../command-error";
import type { Session } from "../session";
import type { Info, Target } from "./target";

export interface FetchOptions {
  /** Objects of files are fetched from the server (`get -f`). */
  readonly latest?: boolean;
  readonly subresource?: string;
  readonly ignoreNotFound?: boolean;
}

export interface Fetched {
  readonly infos: readonly Info[];
  readonly errors: readonly Error[];
}

/** Every target's objects as the server has them; goes on after an error. */
export function fetchTargets(
  session: Session,
  targets: readonly Target[],
  options: FetchOptions = {},
): Fetched {
  const infos: Info[] = [];
  const errors: Error[] = [];
  for (const target of targets) {
    try {
      infos.push(...fetchTarget(session, target, options));
    } catch (thrown) {
      const error = asError(thrown);
      const isMissing = error instanceof StatusError && error.reason === "NotFound";
      if (!(options.ignoreNotFound === true && isMissing)) errors.push(error);
    }
  }
  return { infos, errors };
}

export function fetchTarget(
  session: Session,
  target: Target,
  options: FetchOptions,
): readonly Info[] {
  const { client } = session.cluster;
  switch (target.by) {
    case "error":
      throw target.error;
    case "file": {
      if (options.latest !== true) return [target.info];
      const { kind, namespace, name } = target.info;
      return [{ ...target.info, object: getObject(client, { kind, namespace, name }) }];
    }
    case "name": {
      const { kind, namespace, name } = target;
      const subresource = options.subresource;
      const object = getObject(client, {
        kind,
        namespace,
        name,
        ...(subresource ? { subresource } : {}),
      });
      return [{ kind, namespace, name, source: "", object }];
    }
    case "selector":
      return listTarget(session, target);
  }
}

function listTarget(session: Session, target: Extract<Target, { by: "selector" }>): Info[] {
  const { kind, namespace } = target;
  try {
    const list = listObjects(
      session.cluster.client,
      { kind, namespace },
      { ...target, limit: chunkSizeOf(session) },
    );
    return list.items.map((object) => ({
      kind,
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
      source: "",
      object,
    }));
  } catch (thrown) {
    throw explainListError(asError(thrown), target);
  }
}

export const chunkSizeOf = (session: Session): number =>
  session.flags.has("chunk-size") ? session.flags.number("chunk-size") : 500;

export function explainListError(error: Error, target: Extract<Target, { by: "selector" }>): Error {
  if (!(error instanceof StatusError)) return error;
  if (error.reason !== "BadRequest" && error.reason !== "NotFound") return error;
  const subject = goQuote(resourceText(target.kind));
  if (target.labelSelector === "" && target.fieldSelector === "") {
    return prefixStatus(error, `Unable to list ${subject}: `);
  }
  const selectors = `label selector ${goQuote(target.labelSelector)}, field selector ${goQuote(target.fieldSelector)}`;
  return prefixStatus(error, `Unable to find ${subject} that match ${selectors}: `);
}
