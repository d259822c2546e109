// Which lines of a text were not there before. Pure; for marking a change, not for patching.

const linesCompared = 600;

/** Indexes of lines of `after` outside the longest common run of lines with `before`. */
export function newLines(before: string, after: string): ReadonlySet<number> {
  const old = before.split("\n").slice(0, linesCompared);
  const lines = after.split("\n").slice(0, linesCompared);
  // lengths[i][j]: how many lines the rests from old[i] and lines[j] have in common, in order.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(lines.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    const row = lengths[i];
    if (row === undefined) continue;
    for (let j = lines.length - 1; j >= 0; j--) {
      row[j] = old[i] === lines[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const fresh = new Set<number>();
  let i = 0;
  for (let j = 0; j < lines.length; ) {
    if (i < old.length && old[i] === lines[j]) {
      i += 1;
      j += 1;
    } else if (i < old.length && at(i + 1, j) >= at(i, j + 1)) {
      i += 1;
    } else {
      fresh.add(j);
      j += 1;
    }
  }
  return fresh;
}
