// Prints the Tables that the API server answers with.
//
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/printers/tableprinter.go
import type { Labels } from "../../../meta/object";
import { formatLabels } from "../../../meta/selector";
import { escapeTerminal, goSprint } from "./go-value";
import { alignColumns, tableTabs } from "./tab-writer";

export interface TableColumn {
  readonly name: string;
  readonly type?: string;
  readonly format?: string;
  readonly priority?: number;
}

export interface TableRow {
  readonly cells: readonly unknown[];
  /** Metadata at least; needed for namespaces and labels. */
  readonly object?: {
    readonly metadata?: { readonly namespace?: string; readonly labels?: Labels };
  };
}

export interface PrintableTable {
  readonly columnDefinitions: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export interface TableOptions {
  readonly noHeaders?: boolean;
  readonly wide?: boolean;
  readonly withNamespace?: boolean;
  /** `pod`, `deployment.apps`: put before each name. */
  readonly kindPrefix?: string;
  readonly showLabels?: boolean;
  /** `-L app,tier`. */
  readonly labelColumns?: readonly string[];
  /** `ADDED` …, with `--output-watch-events`. */
  readonly eventType?: string;
  /** From the last print of the same watch. */
  readonly widths?: readonly number[];
}

export interface PrintedTable {
  readonly text: string;
  readonly widths: readonly number[];
}

/** Lines with a break at the end; nothing for a table without rows. */
export const printTable = (table: PrintableTable, options: TableOptions = {}): string =>
  layOutTable(table, options).text;

/** With the widths that the next table of the same watch needs. */
export function layOutTable(table: PrintableTable, options: TableOptions = {}): PrintedTable {
  const { columnDefinitions, rows } = decorate(table, options);
  if (rows.length === 0) return { text: "", widths: options.widths ?? [] };
  const isShown = columnDefinitions.map(
    (column) => options.wide === true || (column.priority ?? 0) === 0,
  );
  const lines = rows.map((row) =>
    row.cells
      .filter((_, index) => isShown[index] === true)
      .map(formatCell)
      .join("\t"),
  );
  const header = columnDefinitions
    .filter((_, index) => isShown[index])
    .map((column) => column.name.toUpperCase())
    .join("\t");
  const all = options.noHeaders === true ? lines : [header, ...lines];
  const tabs =
    options.widths === undefined ? tableTabs : { ...tableTabs, remembered: options.widths };
  return alignColumns(`${all.join("\n")}\n`, tabs);
}

/** Only the first line of a text fits in a table. */
function formatCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return escapeTerminal(goSprint(cell));
  const end = cell.search(/[\f\n\r]/);
  return end < 0 ? escapeTerminal(cell) : `${escapeTerminal(cell.slice(0, end))}...`;
}

const eventWidth = 10;

function decorate(table: PrintableTable, options: TableOptions): PrintableTable {
  const before: TableColumn[] = [];
  if (options.eventType !== undefined) before.push({ name: "Event" });
  if (options.withNamespace === true) before.push({ name: "Namespace" });
  const labelKeys = options.labelColumns ?? [];
  const after: TableColumn[] = labelKeys.map((key) => ({ name: key.split("/").at(-1) ?? key }));
  if (options.showLabels === true) after.push({ name: "Labels" });
  const nameColumn = table.columnDefinitions.findIndex((column) => column.format === "name");
  const width = table.columnDefinitions.length;
  const rows = table.rows.map((row) => {
    const labels = row.object?.metadata?.labels;
    const cells = [...row.cells];
    while (cells.length < width) cells.push(null);
    if (options.kindPrefix !== undefined && nameColumn >= 0) {
      cells[nameColumn] = `${options.kindPrefix}/${cells[nameColumn]}`;
    }
    const lead: unknown[] = [];
    if (options.eventType !== undefined) lead.push(options.eventType.padEnd(eventWidth));
    if (options.withNamespace === true) lead.push(row.object?.metadata?.namespace ?? "");
    const tail: unknown[] = labelKeys.map((key) => labels?.[key] ?? "");
    if (options.showLabels === true) tail.push(formatLabels(labels));
    return { ...row, cells: [...lead, ...cells, ...tail] };
  });
  return { columnDefinitions: [...before, ...table.columnDefinitions, ...after], rows };
}
