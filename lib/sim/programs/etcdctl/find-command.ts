// From words to a command, and cobra's words when there is none.
import { distance } from "../kubectl/dispatch";
import type { FlagSpec } from "../kubectl/flags/flag-specs";

/** The words of the command with flags left out of sight, as cobra looks for it. */
export interface FoundWords {
  /** `snapshot save`; shorter when the last word is not known. */
  readonly name: string;
  readonly rest: readonly string[];
}

/** The longest sequence of words that is a command or a group of them. */
export function findWords(
  words: readonly string[],
  names: readonly string[],
  flags: readonly FlagSpec[],
): FoundWords {
  let name = "";
  let rest: readonly string[] = words;
  for (;;) {
    const at = firstWord(rest, flags);
    const next = at < 0 ? "" : `${name} ${rest[at]}`.trim();
    const isKnown = names.some((one) => one === next || one.startsWith(`${next} `));
    if (at < 0 || !isKnown) return { name, rest };
    name = next;
    rest = rest.filter((_, index) => index !== at);
  }
}

function firstWord(words: readonly string[], flags: readonly FlagSpec[]): number {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") return -1;
    if (!word.startsWith("-")) return at;
    if (word.includes("=")) continue;
    const spec = word.startsWith("--")
      ? flags.find(({ name }) => name === word.slice(2))
      : flags.find(({ shorthand }) => shorthand !== undefined && shorthand === word[1]);
    const takesNext = spec !== undefined && spec.whenBare === undefined;
    if (takesNext && (word.startsWith("--") || word.length === 2)) at++;
  }
  return -1;
}

export function unknownCommand(typed: string, program: string, names: readonly string[]): string {
  const near = names.filter(
    (name) => distance(typed.toLowerCase(), name) <= 2 || name.startsWith(typed.toLowerCase()),
  );
  const advice =
    near.length === 0 ? "" : `\n\nDid you mean this?\n${near.map((one) => `\t${one}\n`).join("")}`;
  return `unknown command ${JSON.stringify(typed)} for ${JSON.stringify(program)}${advice}`;
}
