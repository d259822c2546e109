// Sets of completion indexes, written as `0-3,5`.
//
// Kubernetes: pkg/controller/job/indexed_job_utils.go

export function parseIndexes(text: string | undefined, completions: number): ReadonlySet<number> {
  const indexes = new Set<number>();
  for (const part of (text ?? "").split(",").filter((each) => each !== "")) {
    const [first = 0, last = first] = part.split("-").map(Number);
    for (let index = first; index <= last && index < completions; index++) indexes.add(index);
  }
  return indexes;
}

export function formatIndexes(indexes: ReadonlySet<number>): string {
  const parts: string[] = [];
  let first: number | undefined;
  let last: number | undefined;
  const close = (): void => {
    if (first !== undefined && last !== undefined) parts.push(intervalText(first, last));
  };
  for (const index of [...indexes].sort((a, b) => a - b)) {
    if (last !== undefined && index === last + 1) last = index;
    else {
      close();
      first = index;
      last = index;
    }
  }
  close();
  return parts.join(",");
}

/** Two neighbours are written apart, three and more as a range. */
function intervalText(first: number, last: number): string {
  if (first === last) return String(first);
  return last === first + 1 ? `${first},${last}` : `${first}-${last}`;
}
