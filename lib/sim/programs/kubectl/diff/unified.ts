// The hunks of `diff -u`: three lines of context around every change.

const context = 3;

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

export function unifiedDiff(before: string, after: string): string {
  const edits = diffLines(linesOf(before), linesOf(after));
  return hunksOf(edits)
    .map((hunk) => writeHunk(edits, hunk))
    .join("");
}

const linesOf = (text: string): string[] =>
  text === "" ? [] : text.replace(/\n$/, "").split("\n");

/** The shortest edit by the longest common subsequence; deletions come before insertions. */
function diffLines(before: readonly string[], after: readonly string[]): Edit[] {
  const lengths = commonLengths(before, after);
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old = "", now = ""] = [before[i], after[j]];
    if (i < before.length && j < after.length && old === now) {
      edits.push({ sign: " ", line: old });
      i++;
      j++;
    } else if (
      i < before.length &&
      (j >= after.length || (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))
    ) {
      edits.push({ sign: "-", line: old });
      i++;
    } else {
      edits.push({ sign: "+", line: now });
      j++;
    }
  }
  return edits;
}

function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const isSame = before[i] === after[j];
      const value = isSame
        ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
        : Math.max(lengths[i + 1]?.[j] ?? 0, lengths[i]?.[j + 1] ?? 0);
      (lengths[i] ?? [])[j] = value;
    }
  }
  return lengths;
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

function hunksOf(edits: readonly Edit[]): Hunk[] {
  const hunks: { start: number; end: number }[] = [];
  edits.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const [start, end] = [
      Math.max(0, index - context),
      Math.min(edits.length, index + context + 1),
    ];
    const last = hunks.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else hunks.push({ start, end });
  });
  return hunks;
}

function writeHunk(edits: readonly Edit[], { start, end }: Hunk): string {
  const count = (from: number, to: number, skip: "-" | "+") =>
    edits.slice(from, to).filter(({ sign }) => sign !== skip).length;
  const range = (skip: "-" | "+") => {
    const length = count(start, end, skip);
    const first = count(0, start, skip) + (length === 0 ? 0 : 1);
    return length === 1 ? `${first}` : `${first},${length}`;
  };
  const lines = edits.slice(start, end).map(({ sign, line }) => `${sign}${line}\n`);
  return `@@ -${range("+")} +${range("-")} @@\n${lines.join("")}`;
}
