import { describe, expect, it } from "vitest";
import { type Searchable, searchPassages } from "./search-passages";

const place = {
  slug: "29-replicasets",
  section: 29,
  lesson: "레플리카셋",
  anchor: "",
  heading: "",
};
const passage = (text: string, kind: Searchable["kind"] = "text"): Searchable => ({
  ...place,
  kind,
  text,
});

const passages = [
  passage("kubectl get pods", "code"),
  passage("레플리카셋은 파드의 수를 지켜요."),
  passage("레이블과 셀렉터", "heading"),
  passage("디플로이먼트는 레플리카셋을 만들고, 레플리카셋은 파드를 만들어요."),
];

const found = (query: string) =>
  searchPassages(passages, query).map(({ snippet }) => snippet.map(({ text }) => text).join(""));

describe("searchPassages", () => {
  it.each([
    ["a part of a word", "플리카", 2],
    ["a word still being typed", "레플ㄹ", 2],
    ["a syllable that still lacks its end", "셀레", 1],
    ["first consonants", "ㄹㅍㄹㅋㅅ", 2],
    ["English in any case", "KUBECTL", 1],
    ["English typed in Hangul mode", "ㅔㅐㅇㄴ", 1],
    ["several words in any order", "파드 디플로이", 1],
    ["decomposed Hangul, as macOS sends it", "레이블".normalize("NFD"), 1],
    ["nothing that is there", "스테이트풀셋", 0],
    ["blanks", "   ", 0],
  ])("finds %s", (_, query, count) => {
    expect(found(query)).toHaveLength(count);
  });

  it("puts headings before text and text before code", () => {
    const kinds = searchPassages(
      [passage("pod", "code"), passage("pod"), passage("pod", "heading")],
      "pod",
    ).map(({ kind }) => kind);
    expect(kinds).toEqual(["heading", "text", "code"]);
  });

  it("marks what was found inside the words around it", () => {
    const [hit] = searchPassages([passage("레플리카셋은 파드의 수를 지켜요.")], "파드");
    expect(hit?.snippet).toEqual([
      { text: "레플리카셋은 ", found: false },
      { text: "파드", found: true },
      { text: "의 수를 지켜요.", found: false },
    ]);
  });

  it("cuts long passages around the find", () => {
    const [hit] = searchPassages([passage(`${"가 ".repeat(200)}파드${" 나".repeat(200)}`)], "파드");
    expect(hit?.snippet.map(({ text }) => text).join("").length).toBeLessThan(140);
    expect(hit?.snippet.find((part) => part.found)?.text).toBe("파드");
  });

  it("bounds what one query may cost", () => {
    expect(searchPassages(passages, "가".repeat(100_000))).toEqual([]);
  });
});
