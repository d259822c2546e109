/** Sets straight quotation marks in running text as “ ” and ‘ ’; code keeps its own. */
import type { MarkdownNode } from "./markdown-tree";

export function remarkQuotes() {
  return (tree: MarkdownNode) => {
    setIn(tree, "");
  };
}

const blocks = ["root", "paragraph", "heading", "listItem", "tableCell", "blockquote"];

/** Returns the letter the next piece of the same block follows. */
function setIn(node: MarkdownNode, before: string): string {
  if (node.type === "text") {
    node.value = curlyQuotes(node.value ?? "", before);
    return node.value.at(-1) ?? before;
  }
  if (node.type === "inlineCode") return node.value?.at(-1) ?? before;
  const start = blocks.includes(node.type) ? "" : before;
  return (node.children ?? []).reduce((last, child) => setIn(child, last), start);
}

/** A mark opens at the start and after a blank or an opening bracket; else it closes. */
export function curlyQuotes(text: string, before = ""): string {
  return text.replace(/["']/g, (mark, index: number) => {
    const previous = index === 0 ? before : (text[index - 1] ?? "");
    const opens = previous === "" || /[\s([{<“‘"'—–-]/u.test(previous);
    if (mark === '"') return opens ? "“" : "”";
    return opens ? "‘" : "’";
  });
}
