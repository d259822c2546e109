// Aligns cells that are separated by tabs, as Go's text/tabwriter: a column is as wide as its widest cell
// among neighbouring lines that have it; what follows the last tab of a line belongs to no column.
//
// Go: text/tabwriter, github.com/liggitt/tabwriter (RememberWidths)

export interface TabOptions {
  readonly minWidth: number;
  readonly padding: number;
  /** Each block of lines has widths of its own; otherwise columns never get narrower further down. */
  readonly forgets?: true;
  /** Widths of an earlier call; columns never get narrower than these (`get --watch`). */
  readonly remembered?: readonly number[];
}

export interface Aligned {
  readonly text: string;
  readonly widths: readonly number[];
}

/** kubectl's tables. */
export const tableTabs: TabOptions = { minWidth: 6, padding: 3 };
/** `kubectl describe`. */
export const describeTabs: TabOptions = { minWidth: 0, padding: 2, forgets: true };

type Cells = readonly string[];

export function alignColumns(text: string, options: TabOptions): Aligned {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const remembered = [...(options.remembered ?? [])];
  const aligned = lines.map((): string => "");
  formatBlock({ lines, aligned, options, remembered }, 0, lines.length, []);
  return { text: aligned.join("\n"), widths: remembered };
}

interface Work {
  readonly lines: readonly Cells[];
  readonly aligned: string[];
  readonly options: TabOptions;
  readonly remembered: number[];
}

/** Writes the lines from `from` to `to`, whose first columns have the widths given. */
function formatBlock(work: Work, from: number, to: number, widths: readonly number[]): void {
  const column = widths.length;
  let at = from;
  while (at < to) {
    if (!hasColumn(work, at, column)) {
      work.aligned[at] = writeLine(work.lines[at] ?? [], widths);
      at++;
      continue;
    }
    let end = at;
    while (end < to && hasColumn(work, end, column)) end++;
    formatBlock(work, at, end, [...widths, widthOf(work, at, end, column)]);
    at = end;
  }
}

const hasColumn = (work: Work, line: number, column: number): boolean =>
  column < (work.lines[line]?.length ?? 0) - 1;

function widthOf(work: Work, from: number, to: number, column: number): number {
  const before = work.options.forgets === true ? 0 : (work.remembered[column] ?? 0);
  let width = Math.max(work.options.minWidth, before);
  for (let line = from; line < to; line++) {
    width = Math.max(width, lengthOf(work.lines[line]?.[column] ?? "") + work.options.padding);
  }
  work.remembered[column] = width;
  return width;
}

const writeLine = (cells: Cells, widths: readonly number[]): string =>
  cells.map((cell, i) => pad(cell, i < cells.length - 1 ? (widths[i] ?? 0) : 0)).join("");

const pad = (cell: string, width: number): string =>
  cell + " ".repeat(Math.max(0, width - lengthOf(cell)));

/** Code points, as Go counts; wide characters count once there, too. */
const lengthOf = (text: string): number => [...text].length;
