// Tables of one kind after another, with a blank line between: the human output of `kubectl get`.
import { pathOf, selectionQuery } from "../client";
import type { Query } from "../client-contract";
import { asError, isNotFound } from "../command-error";
import { kindName, type ResourceKind } from "../discovery";
import { sortTableRows } from "../print/sort-by";
import { printTable, type TableOptions } from "../print/table";
import { findTargets } from "../resources";
import { chunkSizeOf, explainListError } from "../resources/fetch";
import type { Target, TargetOptions } from "../resources/target";
import type { Session } from "../session";
import { isTable, plainTable, type Table, type TableRow, tableAccept } from "./table-values";

/** Rows of one kind that share a header. */
export interface Block {
  readonly kind: ResourceKind;
  readonly table: Table;
}

export function fetchTables(
  session: Session,
  options: TargetOptions,
): { blocks: Block[]; errors: Error[] } {
  const { targets } = findTargets(session, options);
  const blocks: Block[] = [];
  const errors: Error[] = [];
  for (const target of targets) {
    try {
      blocks.push(fetchTable(session, target));
    } catch (thrown) {
      const error = asError(thrown);
      if (!(session.flags.bool("ignore-not-found") && isNotFound(error))) errors.push(error);
    }
  }
  return { blocks: mergeBlocks(session, blocks), errors };
}

export interface TablePlace {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export function placeOf(target: Target): TablePlace {
  switch (target.by) {
    case "error":
      throw target.error;
    case "file": {
      const { kind, namespace, name } = target.info;
      return { kind, namespace, name };
    }
    default:
      return target;
  }
}

function fetchTable(session: Session, target: Target): Block {
  const place = placeOf(target);
  const { flags } = session;
  const subresource = flags.string("subresource");
  const sorts = flags.string("sort-by") !== "";
  const limit = place.name === undefined && !sorts ? chunkSizeOf(session) : 0;
  let query: Query = {
    ...selectionQuery({ ...place, limit }),
    ...(sorts ? { includeObject: ["Object"] } : {}),
  };
  const path = pathOf({ ...place, ...(subresource === "" ? {} : { subresource }) });
  const accept = flags.bool("server-print") ? tableAccept : "application/json";
  const rows: TableRow[] = [];
  try {
    for (;;) {
      const body = session.cluster.client.raw({ path, query, accept });
      const page = isTable(body) ? body : plainTable(body, session.io.process.now);
      rows.push(...page.rows);
      const next = page.metadata?.continue;
      if (!next) return { kind: place.kind, table: { ...page, rows } };
      query = { ...query, continue: [next] };
    }
  } catch (thrown) {
    const error = asError(thrown);
    throw target.by === "selector" ? explainListError(error, target) : error;
  }
}

/** Neighbours of one kind share a header; sorting looks at all rows of a kind. */
function mergeBlocks(session: Session, blocks: readonly Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    const isSame =
      last !== undefined &&
      last.kind.kind === block.kind.kind &&
      last.kind.group === block.kind.group;
    if (!isSame) merged.push(block);
    else {
      const rows = [...last.table.rows, ...block.table.rows];
      merged[merged.length - 1] = { kind: last.kind, table: { ...block.table, rows } };
    }
  }
  const field = session.flags.string("sort-by");
  if (field === "") return merged;
  return merged.map((block) => ({
    ...block,
    table: { ...block.table, rows: sortTableRows(block.table.rows, field) },
  }));
}

/** Says whether anything was written. */
export function printBlocks(session: Session, blocks: readonly Block[]): boolean {
  const kinds = new Set(blocks.map((block) => `${block.kind.kind}.${block.kind.group}`));
  const withKind = session.flags.bool("show-kind") || kinds.size > 1;
  let isFirst = true;
  for (const { kind, table } of blocks) {
    if (table.rows.length === 0) continue;
    if (!isFirst && !session.flags.bool("no-headers")) session.io.stdout("\n");
    session.io.stdout(printTable(table, tableOptions(session, kind, withKind)));
    isFirst = false;
  }
  return !isFirst;
}

export function tableOptions(
  session: Session,
  kind: ResourceKind,
  withKind: boolean,
): TableOptions {
  const { flags } = session;
  return {
    wide: flags.string("output") === "wide",
    noHeaders: flags.bool("no-headers"),
    showLabels: flags.bool("show-labels"),
    labelColumns: flags.list("label-columns"),
    withNamespace: flags.bool("all-namespaces") && kind.namespaced,
    ...(withKind ? { kindPrefix: kindName(kind) } : {}),
  };
}
