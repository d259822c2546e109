// Reads short and long flags the way small network programs take them: `-sS`, `-m 3`, `-m3`, `--max-time 3`.

export interface FlagRules {
  /** Letters and long names that take a value. */
  readonly values: ReadonlyMap<string, string>;
  /** Letters and long names that take none. */
  readonly switches: ReadonlyMap<string, string>;
}

export interface ReadFlags {
  /** All values of a flag, in order; a switch has empty ones. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
  /** The first flag that is not known, or that lacks its value. */
  readonly unknown?: string;
  readonly incomplete?: string;
}

/** `m=max-time` takes a value; without a long name the letter is the name. */
export function flagNames(list: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const entry of list.split(" ").filter((word) => word !== "")) {
    const [short = "", long = short] = entry.split("=");
    if (short !== "") names.set(short, long);
    names.set(long, long);
  }
  return names;
}

export function readFlags(args: readonly string[], rules: FlagRules): ReadFlags {
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const add = (name: string, value: string): void => {
    flags.set(name, [...(flags.get(name) ?? []), value]);
  };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      words.push(...rest);
      break;
    }
    if (word === "-" || !word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const long = word.startsWith("--");
    const [head = "", ...tail] = word.slice(long ? 2 : 1).split("=");
    if (long) {
      const name = rules.values.get(head);
      if (name !== undefined) {
        const value = tail.length > 0 ? tail.join("=") : rest.shift();
        if (value === undefined) return { flags, words, incomplete: word };
        add(name, value);
      } else if (rules.switches.has(head)) add(rules.switches.get(head) ?? head, "");
      else return { flags, words, unknown: word };
      continue;
    }
    for (let i = 1; i < word.length; i++) {
      const letter = word[i] ?? "";
      const name = rules.values.get(letter);
      if (name === undefined) {
        if (!rules.switches.has(letter)) return { flags, words, unknown: `-${letter}` };
        add(rules.switches.get(letter) ?? letter, "");
        continue;
      }
      const value = i + 1 < word.length ? word.slice(i + 1) : rest.shift();
      if (value === undefined) return { flags, words, incomplete: `-${letter}` };
      add(name, value);
      break;
    }
  }
  return { flags, words };
}

export const lastOf = ({ flags }: ReadFlags, name: string): string | undefined =>
  flags.get(name)?.at(-1);
