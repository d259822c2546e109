// How many cells a character takes in a terminal: Hangul and its neighbours two, marks that sit on others
// none. The same judgement as xterm's own (wcwidth of Unicode 6, with emoji left at one cell there).

const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

export function cellWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 32 || (code >= 0x7f && code < 0xa0)) return 0;
  if (/^[\p{Mn}\p{Me}\u200b\u200d]/u.test(character)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + cellWidth(character), 0);

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where the cursor stands after `text` was written from `start`, in a terminal that wraps at `columns`. */
export function cellAfter(text: string, start: Cell, columns: number): Cell {
  let { row, column } = start;
  for (const character of text) {
    if (character === "\n") {
      row += 1;
      column = 0;
      continue;
    }
    const width = cellWidth(character);
    // A wide character never stands half on the next line.
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    column += width;
  }
  return column >= columns ? { row: row + 1, column: 0 } : { row, column };
}
