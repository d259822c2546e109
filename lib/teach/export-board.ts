// The grid as CSV, for whatever an instructor does with numbers: one row for each learner and lab.
import type { Viewer } from "@/lib/auth/viewer";
import type { Board, BoardCell } from "./read-board";
import { readBoard } from "./read-board";

const columns = [
  "learner",
  "section",
  "lab",
  "title",
  "state",
  "score",
  "max_score",
  "attempts",
  "assisted",
  "active_minutes",
  "last_active_at",
] as const;

export async function exportBoard(cohortId: string, viewer: Viewer) {
  const board = await readBoard(cohortId, viewer);
  return { name: board.cohort.name, csv: csvOf([columns, ...rowsOf(board)]) };
}

function rowsOf({ rows, labs }: Board): unknown[][] {
  return rows.flatMap(({ name, cells }) =>
    labs.map(({ section, labId, title }, index) => {
      return [name, section, labId, title, ...valuesOf(cells[index])];
    }),
  );
}

function valuesOf(cell: BoardCell | undefined): unknown[] {
  if (cell === undefined) return ["not started", "", "", "", "", "", ""];
  const { state, score, maxScore, attempts, assisted, activeMs, lastActiveAt } = cell;
  return [
    { NEW: "opened", STARTED: "started", PASSED: "passed" }[state],
    score,
    maxScore,
    attempts,
    assisted ? "yes" : "no",
    (activeMs / 60_000).toFixed(1),
    lastActiveAt.toISOString(),
  ];
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csvOf(rows: readonly (readonly unknown[])[]): string {
  const lines = rows.map((row) => row.map(csvField).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function csvField(value: unknown): string {
  const text = String(value ?? "");
  // A name that begins like a formula must not become one.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
