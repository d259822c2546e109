// How objects leave the server: whole, as a Table (what `kubectl get` prints), or as metadata only. Which of
// these is decided by the Accept header.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/response.go,
// pkg/printers/tablegenerator.go
import type { KindDefinition } from "../kinds/define-kind";
import { apiVersionOf } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import type { ListResult } from "./list";

export type Form = "object" | "table" | "partial";
export type IncludeObject = "Metadata" | "Object" | "None";

export interface Presentation {
  readonly as: Form;
  readonly includeObject: IncludeObject;
}

/** The first form of the Accept header that we serve. */
export function readAccept(accept: string | undefined): Form {
  for (const part of (accept ?? "").split(",")) {
    if (/;as=Table\b/.test(part) && /v=v1(;|$)/.test(part)) return "table";
    if (/;as=PartialObjectMetadata/.test(part) && /v=v1(;|$)/.test(part)) return "partial";
    if (/^\s*(application\/json|\*\/\*|application\/yaml)\s*(;q=[\d.]+)?$/.test(part))
      return "object";
  }
  return "object";
}

export function presentObject(
  kind: KindDefinition,
  object: KubernetesObject,
  presentation: Presentation,
  now: number,
): unknown {
  const shown = inVersion(kind, object);
  if (presentation.as === "object") return shown;
  if (presentation.as === "partial") return partial(shown);
  return table(kind, [shown], presentation.includeObject, now, {
    resourceVersion: object.metadata.resourceVersion,
  });
}

export function presentList(
  kind: KindDefinition,
  list: ListResult,
  presentation: Presentation,
  now: number,
): unknown {
  const items = list.items.map((item) => inVersion(kind, item));
  const metadata = {
    resourceVersion: list.resourceVersion,
    ...(list.continueToken === undefined ? {} : { continue: list.continueToken }),
    ...(list.remainingItemCount === undefined
      ? {}
      : { remainingItemCount: list.remainingItemCount }),
  };
  if (presentation.as === "table") {
    return table(kind, items, presentation.includeObject, now, metadata);
  }
  if (presentation.as === "partial") {
    return {
      kind: "PartialObjectMetadataList",
      apiVersion: "meta.k8s.io/v1",
      metadata,
      items: items.map(partial),
    };
  }
  return {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata,
    // Items of a typed list carry no kind and version of their own, as upstream.
    items: items.map(({ kind: _kind, apiVersion: _version, ...rest }) => rest),
  };
}

/** The object in a version that may not be the stored one. */
export const inVersion = (kind: KindDefinition, object: KubernetesObject): KubernetesObject =>
  kind.conversion === undefined ? object : kind.conversion.fromStored(object);

/** A table for one watch event; later events go without column headers. */
export function presentWatched(
  kind: KindDefinition,
  object: KubernetesObject,
  presentation: Presentation,
  now: number,
  headersSent: boolean,
): unknown {
  const presented = presentObject(kind, object, presentation, now);
  if (presentation.as !== "table" || !headersSent) return presented;
  return { ...(presented as object), columnDefinitions: null };
}

function table(
  kind: KindDefinition,
  items: readonly KubernetesObject[],
  includeObject: IncludeObject,
  now: number,
  metadata: object,
) {
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: kind.columns.map((column) => ({
      name: column.name,
      type: column.type === "date" ? "string" : column.type,
      format: column.format ?? "",
      description: column.description,
      priority: column.priority ?? 0,
    })),
    rows: items.map((object) => ({
      cells: kind.row(object, now),
      object: includeObject === "None" ? null : rowObject(object, includeObject),
    })),
  };
}

const rowObject = (object: KubernetesObject, include: IncludeObject): unknown =>
  include === "Object" ? object : partial(object);

const partial = (object: KubernetesObject): unknown => ({
  kind: "PartialObjectMetadata",
  apiVersion: "meta.k8s.io/v1",
  metadata: object.metadata,
});
