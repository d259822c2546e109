// `-o custom-columns=NAME:.metadata.name,…` and `-o custom-columns-file`.
//
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/get/customcolumn.go
import { isJsonArray, isJsonObject } from "../../../meta/object";
import { CommandError } from "../command-error";
import { escapeTerminal, goSprint } from "./go-value";
import { findJsonPath, type Printed, relaxedJsonPath, textOrError } from "./jsonpath";
import { alignColumns, tableTabs } from "./tab-writer";

export interface CustomColumn {
  readonly header: string;
  /** A jsonpath template. */
  readonly path: string;
}

export type CustomColumns =
  | { readonly columns: readonly CustomColumn[] }
  | { readonly error: string };

export function parseCustomColumns(spec: string): CustomColumns {
  if (spec === "") return { error: "custom-columns format specified but no custom columns given" };
  const columns: CustomColumn[] = [];
  for (const part of spec.split(",")) {
    const colon = part.indexOf(":");
    if (colon < 0) {
      return {
        error: `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`,
      };
    }
    const path = relaxedJsonPath(part.slice(colon + 1));
    if ("error" in path) return path;
    columns.push({ header: part.slice(0, colon), path: path.path });
  }
  return { columns };
}

/** Two lines: headers, and a path for each. */
export function parseCustomColumnsFile(text: string): CustomColumns {
  const lines = text.split("\n");
  const hint =
    "Expected format is one line of space separated headers, one line of space separated column specs.";
  if (text === "") return { error: `invalid template, missing header line. ${hint}` };
  if (lines[1] === undefined || (lines[1] === "" && lines.length === 2)) {
    return { error: `invalid template, missing spec line. ${hint}` };
  }
  const headers = wordsOf(lines[0] ?? "");
  const specs = wordsOf(lines[1]);
  if (headers.length !== specs.length) {
    return {
      error: `number of headers (${headers.length}) and field specifications (${specs.length}) don't match`,
    };
  }
  const columns: CustomColumn[] = [];
  for (const [index, spec] of specs.entries()) {
    const path = relaxedJsonPath(spec);
    if ("error" in path) return path;
    columns.push({ header: headers[index] ?? "", path: path.path });
  }
  return { columns };
}

const wordsOf = (line: string): string[] => line.split(/\s+/).filter((word) => word !== "");

export function printCustomColumns(
  columns: readonly CustomColumn[],
  objects: readonly unknown[],
  options: { readonly noHeaders?: boolean } = {},
): Printed {
  const lines: string[] = [];
  if (options.noHeaders !== true) lines.push(columns.map((column) => column.header).join("\t"));
  for (const object of objects) {
    const cells: string[] = [];
    for (const { path } of columns) {
      const found = findJsonPath(path, object);
      if ("error" in found) return found;
      cells.push(formatCell(found.results));
    }
    lines.push(cells.join("\t"));
  }
  if (lines.length === 0) return { text: "" };
  return { text: alignColumns(`${lines.join("\n")}\n`, tableTabs).text };
}

function formatCell(results: readonly (readonly unknown[])[]): string {
  const values = results.flat().map((value) => escapeTerminal(goSprint(value)));
  const isEmpty = results.length === 0 || results[0]?.length === 0;
  return (isEmpty ? ["<none>", ...values] : values).join(",");
}

export interface CustomColumnsOptions {
  readonly spec: string;
  /** The content of `-o custom-columns-file=…`, instead of `spec`. */
  readonly file?: string;
  readonly noHeaders: boolean;
}

/** A printer for many objects and lists: the headers stand above the first only. */
export function createCustomColumnsPrinter(
  options: CustomColumnsOptions,
): (object: unknown) => string {
  const { spec, file } = options;
  const parsed = file === undefined ? parseCustomColumns(spec) : parseCustomColumnsFile(file);
  if ("error" in parsed) throw new CommandError(parsed.error);
  let isFirst = true;
  return (object) => {
    const noHeaders = options.noHeaders || !isFirst;
    isFirst = false;
    return textOrError(printCustomColumns(parsed.columns, itemsOf(object), { noHeaders }));
  };
}

const itemsOf = (object: unknown): readonly unknown[] =>
  isJsonObject(object) && isJsonArray(object.items) ? object.items : [object];
