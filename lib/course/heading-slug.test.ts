import { describe, expect, it } from "vitest";
import { createSlugger, headingSlug } from "./heading-slug";

describe("headingSlug", () => {
  it.each([
    ["파드 배포: YAML로", "파드-배포-yaml로"],
    ["kube-apiserver", "kube-apiserver"],
    ["  pod 하나에 여러 개? ", "pod-하나에-여러-개"],
    ["→", "section"],
    ["파드".normalize("NFD"), "파드"],
  ])("%j becomes %j", (heading, slug) => {
    expect(headingSlug(heading)).toBe(slug);
  });

  it("numbers headings that repeat on one page", () => {
    const slug = createSlugger();
    expect([slug("CLI"), slug("CLI"), slug("cli")]).toEqual(["cli", "cli-2", "cli-3"]);
  });
});
