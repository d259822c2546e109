/**
 * Korean particles follow the last *sound* of a word. es-hangul knows Hangul and spelled-out
 * acronyms (YAML, URL); this file turns the rest, digits and English words, into a Hangul reading
 * whose last syllable sounds alike, so that es-hangul can choose.
 */
import { numberToHangul } from "es-hangul";

export function lastSound(word: string): string {
  const spoken = word
    .normalize("NFC")
    .replace(/\s*\([^()]*\)\s*$/u, "")
    .replace(/[^\p{L}\p{N}]+$/u, "");
  const digits = /\d+$/.exec(spoken)?.[0];
  if (digits !== undefined) return readDigits(digits);
  const latin = /[A-Za-z]+$/.exec(spoken)?.[0];
  if (latin === undefined || isAcronym(latin)) return spoken;
  return readEnglish(latin.toLowerCase());
}

function readDigits(digits: string): string {
  const number = Number(digits);
  return number === 0 || !Number.isSafeInteger(number) ? "영" : numberToHangul(number);
}

/** Words spelled letter by letter: no vowel or all capitals. es-hangul reads those itself. */
function isAcronym(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase();
}

/**
 * The last syllable as Korean would write it: kubectl → 컬, run → 런, ping → 핑, web → 웹, map → 맵,
 * but node → 노드, nginx → 엑스, replica → 카: a closing l, m, n, ng, or a short vowel before b, p, k, t, c.
 */
function readEnglish(word: string): string {
  if (/(?:l|le)$/.test(word)) return "얼";
  if (/(?:ng)$/.test(word)) return "엉";
  if (/(?:m|me)$/.test(word)) return "엄";
  if (/(?:n|[aeiou]ne)$/.test(word)) return "언";
  if (/(?:^|[^aeiou])[aeiou](?:b|p)$/.test(word)) return "업";
  if (/(?:^|[^aeiou])(?:[aeiou]|oo)(?:ck|k|c)$/.test(word)) return "억";
  if (/(?:^|[^aeiou])[aeiou]t$/.test(word)) return "엇";
  return "어";
}
