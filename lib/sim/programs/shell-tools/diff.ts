import { formatTime } from "../../machine/calendar";
import { FileError } from "../../machine/file-error";
import type { ProgramIo } from "../../machine/program";
import { linesOf } from "./inputs";
import { defineTool } from "./options";

/** One step of the way from the old to the new lines. */
interface Edit {
  readonly kind: " " | "-" | "+";
  readonly text: string;
}

const mostLines = 5000;

export const diff = defineTool(
  {
    name: "diff",
    usage: "[OPTION]... FILES",
    summary: "compare files line by line",
    wrong: 2,
    options: {
      "-u": "flag",
      "-U --unified": "value",
      "-q --brief": "flag",
      "-r --recursive": "flag",
      "-N --new-file": "flag",
      "-i --ignore-case": "flag",
      "-w --ignore-all-space": "flag",
      "-b": "flag",
      "-B": "flag",
      "--color": "flag",
      "-s": "flag",
      "-y": "flag",
      "-c": "flag",
    },
  },
  (io, options, resume) => {
    const [left, right, extra] = options.words;
    if (left === undefined || right === undefined || extra !== undefined) {
      const problem =
        extra !== undefined
          ? `extra operand '${extra}'`
          : left === undefined
            ? "missing operand after 'diff'"
            : `missing operand after '${left}'`;
      io.stderr(`diff: ${problem}\ndiff: Try 'diff --help' for more information.\n`);
      return 2;
    }
    let typed = "";
    if (left === "-" || right === "-") {
      typed = (typeof resume === "string" ? resume : "") + io.stdin.read();
      if (!io.stdin.ended) return { waitFor: { input: true }, resume: typed };
    }
    const texts: string[] = [];
    for (const path of [left, right]) {
      if (path === "-") {
        texts.push(typed);
        continue;
      }
      try {
        const isDirectory = io.files.isDirectory(path);
        const other = path === left ? right : left;
        texts.push(
          io.files.read(isDirectory ? `${path}/${other.slice(other.lastIndexOf("/") + 1)}` : path),
        );
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        io.stderr(`diff: ${path}: ${error.message}\n`);
        return 2;
      }
    }
    const [a = "", b = ""] = texts;
    if (a === b) {
      if (options.has("-s")) io.stdout(`Files ${left} and ${right} are identical\n`);
      return 0;
    }
    if (options.has("-q")) {
      io.stdout(`Files ${left} and ${right} differ\n`);
      return 1;
    }
    const same = sameness(options.has("-i"), options.has("-w") || options.has("-b"));
    const [old, next] = [linesOf(a), linesOf(b)];
    if (old.length > mostLines || next.length > mostLines) {
      io.stderr(`diff: files of more than ${mostLines} lines are not compared here\n`);
      return 2;
    }
    const edits = editsBetween(old, next, same);
    if (edits.every((edit) => edit.kind === " ")) return 0;
    const ends = { left: a.endsWith("\n") || a === "", right: b.endsWith("\n") || b === "" };
    if (options.has("-u") || options.has("-U")) {
      io.stdout(header(io, "---", left) + header(io, "+++", right));
      io.stdout(unified(edits, Number(options.value("-U") ?? 3), ends));
    } else io.stdout(plain(edits, ends));
    return 1;
  },
);

function header(io: ProgramIo, mark: string, path: string): string {
  const ms = path === "-" ? io.process.now : (io.files.stat(path)?.modifiedMs ?? 0);
  return `${mark} ${path}\t${formatTime("%Y-%m-%d %H:%M:%S.%N %z", ms, io.process.timezone)}\n`;
}

function sameness(ignoreCase: boolean, ignoreSpace: boolean): (a: string, b: string) => boolean {
  const key = (text: string): string => {
    const spaced = ignoreSpace ? text.replace(/\s+/g, "") : text;
    return ignoreCase ? spaced.toLowerCase() : spaced;
  };
  return (a, b) => a === b || key(a) === key(b);
}

/** Myers' shortest edit script, with what is equal at both ends taken off first. */
export function editsBetween(
  old: readonly string[],
  next: readonly string[],
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): Edit[] {
  let start = 0;
  while (start < old.length && start < next.length && same(old[start] ?? "", next[start] ?? ""))
    start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < next.length - start &&
    same(old[old.length - 1 - end] ?? "", next[next.length - 1 - end] ?? "")
  )
    end += 1;
  const keep = (text: string): Edit => ({ kind: " ", text });
  return [
    ...old.slice(0, start).map(keep),
    ...shortest(old.slice(start, old.length - end), next.slice(start, next.length - end), same),
    ...old.slice(old.length - end).map(keep),
  ];
}

