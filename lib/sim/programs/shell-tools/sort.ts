import { complainOfFile, linesOf, withInputs } from "./inputs";
import { defineTool, type Options } from "./options";

interface Key {
  readonly from: number;
  readonly fromCharacter: number;
  readonly to: number;
  readonly flags: string;
}

export const sort = defineTool(
  {
    name: "sort",
    usage: "[OPTION]... [FILE]...",
    summary: "sort lines of text files",
    wrong: 2,
    options: {
      "-n --numeric-sort": "flag",
      "-r --reverse": "flag",
      "-u --unique": "flag",
      "-k --key": "value",
      "-t --field-separator": "value",
      "-f --ignore-case": "flag",
      "-b --ignore-leading-blanks": "flag",
      "-h --human-numeric-sort": "flag",
      "-V --version-sort": "flag",
      "-o --output": "value",
      "-s --stable": "flag",
      "-c --check": "flag",
      "-g --general-numeric-sort": "flag",
      "-M --month-sort": "flag",
      "-d": "flag",
    },
  },
  (io, options, resume) =>
    withInputs(io, options.words, resume, (inputs) => {
      const keys = options.values("-k").map(parseKey);
      if (keys.some((key) => key === undefined)) {
        io.stderr(
          `sort: invalid number at field start: invalid count at start of '${options.value("-k") ?? ""}'\n`,
        );
        return 2;
      }
      const lines = inputs.flatMap((input) => linesOf(input.text));
      const compare = comparer(
        options,
        keys.flatMap((key) => key ?? []),
      );
      if (options.has("-c")) {
        const wrong = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] ?? "", line) > 0);
        if (wrong < 0) return 0;
        io.stderr(
          `sort: ${inputs[0]?.name ?? "-"}:${wrong + 1}: disorder: ${lines[wrong] ?? ""}\n`,
        );
        return 1;
      }
      const byText = (a: string, b: string): number => {
        const order = a < b ? -1 : a > b ? 1 : 0;
        return options.has("-r") ? -order : order;
      };
      const isStable = options.has("-s") || options.has("-u");
      const sorted = [...lines].sort((a, b) => compare(a, b) || (isStable ? 0 : byText(a, b)));
      const kept = options.has("-u")
        ? sorted.filter((line, i) => i === 0 || compare(sorted[i - 1] ?? "", line) !== 0)
        : sorted;
      const text = kept.map((line) => `${line}\n`).join("");
      const output = options.value("-o");
      if (output === undefined) io.stdout(text);
      else {
        try {
          io.files.write(output, text);
        } catch (error) {
          complainOfFile(io, error, output, "open failed: ");
          return 2;
        }
      }
      return 0;
    }),
);

function parseKey(text: string): Key | undefined {
  const found = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text);
  if (found === null || found[1] === "0") return undefined;
  return {
    from: Number(found[1]),
    fromCharacter: Number(found[2] ?? 1),
    to: found[4] === undefined ? Number.POSITIVE_INFINITY : Number(found[4]),
    flags: `${found[3] ?? ""}${found[5] ?? ""}`,
  };
}

function comparer(options: Options, keys: readonly Key[]): (a: string, b: string) => number {
  const global = ["n", "r", "f", "b", "h", "V", "g", "M"]
    .filter((letter) => options.has(`-${letter}`))
    .join("");
  const separator = options.value("-t");
  if (keys.length === 0) {
    return (a, b) => compareBy(a, b, global);
  }
  return (a, b) => {
    for (const key of keys) {
      const flags = key.flags.replace("b", "") === "" ? global + key.flags : key.flags;
      const order = compareBy(fieldOf(a, key, separator), fieldOf(b, key, separator), flags);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function fieldOf(line: string, key: Key, separator: string | undefined): string {
  const fields =
    separator === undefined
      ? (line.match(/\s*\S+/g) ?? [])
      : line.split(separator === "\\t" ? "\t" : separator);
  const text = fields.slice(key.from - 1, key.to).join(separator ?? "");
  return key.fromCharacter > 1 ? text.slice(key.fromCharacter - 1) : text;
}

function compareBy(left: string, right: string, flags: string): number {
  const sign = flags.includes("r") ? -1 : 1;
  if (flags.includes("n") || flags.includes("g"))
    return sign * (numberOf(left) - numberOf(right) || 0);
  if (flags.includes("h")) return sign * (humanOf(left) - humanOf(right));
  if (flags.includes("M")) return sign * (monthOf(left) - monthOf(right));
  const fold = (text: string): string => {
    const trimmed = flags.includes("b") ? text.trimStart() : text;
    return flags.includes("f") ? trimmed.toUpperCase() : trimmed;
  };
  const [a, b] = [fold(left), fold(right)];
  if (flags.includes("V")) return sign * compareVersions(a, b);
  return sign * (a < b ? -1 : a > b ? 1 : 0);
}

const numberOf = (text: string): number => Number(/^\s*-?\d*\.?\d*/.exec(text)?.[0] ?? 0) || 0;

function humanOf(text: string): number {
  const found = /^\s*(-?\d*\.?\d+)\s*([KMGTPEkmi]?)/.exec(text);
  const power = "KMGTPE".indexOf((found?.[2] ?? "").toUpperCase() || "?") + 1;
  return Number(found?.[1] ?? 0) * 1024 ** power;
}

const monthOf = (text: string): number =>
  ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"].indexOf(
    text.trim().slice(0, 3).toUpperCase(),
  );

function compareVersions(left: string, right: string): number {
  const parts = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const [a, b] = [parts(left), parts(right)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x = "", y = ""] = [a[i], b[i]];
    const order =
      /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}
