import { describe, expect, it } from "vitest";
import { editDistance, nearestWord } from "./nearest-word";

describe("nearestWord", () => {
  it.each([
    ["sumary", ["summary", "title"], "summary"],
    ["wyh", ["text", "why"], "why"],
    ["Minutes", ["minutes"], "minutes"],
    ["zzz", ["summary", "title"], undefined],
  ])("%j is near %j: %j", (word, candidates, expected) => {
    expect(nearestWord(word, candidates)).toBe(expected);
  });

  it("counts a swap of neighbours as one edit", () => {
    expect(editDistance("lable", "label")).toBe(1);
    expect(editDistance("", "abc")).toBe(3);
  });
});
