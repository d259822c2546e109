/** The few parts of a parsed MDX document (mdast) that our plugins look at, and how to walk it. */

export interface MarkdownNode {
  readonly type: string;
  value?: string;
  depth?: number;
  lang?: string | null;
  meta?: string | null;
  name?: string | null;
  attributes?: MarkdownAttribute[];
  children?: MarkdownNode[];
  data?: { hProperties?: Record<string, unknown> };
}

export interface MarkdownAttribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}

/** The words a reader sees in a node, without mark-up. */
export function plainText(node: MarkdownNode): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value ?? "";
  if (node.type === "break") return " ";
  return (node.children ?? []).map(plainText).join("");
}

export function attributeText(node: MarkdownNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value;
  return typeof value === "string" ? value : undefined;
}
