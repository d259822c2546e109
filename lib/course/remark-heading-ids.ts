/** Gives every heading its anchor and reports the headings a reader navigates by (`##`, `###`). */
import { createSlugger } from "./heading-slug";
import { type MarkdownNode, plainText } from "./markdown-tree";

export interface OutlineEntry {
  readonly id: string;
  readonly title: string;
  readonly depth: 2 | 3;
}

export function remarkHeadingIds(report: (entry: OutlineEntry) => void) {
  return () => (tree: MarkdownNode) => {
    const slug = createSlugger();
    for (const node of tree.children ?? []) {
      if (node.type !== "heading") continue;
      const title = plainText(node);
      const id = slug(title);
      node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } };
      if (node.depth === 2 || node.depth === 3) report({ id, title, depth: node.depth });
    }
  };
}
