// `-w table`: boxes with centred heads and cells set to the right.

import type { Response } from "./response";
import { databaseHeads, databaseRow, memberHeads, memberRow, statusHeads, statusRow } from "./rows";

/** Nothing where etcdctl has no table. */
export function table(response: Response): string | undefined {
  switch (response.kind) {
    case "members":
      return box(memberHeads, response.members.map(memberRow));
    case "status":
      return box(statusHeads, response.endpoints.map(statusRow));
    case "health":
      return box(
        ["ENDPOINT", "HEALTH", "TOOK", "ERROR"],
        response.endpoints.map(({ endpoint, took, error }) => [
          endpoint,
          String(error === ""),
          took,
          error,
        ]),
      );
    case "hash":
      return box(
        ["ENDPOINT", "HASH"],
        response.endpoints.map(({ endpoint, hash }) => [endpoint, String(hash)]),
      );
    case "database":
      return box(databaseHeads, [databaseRow(response.status)]);
    default:
      return undefined;
  }
}

function box(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => "─".repeat(width + 2)).join(middle)}${right}\n`;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell) => ` ${cell} `).join("│")}│\n`;
  const head = line(heads.map((text, at) => centred(text, widths[at] ?? 0)));
  const body = rows.map((row) => line(row.map((cell, at) => cell.padStart(widths[at] ?? 0))));
  return `${rule("┌", "┬", "┐")}${head}${rule("├", "┼", "┤")}${body.join("")}${rule("└", "┴", "┘")}`;
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
  return text.padStart(text.length + left).padEnd(width);
}
