import { classItems } from "../../machine/glob";
import { unescapeAnsi } from "../../machine/shell/word-parser";
import { defineTool } from "./options";

interface Memory {
  readonly last: string;
}

export const tr = defineTool(
  {
    name: "tr",
    usage: "[OPTION]... STRING1 [STRING2]",
    summary: "translate, squeeze or delete characters",
    stopsAtWord: true,
    options: {
      "-d --delete": "flag",
      "-s --squeeze-repeats": "flag",
      "-c -C --complement": "flag",
      "-t": "flag",
    },
  },
  (io, options, resume) => {
    const [first, second] = options.words;
    const fail = (message: string): number => {
      io.stderr(`tr: ${message}\nTry 'tr --help' for more information.\n`);
      return 1;
    };
    if (first === undefined) return fail("missing operand");
    const needsTwo = !options.has("-d") && !options.has("-s");
    if (needsTwo && second === undefined) {
      io.stderr(
        `tr: missing operand after '${first}'\nTwo strings must be given when translating.\nTry 'tr --help' for more information.\n`,
      );
      return 1;
    }
    const from = expandSet(first);
    const to = second === undefined ? [] : expandSet(second);
    const inFirst = new Set(from);
    const has = (c: string): boolean => inFirst.has(c) !== options.has("-c");
    const map = new Map<string, string>();
    if (!options.has("-d") && to.length > 0) {
      from.forEach((c, i) => {
        if (!map.has(c)) map.set(c, to[Math.min(i, to.length - 1)] ?? c);
      });
    }
    const squeezed = new Set(
      second === undefined || options.has("-d") ? (options.has("-d") ? to : from) : to,
    );
    const squeezes = (c: string): boolean =>
      options.has("-s") &&
      (second === undefined && options.has("-c") ? !inFirst.has(c) : squeezed.has(c));
    let last = isMemory(resume) ? resume.last : "";
    let out = "";
    for (const c of io.stdin.read()) {
      if (options.has("-d") && has(c)) continue;
      const next = options.has("-d")
        ? c
        : options.has("-c")
          ? inFirst.has(c) || to.length === 0
            ? c
            : (to[to.length - 1] ?? c)
          : (map.get(c) ?? c);
      if (next === last && squeezes(next)) continue;
      out += next;
      last = next;
    }
    io.stdout(out);
    return io.stdin.ended ? 0 : { waitFor: { input: true }, resume: { last } };
  },
);

const isMemory = (resume: unknown): resume is Memory =>
  typeof resume === "object" && resume !== null;

function expandSet(text: string): string[] {
  const found: string[] = [];
  const pattern = /\[:([a-z]+):\]|(\\[0-7]{1,3}|\\[\s\S]|[\s\S])(?:-(\\[\s\S]|[\s\S]))?/gu;
  for (const [, name, from = "", to] of text.matchAll(pattern)) {
    if (name !== undefined) {
      for (const [a, b] of [...(classItems(name) ?? [])].sort()) found.push(...between(a, b));
      continue;
    }
    const start = from.length > 1 ? unescapeAnsi(from) : from;
    if (to === undefined) found.push(start);
    else found.push(...between(start, to.length > 1 ? unescapeAnsi(to) : to));
  }
  return found;
}

function between(from: string, to: string): string[] {
  const found: string[] = [];
  for (
    let code = from.codePointAt(0) ?? 0;
    code <= (to.codePointAt(0) ?? 0) && found.length < 65_536;
    code++
  ) {
    found.push(String.fromCodePoint(code));
  }
  return found;
}
