import { describe, expect, it } from "vitest";
import { imageDifference, isNear, isSameImage } from "./near-misses";

describe("names that are nearly another", () => {
  it.each([
    ["web", "wbe"],
    ["shop", "shops"],
    ["billing", "biling"],
    ["matchLabels", "matchLables"],
    ["tier", "teir"],
    ["web-1", "web-2"],
  ])("%s and %s", (a, b) => {
    expect(isNear(a, b)).toBe(true);
    expect(isNear(b, a)).toBe(true);
  });

  it.each([
    ["web", "web"],
    ["web", "api"],
    ["front", "frontend"],
    ["abc", "cba"],
  ])("not %s and %s", (a, b) => expect(isNear(a, b)).toBe(false));
});

describe("images", () => {
  it("are the same with and without the registry's name", () => {
    expect(isSameImage("docker.io/library/nginx:1.27", "nginx:1.27")).toBe(true);
    expect(isSameImage("nginx", "nginx:latest")).toBe(true);
    expect(isSameImage("quay.io/nginx:1.27", "nginx:1.27")).toBe(false);
  });

  it.each([
    ["nginx:1.26", "태그가 달라요"],
    ["nginx", "태그가 없어서 `latest`가 돼요"],
    ["ngnix:1.27", "이름이 한 글자 달라요"],
    ["redis:1.27", "다른 이미지예요"],
    ["nginx:1.27", undefined],
  ])("%s for nginx:1.27: %s", (image, said) => {
    expect(imageDifference(image, "nginx:1.27")).toBe(said);
  });
});
