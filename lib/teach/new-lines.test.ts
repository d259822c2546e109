import { expect, it } from "vitest";
import { newLines } from "./new-lines";

it("marks the lines that were not there before", () => {
  expect([...newLines("a\nb\nc", "a\nb\nc")]).toEqual([]);
  expect([...newLines("a\nb\nc", "a\nx\nc\nd")]).toEqual([1, 3]);
  expect([...newLines("a\nb\nc", "c")]).toEqual([]);
  expect([...newLines("", "a\nb")]).toEqual([0, 1]);
});
