import { describe, expect, it } from "vitest";
import type { MarkdownNode } from "./markdown-tree";
import { curlyQuotes, remarkQuotes } from "./remark-quotes";

describe("quotation marks", () => {
  it.each([
    ['"파드 하나 주세요"라고 말해요', "“파드 하나 주세요”라고 말해요"],
    ["('작은' 것)", "(‘작은’ 것)"],
    ["it's", "it’s"],
    ["\"'안'과 밖\"", "“‘안’과 밖”"],
  ])("%s", (straight, curly) => {
    expect(curlyQuotes(straight)).toBe(curly);
  });

  it("close after a bold word and leave code alone", () => {
    const text = (value: string): MarkdownNode => ({ type: "text", value });
    const strong: MarkdownNode = { type: "strong", children: [text("파드")] };
    const code: MarkdownNode = { type: "inlineCode", value: 'echo "hi"' };
    const paragraph = { type: "paragraph", children: [text('"'), strong, text('"와 '), code] };
    remarkQuotes()(paragraph);
    expect(paragraph.children.map(({ value }) => value)).toEqual([
      "“",
      undefined,
      "”와 ",
      'echo "hi"',
    ]);
  });
});
