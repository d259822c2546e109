// Lists objects the way kubectl does: whole, or as the rows of a table with their metadata.
import { type Cluster, type KubernetesObject, systemUser } from "@/lib/sim";

const tables = "application/json;as=Table;v=v1;g=meta.k8s.io";

/** Empty when the server does not know the resource or does not answer. */
export function listObjects(cluster: Cluster, path: string): readonly KubernetesObject[] {
  const answer = request(cluster, path, "application/json");
  return (answer as { items?: readonly KubernetesObject[] } | undefined)?.items ?? [];
}

export interface TableRow {
  readonly object: KubernetesObject;
  /** Cells by the name of their column: `cell("STATUS")`. */
  cell(column: string): string;
}

interface Table {
  readonly columnDefinitions?: readonly { readonly name: string }[];
  readonly rows?: readonly {
    readonly cells: readonly unknown[];
    readonly object: KubernetesObject;
  }[];
}

export function listRows(cluster: Cluster, path: string): readonly TableRow[] {
  const answer = request(cluster, path, tables) as Table | undefined;
  const columns = answer?.columnDefinitions?.map(({ name }) => name.toUpperCase()) ?? [];
  return (answer?.rows ?? []).map(({ cells, object }) => ({
    object,
    cell: (column) => String(cells[columns.indexOf(column)] ?? ""),
  }));
}

function request(cluster: Cluster, path: string, accept: string): unknown {
  const answer = cluster.request({
    method: "GET",
    path,
    query: { includeObject: ["Object"] },
    headers: { accept },
    user: systemUser,
  });
  return answer.code === 200 ? answer.body : undefined;
}

export interface KeyParts {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** `Pod/default/web`; a node has no namespace: `Node//node01`. */
export const keyOf = ({ kind, namespace = "", name }: KeyParts): string =>
  `${kind}/${namespace}/${name}`;

export function ownerOf({ metadata }: KubernetesObject): { readonly owner?: string } {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return {};
  const isClusterWide = owner.kind === "Node";
  const namespace = isClusterWide ? "" : metadata.namespace;
  return { owner: keyOf({ kind: owner.kind, namespace, name: owner.name }) };
}

export const createdAt = ({ metadata }: KubernetesObject): number =>
  Date.parse(metadata.creationTimestamp ?? "") || 0;
