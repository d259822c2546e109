// The range of keys a command means: one key, a prefix, all from a key on, or up to another.
import { endOfPrefix } from "../../kernel/state";
import type { FlagValues } from "../kubectl/flags/flag-values";
import { badArguments } from "./command";

export interface RangeWords {
  readonly key: string;
  readonly end: string | undefined;
  readonly flags: FlagValues;
}

/** All keys from the first on. */
export const openEnd = "\0";

export function rangeEndOf({ key, end, flags }: RangeWords): { key: string; rangeEnd: string } {
  const [isPrefix, isFromKey] = [flags.bool("prefix"), flags.bool("from-key")];
  if (isPrefix && isFromKey)
    throw badArguments("`--prefix` and `--from-key` cannot be set at the same time, choose one");
  if (end !== undefined) {
    if (isPrefix || isFromKey)
      throw badArguments(
        "too many arguments, only accept one argument when `--prefix` or `--from-key` is set",
      );
    return { key, rangeEnd: end };
  }
  if (isPrefix && key !== "") return { key, rangeEnd: endOfPrefix(key) };
  if (isPrefix || isFromKey) return { key: key === "" ? openEnd : key, rangeEnd: openEnd };
  return { key, rangeEnd: "" };
}
