// Builds nodes of tokens by YAML's grammar, with libyaml's complaints.
//
// Go: gopkg.in/yaml.v2/parserc.go
import { Scanner } from "./scanner";
import { type Mark, type Token, type TokenKind, YamlProblem } from "./tokens";

export type YamlNode =
  | {
      readonly kind: "scalar";
      readonly text: string;
      readonly isPlain: boolean;
      readonly tag: string;
    }
  | { readonly kind: "sequence"; readonly items: YamlNode[] }
  | { readonly kind: "mapping"; readonly entries: [YamlNode, YamlNode][] }
  | { readonly kind: "alias"; readonly target: YamlNode };

/** The first document of the text, or nothing when there is none. */
export function parseDocument(text: string): YamlNode | undefined {
  return new Parser(text).document();
}

const emptyNode: YamlNode = { kind: "scalar", text: "", isPlain: true, tag: "" };

class Parser {
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, YamlNode>();
  /** Anchors whose node is still being read: an alias to them would hold itself. */
  private readonly open = new Set<YamlNode>();

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  document(): YamlNode | undefined {
    let hasDirective = false;
    while (this.isNext("directive")) {
      this.scanner.take();
      hasDirective = true;
    }
    if (this.isNext("stream-end") && !hasDirective) return undefined;
    if (this.isNext("document-start")) {
      this.scanner.take();
      if (this.isNext("directive", "document-start", "document-end", "stream-end"))
        return emptyNode;
    } else if (hasDirective) throw this.problem("did not find expected <document start>");
    const node = this.node(true, false);
    if (this.isNext("document-end", "stream-end", "document-start")) return node;
    throw this.problem("did not find expected <document start>");
  }

