// A place in a text that knows its line and column.
import { isBlankOrEnd, isBreak } from "./characters";
import type { Mark } from "./tokens";

export class TextCursor {
  line = 0;
  column = 0;
  private index = 0;

  constructor(private readonly text: string) {}

  /** The character `offset` further on. */
  at(offset: number): string | undefined {
    return this.text[this.index + offset];
  }

  mark(): Mark {
    return { line: this.line, column: this.column, index: this.index };
  }

  skip(count = 1): void {
    this.index += count;
    this.column += count;
  }

  /** Passes a line break and gives it in its normal form. */
  skipLine(): string {
    const first = this.at(0);
    this.index += first === "\r" && this.at(1) === "\n" ? 2 : 1;
    this.column = 0;
    this.line++;
    return first === "\u2028" || first === "\u2029" ? first : "\n";
  }

  /** At the end of the text: as if the last line were ended. */
  endLine(): void {
    if (this.column === 0) return;
    this.column = 0;
    this.line++;
  }

  take(): string {
    const character = this.at(0) ?? "";
    this.skip();
    return character;
  }

  takeWhile(accepts: (character: string | undefined) => boolean): string {
    let taken = "";
    while (this.at(0) !== undefined && accepts(this.at(0))) taken += this.take();
    return taken;
  }

  isDocumentIndicator(indicator: string): boolean {
    return (
      this.column === 0 &&
      this.text.startsWith(indicator, this.index) &&
      isBlankOrEnd(this.at(indicator.length))
    );
  }

  isAtBreak(): boolean {
    return isBreak(this.at(0));
  }
}
