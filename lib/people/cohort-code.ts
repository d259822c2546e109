// The code of a cohort: short enough to read out in a classroom, from letters that cannot be mistaken
// for one another (no 0 and O, no 1, I and L), and too many to guess.
import { randomInt } from "node:crypto";

const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export function newCohortCode(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** As a person may type it: `naru-2345`, with spaces, in small letters. */
export const normalCohortCode = (typed: string) =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
