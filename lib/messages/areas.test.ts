import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { areas } from "./index";

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

describe.each(Object.entries(areas))("the texts of %s", (_, { ko, en }) => {
  const texts: [string, string, string][] = Object.entries(ko).map(([key, text]) => [
    key,
    text,
    en[key as keyof typeof en],
  ]);

  it.each(texts)(
    "%s is there in both languages and takes the same values",
    (_key, korean, english) => {
      expect(korean.trim()).not.toBe("");
      expect(english.trim()).not.toBe("");
      expect(placeholders(english)).toEqual(placeholders(korean));
    },
  );

  it.each(texts)("%s leaves no particle undecided", (_key, korean) => {
    expect(korean).not.toMatch(/\((?:을|를|이|가|은|는|으로|로|와|과)\)/);
  });
});

it("lists every folder of texts", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(Object.keys(areas).sort()).toEqual(folders.sort());
});
