import { describe, expect, it } from "vitest";
import { fill, particleAfter, translator } from "./translate";

describe("particles", () => {
  it.each([
    ["파드", "를", "로"],
    ["레플리카셋", "을", "으로"],
    ["kubectl", "을", "로"],
    ["nginx", "를", "로"],
    ["etcd", "를", "로"],
    ["web", "을", "으로"],
    ["run", "을", "으로"],
    ["ping", "을", "으로"],
    ["node", "를", "로"],
    ["YAML", "을", "로"],
    ["API", "를", "로"],
    ["pod.yaml", "을", "로"],
    ["3", "을", "으로"],
    ["web-1", "을", "로"],
    ["10", "을", "으로"],
    ["2", "를", "로"],
    ["1.36", "을", "으로"],
    ["디플로이먼트(Deployment)", "를", "로"],
  ])("%s%s, %s%s", (word, object, direction) => {
    expect(particleAfter(word, "을/를")).toBe(object);
    expect(particleAfter(word, "으로/로")).toBe(direction);
  });
});

describe("fill", () => {
  it("puts values and their particles in", () => {
    expect(fill("{file|을/를} {count}번 열어요", { file: "pod.yaml", count: 3 })).toBe(
      "pod.yaml을 3번 열어요",
    );
  });

  it("leaves what it was not told as it stands", () => {
    expect(fill("{name}", {})).toBe("{name}");
  });
});

describe("translator", () => {
  const catalog = {
    ko: { open: "{file|을/를} 열어요", close: "닫아요" },
    en: { open: "Open {file}", close: "Close" },
  } as const;

  it("speaks both languages", () => {
    expect(translator(catalog, "ko")("open", { file: "web" })).toBe("web을 열어요");
    expect(translator(catalog, "en")("open", { file: "web" })).toBe("Open web");
    expect(translator(catalog, "en")("close")).toBe("Close");
  });

  it("knows at compile time which values a text needs", () => {
    const t = translator(catalog, "ko");
    // @ts-expect-error The text needs `file`.
    t("open");
    // @ts-expect-error The text needs `file`, not `name`.
    t("open", { name: "web" });
  });
});
