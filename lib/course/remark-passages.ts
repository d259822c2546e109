/** Reports the text of a lesson piece by piece, each under its nearest heading, for the search. */
import { attributeText, type MarkdownNode, plainText } from "./markdown-tree";

export interface Passage {
  readonly kind: "heading" | "text" | "code";
  /** The anchor of the heading it stands under; empty before the first one. */
  readonly anchor: string;
  readonly heading: string;
  readonly text: string;
}

/** Runs after `remarkHeadingIds`, whose anchors it reads. */
export function remarkPassages(report: (passage: Passage) => void) {
  return () => (tree: MarkdownNode) => {
    let place = { anchor: "", heading: "" };
    const say = (kind: Passage["kind"], text: string) => {
      const words = text.replace(/\s+/gu, " ").trim();
      if (words !== "") report({ kind, ...place, text: words });
    };
    const walk = (node: MarkdownNode) => {
      switch (node.type) {
        case "heading":
          place = { anchor: String(node.data?.hProperties?.id ?? ""), heading: plainText(node) };
          return say("heading", plainText(node));
        case "paragraph":
          return say("text", plainText(node));
        case "tableRow":
          return say("text", (node.children ?? []).map(plainText).join(" · "));
        case "code":
          return say("code", node.value ?? "");
        default:
          for (const name of ["said", "caption"]) say("text", attributeText(node, name) ?? "");
          if (node.children?.some(isPhrasing)) return say("text", plainText(node));
          node.children?.forEach(walk);
      }
    };
    walk(tree);
  };
}

/** `<Correction>one line</Correction>` holds its words directly, without a paragraph. */
function isPhrasing({ type }: MarkdownNode): boolean {
  return ["text", "inlineCode", "emphasis", "strong", "link"].includes(type);
}
