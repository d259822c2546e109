// Cuts YAML text into tokens as libyaml does, so that a mistake is reported in the same words and on the
// same line as by kubectl. The `yaml` package reads the same language but words its errors its own way.
//
// Go: gopkg.in/yaml.v2/scannerc.go, after libyaml
import { limits } from "../../kernel/limits";
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isEnd, isWord } from "./characters";
import { scanBlockScalar, scanFlowScalar, scanPlainScalar } from "./scan-scalars";
import { TextCursor } from "./text-cursor";
import { type Mark, type Token, type TokenKind, YamlProblem } from "./tokens";

/** A place where a key without `?` may turn out to have begun, once its `:` is seen. */
interface SimpleKey {
  readonly isRequired: boolean;
  readonly tokenNumber: number;
  readonly mark: Mark;
}

/** A simple key must end on its own line and within this many characters. */
const maxSimpleKeyLength = 1024;

const indicators = "-?:,[]{}#&*!|>'\"%@`";

export class Scanner {
  private readonly cursor: TextCursor;
  private readonly queue: Token[] = [];
  private tokensTaken = 0;
  private isFinished = false;
  private indent = -1;
  private readonly indents: number[] = [];
  private isKeyAllowed = true;
  /** One place per flow level; the last is the innermost. */
  private readonly simpleKeys: (SimpleKey | undefined)[] = [undefined];

  constructor(text: string) {
    this.cursor = new TextCursor(text);
  }

  peek(): Token {
    while (this.needsMore()) this.fetch();
    return this.queue[0] ?? { kind: "stream-end", start: this.cursor.mark(), text: "" };
  }

  take(): Token {
    const token = this.peek();
    if (this.queue.shift() !== undefined) this.tokensTaken++;
    return token;
  }

  private get flowLevel(): number {
    return this.simpleKeys.length - 1;
  }

  private needsMore(): boolean {
    if (this.isFinished) return false;
    if (this.queue.length === 0) return true;
    this.dropStaleKeys();
    return this.simpleKeys.some((key) => key?.tokenNumber === this.tokensTaken);
  }

  private fetch() {
    const { cursor } = this;
    this.skipToToken();
    this.dropStaleKeys();
    this.unrollIndent(cursor.column);
    const c = cursor.at(0);
    if (isEnd(c)) return this.fetchStreamEnd();
    if (cursor.column === 0 && c === "%") return this.fetchDirective();
    if (cursor.isDocumentIndicator("---")) return this.fetchDocumentIndicator("document-start");
    if (cursor.isDocumentIndicator("...")) return this.fetchDocumentIndicator("document-end");
    if (c === "[") return this.fetchFlowStart("flow-sequence-start");
    if (c === "{") return this.fetchFlowStart("flow-mapping-start");
    if (c === "]") return this.fetchFlowEnd("flow-sequence-end");
    if (c === "}") return this.fetchFlowEnd("flow-mapping-end");
    if (c === ",") return this.fetchFlowEntry();
    const isApart = isBlankOrEnd(cursor.at(1));
    if (c === "-" && isApart) return this.fetchBlockEntry();
    if (c === "?" && (this.flowLevel > 0 || isApart)) return this.fetchKey();
    if (c === ":" && (this.flowLevel > 0 || isApart)) return this.fetchValue();
    if (c === "*") return this.fetchAnchor("alias");
    if (c === "&") return this.fetchAnchor("anchor");
    if (c === "!") return this.fetchTag();
    if ((c === "|" || c === ">") && this.flowLevel === 0) return this.fetchBlockScalar(c === "|");
    if (c === "'" || c === '"') return this.fetchFlowScalar(c);
    if (this.canStartPlain(c ?? "", isApart)) return this.fetchPlainScalar();
    throw YamlProblem.ofScanner("found character that cannot start any token", cursor.mark());
  }