function shortest(
  a: readonly string[],
  b: readonly string[],
  same: (a: string, b: string) => boolean,
): Edit[] {
  const most = a.length + b.length;
  const reach = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let d = 0; d <= most; d++) {
    trail.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && same(a[x] ?? "", b[y] ?? "")) {
        x += 1;
        y += 1;
      }
      reach.set(k, x);
      if (x >= a.length && y >= b.length) return walkBack(a, b, trail, d);
    }
    // Far too different: everything old goes, everything new comes.
    if (d > 400) break;
  }
  return [
    ...a.map((text): Edit => ({ kind: "-", text })),
    ...b.map((text): Edit => ({ kind: "+", text })),
  ];
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trail: readonly Map<number, number>[],
  depth: number,
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = depth; d >= 0; d--) {
    const reach = trail[d];
    const k = x - y;
    const down = k === -d || (k !== d && (reach?.get(k - 1) ?? -1) < (reach?.get(k + 1) ?? -1));
    const from = down ? k + 1 : k - 1;
    const px = d === 0 ? 0 : (reach?.get(from) ?? 0);
    const py = d === 0 ? 0 : px - from;
    while (x > px && y > py) {
      x -= 1;
      y -= 1;
      edits.push({ kind: " ", text: a[x] ?? "" });
    }
    if (d === 0) break;
    if (down) {
      y -= 1;
      edits.push({ kind: "+", text: b[y] ?? "" });
    } else {
      x -= 1;
      edits.push({ kind: "-", text: a[x] ?? "" });
    }
  }
  return edits.reverse();
}

interface Ends {
  readonly left: boolean;
  readonly right: boolean;
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly edits: readonly Edit[];
}

/** Changes with `context` equal lines around; near ones are one hunk. */
function hunksOf(edits: readonly Edit[], context: number): Hunk[] {
  const hunks: Hunk[] = [];
  const changed = edits.flatMap((edit, i) => (edit.kind === " " ? [] : [i]));
  let i = 0;
  while (i < changed.length) {
    const from = Math.max(0, (changed[i] ?? 0) - context);
    let to = changed[i] ?? 0;
    while (i < changed.length && (changed[i] ?? 0) - to <= context * 2 + (context === 0 ? 1 : 0)) {
      to = changed[i] ?? 0;
      i += 1;
    }
    const before = edits.slice(0, from);
    hunks.push({
      oldStart: before.filter((edit) => edit.kind !== "+").length + 1,
      newStart: before.filter((edit) => edit.kind !== "-").length + 1,
      edits: edits.slice(from, to + context + 1),
    });
  }
  return hunks;
}

function unified(edits: readonly Edit[], context: number, ends: Ends): string {
  const lastOld = edits.findLastIndex((edit) => edit.kind !== "+");
  const lastNew = edits.findLastIndex((edit) => edit.kind !== "-");
  const unended = new Set<Edit | undefined>();
  if (!ends.left) unended.add(edits[lastOld]);
  if (!ends.right) unended.add(edits[lastNew]);
  return hunksOf(edits, context)
    .map((hunk) => {
      const [old, next] = [
        hunk.edits.filter((edit) => edit.kind !== "+").length,
        hunk.edits.filter((edit) => edit.kind !== "-").length,
      ];
      const range = (start: number, length: number): string =>
        length === 1 ? `${start}` : `${length === 0 ? start - 1 : start},${length}`;
      const lines = hunk.edits.map(
        (edit) =>
          `${edit.kind}${edit.text}\n${unended.has(edit) ? "\\ No newline at end of file\n" : ""}`,
      );
      return `@@ -${range(hunk.oldStart, old)} +${range(hunk.newStart, next)} @@\n${lines.join("")}`;
    })
    .join("");
}

function plain(edits: readonly Edit[], ends: Ends): string {
  const lastOld = edits.findLast((edit) => edit.kind !== "+");
  const lastNew = edits.findLast((edit) => edit.kind !== "-");
  return hunksOf(edits, 0)
    .map((hunk) => {
      const old = hunk.edits.filter((edit) => edit.kind === "-");
      const next = hunk.edits.filter((edit) => edit.kind === "+");
      const range = (start: number, length: number): string =>
        length <= 1 ? `${length === 0 ? start - 1 : start}` : `${start},${start + length - 1}`;
      const letter = old.length === 0 ? "a" : next.length === 0 ? "d" : "c";
      const show = (
        mark: string,
        list: readonly Edit[],
        last: Edit | undefined,
        ended: boolean,
      ): string =>
        list
          .map(
            (edit) =>
              `${mark} ${edit.text}\n${edit === last && !ended ? "\\ No newline at end of file\n" : ""}`,
          )
          .join("");
      const middle = letter === "c" ? "---\n" : "";
      return `${range(hunk.oldStart, old.length)}${letter}${range(hunk.newStart, next.length)}\n${show("<", old, lastOld, ends.left)}${middle}${show(">", next, lastNew, ends.right)}`;
    })
    .join("");
}