  private isNext(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.scanner.peek().kind);
  }

  private problem(text: string, context?: Mark): YamlProblem {
    return YamlProblem.ofParser(text, this.scanner.peek().start, context);
  }

  private node(isBlock: boolean, allowsIndentless: boolean): YamlNode {
    const first = this.scanner.peek();
    if (first.kind === "alias") return this.alias(this.scanner.take());
    const { anchor, tag } = this.properties();
    const token = this.scanner.peek();
    if (allowsIndentless && token.kind === "block-entry") return this.indentless(anchor);
    switch (token.kind) {
      case "scalar":
        this.scanner.take();
        return this.anchored(anchor, {
          kind: "scalar",
          text: token.text,
          isPlain: token.isPlain === true && tag !== "!",
          tag,
        });
      case "flow-sequence-start":
        return this.flowSequence(anchor);
      case "flow-mapping-start":
        return this.flowMapping(anchor);
      case "block-sequence-start":
        if (isBlock) return this.blockSequence(anchor);
        break;
      case "block-mapping-start":
        if (isBlock) return this.blockMapping(anchor);
        break;
      default:
    }
    if (anchor !== "" || tag !== "") return this.anchored(anchor, { ...emptyNode, tag });
    throw this.problem("did not find expected node content", first.start);
  }

  /** `&anchor` and `!tag`, in either order. */
  private properties(): { anchor: string; tag: string } {
    let anchor = "";
    let tag = "";
    while ((anchor === "" && this.isNext("anchor")) || (tag === "" && this.isNext("tag"))) {
      const token = this.scanner.take();
      if (token.kind === "anchor") anchor = token.text;
      else tag = token.text;
    }
    return { anchor, tag };
  }

  private anchored<Node extends YamlNode>(anchor: string, node: Node): Node {
    if (anchor !== "") this.anchors.set(anchor, node);
    return node;
  }

  private alias(token: Token): YamlNode {
    const target = this.anchors.get(token.text);
    if (target === undefined) throw new YamlProblem(`unknown anchor '${token.text}' referenced`);
    if (this.open.has(target))
      throw new YamlProblem(`anchor '${token.text}' value contains itself`);
    return { kind: "alias", target };
  }

  private sequence(anchor: string, read: (items: YamlNode[]) => void): YamlNode {
    const node = this.anchored(anchor, { kind: "sequence" as const, items: [] });
    this.open.add(node);
    read(node.items);
    this.open.delete(node);
    return node;
  }

  private mapping(anchor: string, read: (entries: [YamlNode, YamlNode][]) => void): YamlNode {
    const node = this.anchored(anchor, { kind: "mapping" as const, entries: [] });
    this.open.add(node);
    read(node.entries);
    this.open.delete(node);
    return node;
  }

  private blockSequence(anchor: string): YamlNode {
    const { start } = this.scanner.take();
    return this.sequence(anchor, (items) => {
      while (this.isNext("block-entry")) {
        this.scanner.take();
        items.push(this.isNext("block-entry", "block-end") ? emptyNode : this.node(true, false));
      }
      if (!this.isNext("block-end"))
        throw this.problem("did not find expected '-' indicator", start);
      this.scanner.take();
    });
  }

  /** Entries at the column of the key they belong to. */
  private indentless(anchor: string): YamlNode {
    return this.sequence(anchor, (items) => {
      while (this.isNext("block-entry")) {
        this.scanner.take();
        const isEmpty = this.isNext("block-entry", "key", "value", "block-end");
        items.push(isEmpty ? emptyNode : this.node(true, false));
      }
    });
  }

  private blockMapping(anchor: string): YamlNode {
    const { start } = this.scanner.take();
    return this.mapping(anchor, (entries) => {
      while (!this.isNext("block-end")) {
        if (!this.isNext("key")) {
          // A value without a key can only follow a key; alone it has no place.
          throw this.problem("did not find expected key", start);
        }
        this.scanner.take();
        const key = this.blockPart();
        if (!this.isNext("value")) {
          entries.push([key, emptyNode]);
          continue;
        }
        this.scanner.take();
        entries.push([key, this.blockPart()]);
      }
      this.scanner.take();
    });
  }

  private blockPart(): YamlNode {
    return this.isNext("key", "value", "block-end") ? emptyNode : this.node(true, true);
  }

  private flowSequence(anchor: string): YamlNode {
    const { start } = this.scanner.take();
    return this.sequence(anchor, (items) => {
      while (!this.isNext("flow-sequence-end")) {
        if (items.length > 0) {
          if (!this.isNext("flow-entry"))
            throw this.problem("did not find expected ',' or ']'", start);
          this.scanner.take();
          if (this.isNext("flow-sequence-end")) break;
        }
        items.push(this.isNext("key") ? this.flowPair() : this.node(false, false));
      }
      this.scanner.take();
    });
  }

  /** `[a: b]` is a list of one small map. */
  private flowPair(): YamlNode {
    this.scanner.take();
    const ends: readonly TokenKind[] = ["flow-entry", "flow-sequence-end"];
    const key = this.isNext("value", ...ends) ? emptyNode : this.node(false, false);
    if (!this.isNext("value")) return { kind: "mapping", entries: [[key, emptyNode]] };
    this.scanner.take();
    const value = this.isNext(...ends) ? emptyNode : this.node(false, false);
    return { kind: "mapping", entries: [[key, value]] };
  }

  private flowMapping(anchor: string): YamlNode {
    const { start } = this.scanner.take();
    return this.mapping(anchor, (entries) => {
      while (!this.isNext("flow-mapping-end")) {
        if (entries.length > 0) {
          if (!this.isNext("flow-entry"))
            throw this.problem("did not find expected ',' or '}'", start);
          this.scanner.take();
          if (this.isNext("flow-mapping-end")) break;
        }
        entries.push(this.flowEntry());
      }
      this.scanner.take();
    });
  }

  private flowEntry(): [YamlNode, YamlNode] {
    if (!this.isNext("key")) return [this.node(false, false), emptyNode];
    this.scanner.take();
    const ends: readonly TokenKind[] = ["flow-entry", "flow-mapping-end"];
    const key = this.isNext("value", ...ends) ? emptyNode : this.node(false, false);
    if (!this.isNext("value")) return [key, emptyNode];
    this.scanner.take();
    return [key, this.isNext(...ends) ? emptyNode : this.node(false, false)];
  }
}
