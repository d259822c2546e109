/**
 * Wraps each fenced block in `<CodeBlock>` with what its fence said (`run`, `file=…`), and reports
 * those blocks that change the lesson's cluster, in order: a test runs them, and so may the reader.
 */
import { parseCodeMeta } from "./code-meta";
import type { MarkdownAttribute, MarkdownNode } from "./markdown-tree";

export interface LessonBlock {
  readonly id: string;
  readonly language: string;
  readonly source: string;
  readonly run: boolean;
  readonly fails: boolean;
  readonly file?: string;
}

export function remarkCodeBlocks(report: (block: LessonBlock) => void) {
  return () => (tree: MarkdownNode) => {
    let count = 0;
    wrapIn(tree, (node) => {
      const { rest, ...meta } = parseCodeMeta(node.meta);
      count += 1;
      const language = node.lang ?? "text";
      const block = { id: `block-${count}`, language, source: node.value ?? "", ...meta };
      if (block.run || block.file !== undefined) report(block);
      return wrapper(block, { ...node, meta: rest === "" ? null : rest });
    });
  };
}

function wrapIn(parent: MarkdownNode, wrap: (code: MarkdownNode) => MarkdownNode): void {
  if (parent.children === undefined) return;
  parent.children = parent.children.map((child) => {
    if (child.type === "code") return wrap(child);
    wrapIn(child, wrap);
    return child;
  });
}

function wrapper(block: LessonBlock, code: MarkdownNode): MarkdownNode {
  const attributes: MarkdownAttribute[] = [
    text("id", block.id),
    text("language", block.language),
    text("source", block.source),
    ...(block.run ? [flag("run")] : []),
    ...(block.fails ? [flag("fails")] : []),
    ...(block.file === undefined ? [] : [text("file", block.file)]),
  ];
  return { type: "mdxJsxFlowElement", name: "CodeBlock", attributes, children: [code] };
}

function text(name: string, value: string): MarkdownAttribute {
  return { type: "mdxJsxAttribute", name, value };
}

function flag(name: string): MarkdownAttribute {
  return { type: "mdxJsxAttribute", name, value: null };
}
