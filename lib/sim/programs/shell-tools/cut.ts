import { bytesOfText, textOfBytes } from "../../meta/byte-text";
import { complainOf, readLines } from "./inputs";
import { defineTool } from "./options";

type Ranges = readonly (readonly [number, number])[];

export const cut = defineTool(
  {
    name: "cut",
    usage: "OPTION... [FILE]...",
    summary: "print selected parts of lines",
    options: {
      "-d --delimiter": "value",
      "-f --fields": "value",
      "-c --characters": "value",
      "-b --bytes": "value",
      "-s --only-delimited": "flag",
      "--complement": "flag",
      "--output-delimiter": "value",
      "-n": "flag",
    },
  },
  (io, options, resume) => {
    const list = options.value("-f") ?? options.value("-c") ?? options.value("-b");
    if (list === undefined) {
      io.stderr(
        "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n",
      );
      return 1;
    }
    const ranges = rangesOf(list);
    if (typeof ranges === "string") {
      complainOf(io, ranges);
      io.stderr("Try 'cut --help' for more information.\n");
      return 1;
    }
    const delimiter = options.value("-d") ?? "\t";
    if ([...delimiter].length > 1) {
      io.stderr(
        "cut: the delimiter must be a single character\nTry 'cut --help' for more information.\n",
      );
      return 1;
    }
    const output = options.value("--output-delimiter");
    const pick = <Item>(items: readonly Item[]): Item[] =>
      items.filter(
        (_, i) =>
          ranges.some(([from, to]) => from <= i + 1 && i + 1 <= to) !== options.has("--complement"),
      );
    // GNU's cut takes characters for bytes.
    const characters = (line: string): string =>
      output === undefined
        ? textOfBytes(Uint8Array.from(pick([...bytesOfText(line)])))
        : pick([...line]).join(output);
    return readLines(io, options.words, resume, {
      initial: 0,
      line(memory, line) {
        if (!options.has("-f")) io.stdout(`${characters(line)}\n`);
        else if (!line.includes(delimiter)) {
          if (!options.has("-s")) io.stdout(`${line}\n`);
        } else io.stdout(`${pick(line.split(delimiter)).join(output ?? delimiter)}\n`);
        return memory;
      },
      end: () => 0,
    });
  },
);

function rangesOf(list: string): Ranges | string {
  const ranges: [number, number][] = [];
  for (const part of list.split(/[, ]/)) {
    const found = /^(\d*)(-?)(\d*)$/.exec(part);
    if (found === null || part === "") return `invalid field value '${part}'`;
    if (part === "-") return "invalid range with no endpoint: -";
    const from = found[1] === "" ? 1 : Number(found[1]);
    if (from === 0) return "fields are numbered from 1";
    const to =
      found[2] === "" ? from : found[3] === "" ? Number.POSITIVE_INFINITY : Number(found[3]);
    if (to < from) return "invalid decreasing range";
    ranges.push([from, to]);
  }
  return ranges;
}
