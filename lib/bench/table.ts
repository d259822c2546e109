// Two columns of figures and their ratio, as text.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly note: string;
}

export function table(ours: readonly Figure[], peer: readonly Figure[]): string {
  const rows = ours.map(({ name, value, note }) => {
    const other = peer.find((figure) => figure.name === name);
    const notes = [note, other?.note ? `peer: ${other.note}` : ""].filter((each) => each !== "");
    const ratio =
      other === undefined || value === 0
        ? ""
        : `${other.note.startsWith("stopped") ? "> " : ""}${round(other.value / value)}×`;
    return [
      name,
      round(value),
      other === undefined ? "–" : round(other.value),
      ratio,
      notes.join("; "),
    ];
  });
  const all = [["figure", "ours", "webernetes", "ratio", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? "").length)),
  );
  const lines = all.map((row) =>
    row
      .map((cell, column) =>
        column === 0
          ? cell.padEnd(widths[0] ?? 0)
          : column < 4
            ? cell.padStart(widths[column] ?? 0)
            : cell,
      )
      .join("  ")
      .trimEnd(),
  );
  return lines.join("\n");
}

/** Three digits that count. */
function round(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(value < 0.1 ? 2 : 3)));
}
