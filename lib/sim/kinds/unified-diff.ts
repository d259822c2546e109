// A unified diff of two texts, with the choices of the library that Kubernetes uses: which lines match
// decides where hunks begin, and people compare these messages.
//
// Kubernetes: vendor/github.com/pmezard/go-difflib/difflib/difflib.go (a port of Python's difflib)

interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

type Tag = "equal" | "replace" | "delete" | "insert";

interface Step {
  readonly tag: Tag;
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
}

const context = 3;
/** Lines that make up more than a hundredth of a long text are not used to find a match. */
const popularFrom = 200;

export function unifiedDiff(before: string, after: string): string {
  const a = before.split("\n");
  const b = after.split("\n");
  return groups(steps(a, b))
    .map((group) => hunk(group, a, b))
    .join("");
}

function hunk(group: readonly Step[], a: readonly string[], b: readonly string[]): string {
  const first = group[0];
  const last = group.at(-1);
  if (first === undefined || last === undefined) return "";
  const lines = [`@@ -${range(first.a[0], last.a[1])} +${range(first.b[0], last.b[1])} @@`];
  for (const step of group) {
    if (step.tag === "equal") {
      lines.push(...a.slice(...step.a).map((line) => ` ${line}`));
      continue;
    }
    lines.push(...a.slice(...step.a).map((line) => `-${line}`));
    lines.push(...b.slice(...step.b).map((line) => `+${line}`));
  }
  return `${lines.join("\n")}\n`;
}

function range(start: number, end: number): string {
  const length = end - start;
  if (length === 1) return `${start + 1}`;
  return `${length === 0 ? start : start + 1},${length}`;
}

/** Hunks: steps with up to three equal lines around them. */
function groups(all: readonly Step[]): Step[][] {
  const found: Step[][] = [];
  let group: Step[] = [];
  all.forEach((step, index) => {
    if (step.tag !== "equal") {
      group.push(step);
      return;
    }
    const isFirst = index === 0;
    const isLast = index === all.length - 1;
    const length = step.a[1] - step.a[0];
    if (isFirst) {
      if (!isLast) group.push(tail(step));
    } else if (isLast) group.push(head(step));
    else if (length > 2 * context) {
      group.push(head(step));
      found.push(group);
      group = [tail(step)];
    } else group.push(step);
  });
  if (group.some(({ tag }) => tag !== "equal")) found.push(group);
  return found;
}

const head = ({ a, b }: Step): Step => ({
  tag: "equal",
  a: [a[0], Math.min(a[1], a[0] + context)],
  b: [b[0], Math.min(b[1], b[0] + context)],
});

const tail = ({ a, b }: Step): Step => ({
  tag: "equal",
  a: [Math.max(a[0], a[1] - context), a[1]],
  b: [Math.max(b[0], b[1] - context), b[1]],
});

function steps(a: readonly string[], b: readonly string[]): Step[] {
  const found: Step[] = [];
  let i = 0;
  let j = 0;
  for (const match of [...matches(a, b), { a: a.length, b: b.length, size: 0 }]) {
    if (i < match.a || j < match.b) {
      const tag = i < match.a ? (j < match.b ? "replace" : "delete") : "insert";
      found.push({ tag, a: [i, match.a], b: [j, match.b] });
    }
    i = match.a + match.size;
    j = match.b + match.size;
    if (match.size > 0) found.push({ tag: "equal", a: [match.a, i], b: [match.b, j] });
  }
  return found;
}

/** Longest match first, then what lies on either side of it; neighbours joined. */
function matches(a: readonly string[], b: readonly string[]): Match[] {
  const positions = positionsOf(b);
  const found: Match[] = [];
  const pending: [number, number, number, number][] = [[0, a.length, 0, b.length]];
  for (let area = pending.pop(); area !== undefined; area = pending.pop()) {
    const [aLow, aHigh, bLow, bHigh] = area;
    const match = longestMatch(a, b, positions, area);
    if (match.size === 0) continue;
    found.push(match);
    if (aLow < match.a && bLow < match.b) pending.push([aLow, match.a, bLow, match.b]);
    const [aEnd, bEnd] = [match.a + match.size, match.b + match.size];
    if (aEnd < aHigh && bEnd < bHigh) pending.push([aEnd, aHigh, bEnd, bHigh]);
  }
  found.sort((x, y) => x.a - y.a || x.b - y.b);
  return joined(found);
}

function joined(all: readonly Match[]): Match[] {
  const result: Match[] = [];
  for (const match of all) {
    const last = result.at(-1);
    if (last !== undefined && last.a + last.size === match.a && last.b + last.size === match.b) {
      result[result.length - 1] = { ...last, size: last.size + match.size };
    } else result.push(match);
  }
  return result;
}

function positionsOf(b: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  b.forEach((line, index) => {
    const list = positions.get(line);
    if (list === undefined) positions.set(line, [index]);
    else list.push(index);
  });
  if (b.length < popularFrom) return positions;
  const most = Math.floor(b.length / 100) + 1;
  return new Map([...positions].filter(([, list]) => list.length <= most));
}

function longestMatch(
  a: readonly string[],
  b: readonly string[],
  positions: ReadonlyMap<string, readonly number[]>,
  [aLow, aHigh, bLow, bHigh]: readonly [number, number, number, number],
): Match {
  let best = { a: aLow, b: bLow, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = aLow; i < aHigh; i++) {
    const next = new Map<number, number>();
    for (const j of positions.get(a[i] ?? "") ?? []) {
      if (j < bLow) continue;
      if (j >= bHigh) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  while (best.a > aLow && best.b > bLow && a[best.a - 1] === b[best.b - 1]) {
    best = { a: best.a - 1, b: best.b - 1, size: best.size + 1 };
  }
  while (
    best.a + best.size < aHigh &&
    best.b + best.size < bHigh &&
    a[best.a + best.size] === b[best.b + best.size]
  ) {
    best = { ...best, size: best.size + 1 };
  }
  return best;
}
