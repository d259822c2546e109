/**
 * Finds passages by parts of Korean words, as they are typed: `레플` and even the unfinished `레플ㄹ`
 * find 레플리카셋, `ㄹㅍㄹㅋ` finds it by first consonants, and `ㅔㅐㅇ` (typed in Hangul mode) finds pod. Pure.
 */
import { convertHangulToQwerty, disassemble, getChoseong } from "es-hangul";

export interface Searchable {
  readonly slug: string;
  readonly section: number;
  readonly lesson: string;
  readonly kind: "title" | "heading" | "text" | "code";
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

export interface SearchHit extends Omit<Searchable, "text"> {
  /** The words around the find, cut into plain and found parts. */
  readonly snippet: readonly { readonly text: string; readonly found: boolean }[];
}

const hitsMax = 20;
const hitsPerLessonMax = 5;
const queryLettersMax = 60;
const snippetBefore = 24;
const snippetLetters = 110;

const weights: Readonly<Record<Searchable["kind"], number>> = {
  title: 0,
  heading: 1,
  text: 2,
  code: 3,
};

export function searchPassages(
  passages: readonly Searchable[],
  query: string,
): readonly SearchHit[] {
  const asked = fold(query).trim().slice(0, queryLettersMax);
  if (asked === "") return [];
  for (const find of [findPart, findUnfinished, findFirstConsonants]) {
    const hits = rank(passages, (text) => find(text, asked.split(/\s+/u)));
    if (hits.length > 0) return hits;
  }
  const latin = convertHangulToQwerty(asked).toLowerCase();
  return latin === asked ? [] : rank(passages, (text) => findPart(text, latin.split(/\s+/u)));
}

interface Range {
  readonly from: number;
  readonly to: number;
}

type Find = (text: string) => readonly Range[] | undefined;

function rank(passages: readonly Searchable[], find: Find): readonly SearchHit[] {
  const perLesson = new Map<string, number>();
  return passages
    .flatMap((passage, order) => {
      const ranges = find(passage.text);
      return ranges === undefined ? [] : [{ passage, ranges, order }];
    })
    .sort(
      (one, other) =>
        weights[one.passage.kind] - weights[other.passage.kind] || one.order - other.order,
    )
    .filter(({ passage }) => {
      const count = (perLesson.get(passage.slug) ?? 0) + 1;
      perLesson.set(passage.slug, count);
      return count <= hitsPerLessonMax;
    })
    .slice(0, hitsMax)
    .map(({ passage: { text, ...rest }, ranges }) => ({ ...rest, snippet: snippet(text, ranges) }));
}

/** Every word of the query occurs, anywhere inside words. */
function findPart(text: string, words: readonly string[]): readonly Range[] | undefined {
  const folded = fold(text);
  const ranges = words.map((word) => {
    const from = folded.indexOf(word);
    return { from, to: from + word.length };
  });
  return ranges.every(({ from }) => from >= 0) ? ranges : undefined;
}

/** As above, letter by letter (자모): the last syllable of the query may be unfinished. */
function findUnfinished(text: string, words: readonly string[]): readonly Range[] | undefined {
  if (!words.some((word) => /[가-힣ㄱ-ㅣ]/u.test(word))) return undefined;
  return findBy(text, words, (letters) => disassemble(letters));
}

/** `ㄷㅍㄹ` finds 디플로이먼트. */
function findFirstConsonants(text: string, words: readonly string[]): readonly Range[] | undefined {
  if (!words.every((word) => /^[ㄱ-ㅎ]{2,}$/u.test(word))) return undefined;
  return findBy(text, words, (letter) => getChoseong(letter) || letter);
}

/** Finds words in a text spelled otherwise, and says where that was in the text as written. */
function findBy(
  text: string,
  words: readonly string[],
  spell: (letter: string) => string,
): readonly Range[] | undefined {
  const starts: number[] = [];
  let spelled = "";
  for (const [index, letter] of [...fold(text)].entries()) {
    const parts = spell(letter);
    for (let part = 0; part < parts.length; part += 1) starts.push(index);
    spelled += parts;
  }
  const ranges = words.map((word) => {
    const wanted = [...word].map(spell).join("");
    const at = spelled.indexOf(wanted);
    return { from: starts[at] ?? -1, to: (starts[at + wanted.length - 1] ?? -1) + 1 };
  });
  return ranges.every(({ from }) => from >= 0) ? ranges : undefined;
}

function snippet(text: string, ranges: readonly Range[]): SearchHit["snippet"] {
  const letters = text.normalize("NFC");
  const first = Math.min(...ranges.map(({ from }) => from));
  const start = first <= snippetBefore + 8 ? 0 : first - snippetBefore;
  const end = Math.min(letters.length, start + snippetLetters);
  const parts: { text: string; found: boolean }[] = [];
  let place = start;
  for (const { from, to } of [...ranges].sort((one, other) => one.from - other.from)) {
    if (from < place || to > end) continue;
    parts.push({ text: letters.slice(place, from), found: false });
    parts.push({ text: letters.slice(from, to), found: true });
    place = to;
  }
  parts.push({ text: letters.slice(place, end) + (end < letters.length ? "…" : ""), found: false });
  if (start > 0) parts.unshift({ text: "…", found: false });
  return parts.filter((part) => part.text !== "");
}

/** One spelling for comparing; keeps every letter's place. */
function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