  private canStartPlain(c: string, isApart: boolean): boolean {
    if (!isBlankOrEnd(c) && !indicators.includes(c)) return true;
    if (c === "-") return !isBlank(this.cursor.at(1));
    return this.flowLevel === 0 && (c === "?" || c === ":") && !isApart;
  }

  private push(kind: TokenKind, start: Mark, text = "", isPlain?: boolean): void {
    this.queue.push(isPlain === undefined ? { kind, start, text } : { kind, start, text, isPlain });
  }

  private pushIndicator(kind: TokenKind): void {
    this.push(kind, this.cursor.mark());
    this.cursor.skip();
  }

  // Spaces, comments and line breaks; tabs only where they cannot be indentation.
  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      if (cursor.column === 0 && cursor.at(0) === "\ufeff") cursor.skip();
      while (
        cursor.at(0) === " " ||
        (cursor.at(0) === "\t" && (this.flowLevel > 0 || !this.isKeyAllowed))
      ) {
        cursor.skip();
      }
      if (cursor.at(0) === "#") while (!isBreakOrEnd(cursor.at(0))) cursor.skip();
      if (!isBreak(cursor.at(0))) return;
      cursor.skipLine();
      if (this.flowLevel === 0) this.isKeyAllowed = true;
    }
  }

  private isValid(key: SimpleKey | undefined): key is SimpleKey {
    if (key === undefined) return false;
    const here = this.cursor.mark();
    if (key.mark.line === here.line && key.mark.index + maxSimpleKeyLength >= here.index)
      return true;
    if (key.isRequired) throw this.missingColon(key);
    return false;
  }

  private missingColon(key: SimpleKey): YamlProblem {
    return YamlProblem.ofScanner("could not find expected ':'", this.cursor.mark(), key.mark);
  }

  private dropStaleKeys(): void {
    this.simpleKeys.forEach((key, level) => {
      if (key !== undefined && !this.isValid(key)) this.simpleKeys[level] = undefined;
    });
  }

  private saveKey(): void {
    if (!this.isKeyAllowed) return;
    this.removeKey();
    this.simpleKeys[this.flowLevel] = {
      isRequired: this.flowLevel === 0 && this.indent === this.cursor.column,
      tokenNumber: this.tokensTaken + this.queue.length,
      mark: this.cursor.mark(),
    };
  }

  private removeKey(): void {
    const key = this.simpleKeys[this.flowLevel];
    if (key?.isRequired === true) throw this.missingColon(key);
    this.simpleKeys[this.flowLevel] = undefined;
  }

  /** Opens a block collection where the column moves to the right. */
  private rollIndent(
    column: number,
    kind: TokenKind,
    mark: Mark,
    position = this.queue.length,
  ): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    if (this.indents.length > limits.documentDepth)
      throw new YamlProblem("exceeded max depth of 10000");
    this.indents.push(this.indent);
    this.indent = column;
    this.queue.splice(position, 0, { kind, start: mark, text: "" });
  }

  /** Closes block collections that are further right than `column`. */
  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push("block-end", this.cursor.mark());
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private fetchStreamEnd(): void {
    this.cursor.endLine();
    this.unrollIndent(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    this.isFinished = true;
    this.push("stream-end", this.cursor.mark());
  }

  private fetchDirective(): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    this.cursor.skip();
    const name = this.cursor.takeWhile(isWord);
    if (name !== "YAML" && name !== "TAG") {
      const problem =
        name === "" ? "could not find expected directive name" : "found unknown directive name";
      throw YamlProblem.ofScanner(problem, this.cursor.mark(), start);
    }
    const rest = this.cursor.takeWhile((c) => !isBreakOrEnd(c));
    this.push("directive", start, name + rest);
  }

  private fetchDocumentIndicator(kind: TokenKind): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.isKeyAllowed = false;
    this.push(kind, this.cursor.mark());
    this.cursor.skip(3);
  }

  private fetchFlowStart(kind: TokenKind): void {
    this.saveKey();
    if (this.flowLevel >= limits.documentDepth)
      throw new YamlProblem("exceeded max depth of 10000");
    this.simpleKeys.push(undefined);
    this.isKeyAllowed = true;
    this.pushIndicator(kind);
  }

  private fetchFlowEnd(kind: TokenKind): void {
    this.removeKey();
    if (this.flowLevel > 0) this.simpleKeys.pop();
    this.isKeyAllowed = false;
    this.pushIndicator(kind);
  }

  private fetchFlowEntry(): void {
    this.removeKey();
    this.isKeyAllowed = true;
    this.pushIndicator("flow-entry");
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      this.requireKeyAllowed("block sequence entries are not allowed in this context");
      this.rollIndent(this.cursor.column, "block-sequence-start", this.cursor.mark());
    }
    this.removeKey();
    this.isKeyAllowed = true;
    this.pushIndicator("block-entry");
  }

  private fetchKey(): void {
    if (this.flowLevel === 0) {
      this.requireKeyAllowed("mapping keys are not allowed in this context");
      this.rollIndent(this.cursor.column, "block-mapping-start", this.cursor.mark());
    }
    this.removeKey();
    this.isKeyAllowed = this.flowLevel === 0;
    this.pushIndicator("key");
  }

  private fetchValue(): void {
    const key = this.simpleKeys[this.flowLevel];
    if (this.isValid(key)) {
      const position = key.tokenNumber - this.tokensTaken;
      this.queue.splice(position, 0, { kind: "key", start: key.mark, text: "" });
      this.rollIndent(key.mark.column, "block-mapping-start", key.mark, position);
      this.simpleKeys[this.flowLevel] = undefined;
      this.isKeyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        this.requireKeyAllowed("mapping values are not allowed in this context");
        this.rollIndent(this.cursor.column, "block-mapping-start", this.cursor.mark());
      }
      this.isKeyAllowed = this.flowLevel === 0;
    }
    this.pushIndicator("value");
  }

  private requireKeyAllowed(problem: string): void {
    if (!this.isKeyAllowed) throw YamlProblem.ofScanner(problem, this.cursor.mark());
  }

  private fetchAnchor(kind: "alias" | "anchor"): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    this.cursor.skip();
    const name = this.cursor.takeWhile(isWord);
    const next = this.cursor.at(0);
    if (name === "" || !(isBlankOrEnd(next) || "?:,]}%@`".includes(next ?? " "))) {
      const problem = "did not find expected alphabetic or numeric character";
      throw YamlProblem.ofScanner(problem, this.cursor.mark(), start);
    }
    this.push(kind, start, name);
  }

  private fetchTag(): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    const tag = this.cursor.takeWhile(
      (c) => c !== undefined && /[\w\-;/?:@&=+$.!~*'()%<>[\],]/.test(c),
    );
    if (!isBlankOrEnd(this.cursor.at(0))) {
      throw YamlProblem.ofScanner(
        "did not find expected whitespace or line break",
        this.cursor.mark(),
        start,
      );
    }
    this.push("tag", start, tag);
  }

  private fetchBlockScalar(isLiteral: boolean): void {
    this.removeKey();
    this.isKeyAllowed = true;
    const start = this.cursor.mark();
    this.push("scalar", start, scanBlockScalar(this.cursor, isLiteral, this.indent), false);
  }

  private fetchFlowScalar(quote: "'" | '"'): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    this.push("scalar", start, scanFlowScalar(this.cursor, quote), false);
  }

  private fetchPlainScalar(): void {
    this.saveKey();
    this.isKeyAllowed = false;
    const start = this.cursor.mark();
    const scalar = scanPlainScalar(this.cursor, this.indent, this.flowLevel > 0);
    if (scalar.endsAtLineStart) this.isKeyAllowed = true;
    this.push("scalar", start, scalar.text, true);
  }
}
