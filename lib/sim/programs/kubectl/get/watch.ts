// kubectl get -w: the list, then every change as it comes.
import type { WatchCursor } from "@/lib/sim/apiserver/request";
import type { ProgramResult } from "@/lib/sim/machine/program";
import { isJsonObject } from "@/lib/sim/meta/object";
import { pathOf, selectionQuery } from "../client";
import type { Query } from "../client-contract";
import { CommandError } from "../command-error";
import type { ResourceKind } from "../discovery";
import { withoutManagedFields } from "../output";
import { layOutTable } from "../print/table";
import { findTargets } from "../resources";
import type { Session } from "../session";
import { printerOf, targetOptions } from "./get-options";
import { placeOf, type TablePlace, tableOptions } from "./print-tables";
import { isTable, plainTable, type TableColumn, tableAccept } from "./table-values";

export interface WatchMemory {
  readonly kind: ResourceKind;
  readonly cursor: WatchCursor;
  readonly columns: readonly TableColumn[];
  /** Column widths so far, so that later lines stand under earlier ones. */
  readonly widths: readonly number[];
  readonly headersPrinted: boolean;
  /** The first event repeats the object that was printed already. */
  readonly skipsFirst: boolean;
}

export function watchObjects(session: Session, memory: WatchMemory | undefined): ProgramResult {
  if (memory === undefined) return startWatch(session);
  const read = session.cluster.client.readWatch(memory.cursor);
  let next = memory;
  for (const event of read.events) {
    if (event.type === "BOOKMARK") continue;
    if (event.type === "ERROR") throw watchError(event.object);
    if (next.skipsFirst) {
      next = { ...next, skipsFirst: false };
      continue;
    }
    next = printOne(session, next, event.object, event.type);
  }
  if (read.cursor === undefined) return 0;
  return {
    waitFor: { change: true },
    resume: { ...next, cursor: read.cursor } satisfies WatchMemory,
  };
}

function watchError(object: unknown): CommandError {
  const message =
    isJsonObject(object) && typeof object.message === "string" ? object.message : "watch failed";
  return new CommandError(message);
}

function startWatch(session: Session): ProgramResult {
  const { targets } = findTargets(session, targetOptions(session));
  const [target] = targets;
  if (target === undefined) throw new CommandError("you must specify a resource to watch");
  if (targets.length > 1) throw new CommandError("you may only specify a single resource type");
  const place = placeOf(target);
  const body = fetch(session, place, {});
  const isList = place.name === undefined;
  const empty = {
    kind: place.kind,
    columns: [],
    widths: [],
    headersPrinted: false,
    skipsFirst: !isList,
  };
  const shown = session.flags.bool("watch-only")
    ? empty
    : printInitial(session, empty, body, isList);
  const version = isList ? resourceVersionOf(body) : "0";
  const cursor = openWatch(session, place, version);
  if (cursor === undefined) return 0;
  return watchObjects(session, { ...shown, cursor });
}

type Shown = Omit<WatchMemory, "cursor">;

function printInitial(session: Session, memory: Shown, body: unknown, isList: boolean): Shown {
  const usesTables = printerOf(session) === undefined;
  if (usesTables || !isList) return printOne(session, memory, body, "ADDED");
  const items = isJsonObject(body) && Array.isArray(body.items) ? body.items : [];
  return items.reduce((next: Shown, item) => printOne(session, next, item, "ADDED"), memory);
}

const acceptOf = (session: Session): string =>
  printerOf(session) === undefined ? tableAccept : "application/json";

function fetch(session: Session, place: TablePlace, extra: Query): unknown {
  const query = {
    ...selectionQuery({ ...place, limit: place.name === undefined ? 500 : 0 }),
    ...extra,
  };
  return session.cluster.client.raw({ path: pathOf(place), query, accept: acceptOf(session) });
}

function resourceVersionOf(body: unknown): string {
  const metadata = isJsonObject(body) && isJsonObject(body.metadata) ? body.metadata : {};
  return String(metadata.resourceVersion ?? "0");
}

export function openWatch(
  session: Session,
  place: TablePlace,
  resourceVersion: string,
): WatchCursor | undefined {
  const { name, ...where } = place;
  const byName = name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
  const query = {
    ...selectionQuery({ ...where, ...byName }),
    resourceVersion: [resourceVersion],
    watch: ["true"],
  };
  return session.cluster.client.answer({ path: pathOf(where), query, accept: acceptOf(session) })
    .watch;
}

function printOne<Memory extends Shown>(
  session: Session,
  memory: Memory,
  object: unknown,
  type: string,
): Memory {
  const print = printerOf(session);
  if (print !== undefined) {
    const shown = withoutManagedFields(object);
    print(session.flags.bool("output-watch-events") ? { type, object: shown } : object);
    return memory;
  }
  const table = isTable(object) ? object : plainTable(object, session.io.process.now);
  // Columns come with the first table only; Go writes a list without items as null.
  const columns = table.columnDefinitions?.length > 0 ? table.columnDefinitions : memory.columns;
  const rows = table.rows ?? [];
  if (rows.length === 0) return { ...memory, columns };
  const options = tableOptions(session, memory.kind, session.flags.bool("show-kind"));
  const { text, widths } = layOutTable(
    { columnDefinitions: columns, rows },
    {
      ...options,
      noHeaders: options.noHeaders === true || memory.headersPrinted,
      widths: memory.widths,
      ...(session.flags.bool("output-watch-events") ? { eventType: type } : {}),
    },
  );
  session.io.stdout(text);
  return { ...memory, columns, widths, headersPrinted: true };
}
