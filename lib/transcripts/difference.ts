// A difference as lines: what both have, what was wanted (-) and what came (+).
import { collapse } from "../../e2e/goldens/replay.mjs";
import type { Difference } from "./play";

export function showDifference({ step, want, got }: Difference): string {
  const lines = compare(collapse(want), collapse(got));
  return [`    ${step}`, ...lines].join("\n");
}

/** By the longest common subsequence. */
function compare(a: readonly string[], b: readonly string[]): string[] {
  const length: number[][] = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => length[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i];
      if (row !== undefined)
        row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`      ${a[i]}`);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push(`    - ${a[i++]}`);
    else lines.push(`    + ${b[j++]}`);
  }
  return lines;
}
