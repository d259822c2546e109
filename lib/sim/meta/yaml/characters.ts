// Classes of characters as YAML 1.1 knows them; the end of the text counts as a break.

export type Character = string | undefined;

export const isBreak = (c: Character): boolean =>
  c === "\n" || c === "\r" || c === "\u0085" || c === "\u2028" || c === "\u2029";

export const isBlank = (c: Character): boolean => c === " " || c === "\t";
export const isEnd = (c: Character): boolean => c === undefined || c === "\0";
export const isBreakOrEnd = (c: Character): boolean => isBreak(c) || isEnd(c);
export const isBlankOrEnd = (c: Character): boolean => isBlank(c) || isBreakOrEnd(c);
export const isWord = (c: Character): boolean => c !== undefined && /[0-9A-Za-z_-]/.test(c);

// What a YAML stream may not hold at all.
const forbidden =
  /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd\ufeff]/;

export const hasControlCharacter = (text: string): boolean => forbidden.test(text);
