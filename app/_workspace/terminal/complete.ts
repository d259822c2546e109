"use client";
// Tab: asks the session what the line could go on with, and decides what to do with the answer.
import type { Completion } from "@/lib/sessions/complete-line";
import { textWidth } from "./cell-width";
import type { Line } from "./line-editor";

interface CompletionRequest {
  readonly session: string;
  readonly terminal: string;
  readonly line: Line;
  readonly columns: number;
}

export interface CompletionAnswer {
  readonly replace?: { readonly from: number; readonly to: number; readonly text: string };
  /** The candidates in columns, when there are several. */
  readonly list: string;
}

/** Nothing when the session did not answer. */
export async function complete(request: CompletionRequest): Promise<CompletionAnswer | undefined> {
  const { session, terminal, line, columns } = request;
  const query = new URLSearchParams({ terminal, line: line.text, cursor: String(line.cursor) });
  const answer = await fetch(`/api/sessions/${session}/completions?${query}`).catch(
    () => undefined,
  );
  if (!answer?.ok) return undefined;
  return decide((await answer.json()) as Completion, line, columns);
}

export function decide(
  { candidates, start }: Completion,
  line: Line,
  columns: number,
): CompletionAnswer {
  const [only] = candidates;
  if (only === undefined) return { list: "" };
  const range = { from: start, to: line.cursor };
  if (candidates.length === 1) {
    const goesOn = /[/=,:]$/.test(only) || line.text[line.cursor] === " ";
    return { replace: { ...range, text: goesOn ? only : `${only} ` }, list: "" };
  }
  const shared = sharedStart(candidates);
  const isLonger = shared.length > line.cursor - start;
  return {
    ...(isLonger && { replace: { ...range, text: shared } }),
    list: isLonger ? "" : inColumns(candidates, columns || 80),
  };
}

function sharedStart(words: readonly string[]): string {
  let shared = words[0] ?? "";
  for (const word of words) while (!word.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}

const rowsShown = 8;

function inColumns(words: readonly string[], columns: number): string {
  const width = Math.max(...words.map(textWidth)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows: string[] = [];
  for (let at = 0; at < words.length; at += perRow) {
    const cells = words.slice(at, at + perRow);
    rows.push(
      cells
        .map((word) => word + " ".repeat(width - textWidth(word)))
        .join("")
        .trimEnd(),
    );
  }
  if (rows.length <= rowsShown) return rows.join("\r\n");
  return [...rows.slice(0, rowsShown), `… ${words.length}`].join("\r\n");
}
