// As much of DER as certificates and signing requests need: reading and writing tagged values.

export interface Tagged {
  readonly tag: number;
  /** Where the value begins, and where the next one does. */
  readonly start: number;
  readonly end: number;
  /** Where its own header begins. */
  readonly from: number;
}

const longForm = 0x80;

/** The value at `at`; nothing where the bytes end early. */
function readTagged(bytes: readonly number[], at: number): Tagged | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  let start = at + 2;
  let length = first;
  if (first >= longForm) {
    const count = first - longForm;
    if (count > 4) return undefined;
    length = bytes.slice(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0);
    start += count;
  }
  const end = start + length;
  return end > bytes.length ? undefined : { tag, start, end, from: at };
}

/** What lies inside a sequence or set. */
export function children(
  bytes: readonly number[],
  { start, end }: Pick<Tagged, "start" | "end">,
): Tagged[] {
  const found: Tagged[] = [];
  for (let at = start; at < end; ) {
    const next = readTagged(bytes, at);
    if (next === undefined || next.end > end) return found;
    found.push(next);
    at = next.end;
  }
  return found;
}

export const wholeOf = (bytes: readonly number[]): Tagged | undefined => readTagged(bytes, 0);

/** The bytes of a value with its header. */
export const bytesOf = (bytes: readonly number[], { from, end }: Tagged): number[] =>
  bytes.slice(from, end);

export function tagged(tag: number, ...parts: readonly (readonly number[])[]): number[] {
  const value = parts.flat();
  if (value.length < longForm) return [tag, value.length, ...value];
  const length: number[] = [];
  for (let rest = value.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  return [tag, longForm + length.length, ...length, ...value];
}

export const derTags = {
  integer: 0x02,
  bits: 0x03,
  identifier: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
} as const;
