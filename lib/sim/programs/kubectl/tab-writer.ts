// Go's text/tabwriter: a cell ends at a tab, and neighbouring lines that have a cell in the same column
// share its width. `describe` and some lists are written through it.
// Kubernetes: vendor-free; Go's src/text/tabwriter/tabwriter.go format

export interface TabOptions {
  readonly minWidth?: number;
  readonly padding?: number;
}

/** Aligns whole text at once, as a writer that is flushed at the end. */
export function alignTabs(text: string, { minWidth = 0, padding = 2 }: TabOptions = {}): string {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const out: string[] = lines.map(() => "");
  const widths: number[] = [];

  function writeLines(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const cells = lines[index] ?? [];
      out[index] = cells.map((cell, column) => pad(cell, column < cells.length - 1 ? widths[column] : undefined)).join("");
    }
  }

  function format(start: number, end: number): void {
    const column = widths.length;
    let written = start;
    for (let index = start; index < end; index++) {
      if (!hasCell(lines[index], column)) continue;
      writeLines(written, index);
      let width = minWidth;
      const first = index;
      while (index < end && hasCell(lines[index], column)) {
        width = Math.max(width, lengthOf(lines[index]?.[column] ?? "") + padding);
        index++;
      }
      widths.push(width);
      format(first, index);
      widths.pop();
      written = index;
      index--;
    }
    writeLines(written, end);
  }

  format(0, lines.length);
  return out.join("\n");
}

const hasCell = (line: readonly string[] | undefined, column: number): boolean =>
  line !== undefined && column < line.length - 1;

const lengthOf = (text: string): number => [...text].length;

const pad = (cell: string, width: number | undefined): string =>
  width === undefined ? cell : cell + " ".repeat(Math.max(0, width - lengthOf(cell)));
