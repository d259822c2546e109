// Listing: selectors, pages with continue tokens, consistent with the revision of the first page.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go (GetList),
// staging/src/k8s.io/apiserver/pkg/storage/continue.go
import type { KindDefinition } from "../kinds/define-kind";
import { matchesFields, parseFieldSelector } from "../meta/field-selector";
import { goQuote } from "../meta/go-text";
import type { KubernetesObject } from "../meta/object";
import { matchesLabels } from "../meta/selector";
import { parseSelector } from "../meta/selector-parser";
import { badRequest, expired } from "../meta/status-error";
import { decodeContinue, encodeContinue } from "./continue-token";
import { asObject } from "./indexes";
import { storagePrefix } from "./kind-index";
import { madeUpObjects } from "./made-up";
import type { ServerContext } from "./server-context";

export interface ListQuery {
  readonly namespace: string;
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly limit: number;
  readonly continueToken: string;
}

export interface ListResult {
  readonly items: readonly KubernetesObject[];
  readonly resourceVersion: string;
  readonly continueToken?: string;
  readonly remainingItemCount?: number;
}

export function listObjects(
  server: ServerContext,
  kind: KindDefinition,
  query: ListQuery,
): ListResult {
  const isWanted = selects(kind, query);
  const madeUp = madeUpObjects(server, kind, query.namespace);
  if (madeUp !== undefined) return { items: madeUp.filter(isWanted), resourceVersion: "" };
  const prefix = storagePrefix(kind, query.namespace);
  const position = query.continueToken === "" ? undefined : decodeContinue(query.continueToken);
  const revision = position?.revision ?? server.etcd.revision;
  const rows =
    revision === server.etcd.revision
      ? server.etcd.list(prefix)
      : server.etcd.listAt(prefix, revision);
  if ("compactedAt" in rows) throw expired("The provided continue parameter is too old");

  const items: KubernetesObject[] = [];
  const start = position === undefined ? 0 : firstAfter(rows, prefix + position.start);
  let lastKey = "";
  for (let i = start; i < rows.length; i++) {
    const row = rows[i];
    const object = asObject(row?.value);
    if (row === undefined || object === undefined || !isWanted(object)) continue;
    if (query.limit > 0 && items.length === query.limit) {
      const remaining = rows.length - i;
      const hasSelector = query.labelSelector !== "" || query.fieldSelector !== "";
      return {
        items,
        resourceVersion: String(revision),
        continueToken: encodeContinue(revision, lastKey.slice(prefix.length)),
        ...(hasSelector ? {} : { remainingItemCount: remaining }),
      };
    }
    items.push(object);
    lastKey = row.key;
  }
  return { items, resourceVersion: String(revision) };
}

/** A predicate from a request's selectors. Errors are the learner's. */
export function selects(
  kind: KindDefinition,
  query: { readonly labelSelector: string; readonly fieldSelector: string },
): (object: KubernetesObject) => boolean {
  if (query.labelSelector === "" && query.fieldSelector === "") return () => true;
  const labelResult = parseSelector(query.labelSelector);
  if ("error" in labelResult) throw badRequest(labelResult.error);
  const fieldResult = parseFieldSelector(query.fieldSelector);
  if ("error" in fieldResult) throw badRequest(fieldResult.error);
  const labels = labelResult.selector;
  const fields = fieldResult.selector;
  const known = fields.length === 0 ? {} : fieldsOf(kind, kind.example);
  const unknown = fields.find(({ field }) => !(field in known));
  if (unknown !== undefined) throw unknownField(kind, unknown.field);
  return (object) =>
    matchesLabels(labels, object.metadata.labels ?? {}) &&
    matchesFields(fields, fieldsOf(kind, kind.conversion?.fromStored(object) ?? object));
}

/** Kinds with fields of their own have their own words. */
const unknownField = (kind: KindDefinition, field: string): Error =>
  badRequest(
    kind.fields === undefined
      ? `${goQuote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
      : `field label not supported: ${field}`,
  );

export function fieldsOf(
  kind: KindDefinition,
  object: KubernetesObject,
): Readonly<Record<string, string>> {
  return {
    "metadata.name": object.metadata.name ?? "",
    ...(kind.namespaced ? { "metadata.namespace": object.metadata.namespace ?? "" } : {}),
    ...kind.fields?.(object),
  };
}

/** The index of the first row whose key is greater than `key`. */
function firstAfter(rows: readonly { readonly key: string }[], key: string): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.key ?? "") > key) high = middle;
    else low = middle + 1;
  }
  return low;
}
