// The order of keys in YAML output: letters by code, numbers inside names by value (`a2` before `a10`).
//
// Go: gopkg.in/yaml.v2/sorter.go

const letter = /\p{L}/u;
const digit = /\p{Nd}/u;

export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return isLess([...a], [...b]) ? -1 : 1;
}

function isLess(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a[i] ?? "";
    const right = b[i] ?? "";
    if (left === right) continue;
    const isLetterLeft = letter.test(left);
    const isLetterRight = letter.test(right);
    if (isLetterLeft && isLetterRight) return codeOf(left) < codeOf(right);
    if (isLetterLeft || isLetterRight) return isLetterRight;
    return isLessFrom(a, b, i);
  }
  return a.length < b.length;
}

/** From the first difference on: by number where digits stand, else by code. */
function isLessFrom(a: readonly string[], b: readonly string[], at: number): boolean {
  // A zero inside a number must not hide that more digits came before it.
  const start = (a[at] === "0" || b[at] === "0") && hasNumberBefore(a, at) ? 1 : 0;
  const left = readNumber(a, at, start);
  const right = readNumber(b, at, start);
  if (left.value !== right.value) return left.value < right.value;
  if (left.end !== right.end) return left.end < right.end;
  return codeOf(a[at] ?? "") < codeOf(b[at] ?? "");
}

function hasNumberBefore(text: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && digit.test(text[i] ?? ""); i--) if (text[i] !== "0") return true;
  return false;
}

function readNumber(
  text: readonly string[],
  at: number,
  start: number,
): { value: number; end: number } {
  let value = start;
  let end = at;
  for (; end < text.length && digit.test(text[end] ?? ""); end++) {
    value = value * 10 + (codeOf(text[end] ?? "") - 48);
  }
  return { value, end };
}

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
