// What the YAML service remarks, in Korean. Unknown remarks stay as they are.

const sentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^Property (.+) is not allowed\.?$/,
    (name) => `\`${name}\` 필드는 여기에 없어요. 철자나 들여쓰기를 확인해 보세요.`,
  ],
  [/^Missing property "(.+)"\.?$/, (name) => `\`${name}\` 필드가 빠졌어요.`],
  [
    /^Incorrect type\. Expected "(.+)"\.?$/,
    (type) => `값의 모양이 달라요. ${typeName(type)} 자리예요.`,
  ],
  [
    /^Value is not accepted\. Valid values: (.+)$/,
    (values) => `쓸 수 있는 값: ${values.replace(/\.$/, "")}`,
  ],
  [
    /^Nested mappings are not allowed in compact mappings/,
    () => "한 줄에 `:`이 두 번 나와요. 줄을 나누거나 값을 따옴표로 감싸 주세요.",
  ],
  [
    /^Implicit keys need to be on a single line/,
    () => "필드 이름 뒤에 `:`이 빠졌거나 들여쓰기가 어긋났어요.",
  ],
  [/^Implicit map keys need to be followed by map values/, () => "필드 이름 뒤에 `:`이 빠졌어요."],
  [
    /^All mapping items must start at the same column/,
    () => "같은 층의 필드는 같은 칸에서 시작해야 해요.",
  ],
  [
    /^All sequence items must start at the same column/,
    () => "목록의 `-`는 같은 칸에서 시작해야 해요.",
  ],
  [
    /^A block sequence may not be used as an implicit map key/,
    () => "목록의 들여쓰기가 어긋났어요.",
  ],
  [
    /^(?:Tabs are not allowed as indentation|Using tabs can lead to unpredictable results)/,
    () => "들여쓰기에 탭을 쓸 수 없어요. 빈칸을 써 주세요.",
  ],
  [
    /^Plain value cannot start with (?:reserved character|a tab character)\s?(.*)$/,
    (character) => `${character || "탭"} 글자로 시작하는 값은 따옴표로 감싸 주세요.`,
  ],
  [/^Map keys must be unique/, () => "같은 필드가 두 번 나와요."],
  [/^Unresolved alias/, () => "`*`가 가리키는 `&` 이름표가 없어요."],
  [/^Missing closing "quote/, () => "닫는 따옴표가 없어요."],
  [/^Unexpected (.+) at node end/, () => "여기까지가 한 값인데 뒤에 무언가가 더 있어요."],
  [
    /^String is (shorter|longer) than the (?:minimum|maximum) length of (\d+)/,
    (which, length) =>
      which === "longer" ? `${length}글자까지 쓸 수 있어요.` : `${length}글자보다 길어야 해요.`,
  ],
  [
    /^Array has too (few|many) items/,
    (which) => (which === "few" ? "목록에 항목이 모자라요." : "목록에 항목이 너무 많아요."),
  ],
];

const typeNames: Readonly<Record<string, string>> = {
  string: "글자",
  integer: "정수",
  number: "수",
  boolean: "true나 false",
  object: "필드들",
  array: "목록(`-`)",
};

const typeName = (types: string): string =>
  types
    .split(/[|,]\s*/)
    .map((type) => typeNames[type.trim()] ?? type.trim())
    .join(" 또는 ");

export function inKorean(message: string): string {
  for (const [pattern, say] of sentences) {
    const match = pattern.exec(message);
    if (match !== null) return say(...match.slice(1));
  }
  return message;
}

/** Mistakes that Korean keyboards make and YAML answers to with riddles. */
export function lookalikes(text: string): {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly message: string;
}[] {
  return text.split("\n").flatMap((line, index) =>
    line.trimStart().startsWith("#")
      ? []
      : [...line.matchAll(/[：，“”‘’‐–—　]/gu)].map((match) => ({
          line: index + 1,
          from: match.index + 1,
          to: match.index + 2,
          message: `‘${match[0]}’ 글자는 YAML이 알지 못해요. ${plain[match[0]] ?? ""} 글자로 바꿔 주세요.`,
        })),
  );
}

const plain: Readonly<Record<string, string>> = {
  "：": "`:`",
  "，": "`,`",
  "“": '`"`',
  "”": '`"`',
  "‘": "`'`",
  "’": "`'`",
  "‐": "`-`",
  "–": "`-`",
  "—": "`-`",
  "　": "보통 빈칸",
};
