// From words to fields: parameters, command substitutions, arithmetic, splitting, globs, quote removal. A
// command substitution that has no result yet stops the expansion; it is done again from the start when the
// result is there, with what it changed meanwhile taken back.
import { limits } from "../../kernel/limits";
import { escapePattern, hasWildcard, unescapePattern } from "../glob";
import { evaluateArithmetic } from "./arithmetic";
import { applyOperation, isSet, type ParameterValue, parameterValue } from "./parameters";
import { ShellFailure, type ShellState } from "./shell-state";
import type { Parameter, Part, Word } from "./syntax";

/** A command has to run first. */
export class NeedsResult extends Error {
  constructor(
    readonly source: string,
    readonly isFile: boolean,
  ) {
    super("substitution");
  }
}

interface Field {
  plain: string;
  pattern: string;
  exists: boolean;
}

export class Expander {
  private used = 0;

  constructor(
    readonly state: ShellState,
    private readonly results: readonly string[],
  ) {}

  /** All fields of words, split and globbed: a command's arguments. */
  fields(words: readonly Word[]): string[] {
    const found: string[] = [];
    for (const word of words) {
      found.push(...this.wordFields(word));
      if (found.length > limits.machineFiles * 4)
        throw new ShellFailure("Argument list too long", 126);
    }
    return found;
  }

  /** One string: no splitting, no globs (assignments, `case`, here-documents). */
  text(word: Word): string {
    return this.build(word.parts, false)
      .map((field) => field.plain)
      .join(" ");
  }

  /** One pattern, in which what was quoted stands for itself. */
  pattern(word: Word): string {
    return this.build(word.parts, false)
      .map((field) => field.pattern)
      .join(" ");
  }

  /** A redirection's target: one field, or an error. */
  single(word: Word, source: string): string {
    const fields = this.wordFields(word);
    const [only] = fields;
    if (only === undefined || fields.length !== 1)
      throw new ShellFailure(`${source}: ambiguous redirect`);
    return only;
  }

  arithmetic(word: Word): bigint {
    return evaluateArithmetic(this.state, this.text(word));
  }

  private wordFields(word: Word): string[] {
    const found: string[] = [];
    for (const field of this.build(word.parts, true)) {
      if (!field.exists) continue;
      const globs = !this.state.options.has("noglob") && hasWildcard(field.pattern);
      const matches = globs ? this.state.io.files.glob(field.pattern) : [];
      if (matches.length > 0) found.push(...matches);
      else found.push(globs ? unescapePattern(field.pattern) : field.plain);
    }
    return found;
  }

  private build(parts: readonly Part[], splits: boolean): Field[] {
    const builder = new FieldBuilder(this.state.get("IFS") ?? " \t\n", splits);
    this.addParts(builder, parts, false, true);
    return builder.fields;
  }

  private addParts(
    builder: FieldBuilder,
    parts: readonly Part[],
    quoted: boolean,
    isStart: boolean,
  ): void {
    parts.forEach((part, index) => {
      this.addPart(
        builder,
        part,
        quoted,
        isStart && index === 0,
        parts.length === 1 || parts[1]?.kind !== "text",
      );
    });
  }

  private addPart(
    builder: FieldBuilder,
    part: Part,
    quoted: boolean,
    isStart: boolean,
    isAlone: boolean,
  ): void {
    switch (part.kind) {
      case "text": {
        const text = isStart && !quoted ? this.tilde(part.text, isAlone) : part.text;
        if (quoted) builder.quoted(text);
        else builder.literal(text);
        return;
      }
      case "quoted":
        builder.quoted(part.text);
        return;
      case "double":
        if (!part.parts.some((inner) => isList(inner))) builder.quoted("");
        this.addParts(builder, part.parts, true, false);
        return;
      case "command":
        this.addText(builder, this.result(part.source, false), quoted);
        return;
      case "process":
        builder.quoted(this.result(part.source, true));
        return;
      case "arithmetic":
        this.addText(builder, String(this.arithmetic(part.expression)), quoted);
        return;
      case "parameter":
        this.addParameter(builder, part, quoted);
    }
  }

  private addText(builder: FieldBuilder, text: string, quoted: boolean): void {
    if (quoted) builder.quoted(text);
    else builder.splitting(text);
  }

  private addParameter(builder: FieldBuilder, parameter: Parameter, quoted: boolean): void {
    const { operation } = parameter;
    const value = parameterValue(this, parameter);
    if (operation?.kind === "default" || operation?.kind === "alternative") {
      const has = isSet(value, operation.colon);
      if (has !== (operation.kind === "default")) {
        if (operation.kind === "default" || has) {
          this.addParts(builder, operation.word.parts, quoted, true);
        }
        return;
      }
      if (operation.kind === "alternative") return;
    }
    this.addValue(builder, applyOperation(this, parameter, value), quoted);
  }

  private addValue(builder: FieldBuilder, value: ParameterValue, quoted: boolean): void {
    if (!value.isList) {
      this.addText(builder, value.values[0] ?? "", quoted);
      return;
    }
    if (quoted && value.joiner !== undefined) {
      builder.quoted(value.values.join(value.joiner));
      return;
    }
    value.values.forEach((text, index) => {
      if (index > 0) builder.breakField(quoted);
      this.addText(builder, text, quoted);
    });
  }

  private result(source: string, isFile: boolean): string {
    const index = this.used;
    this.used += 1;
    const found = this.results[index];
    if (found === undefined) throw new NeedsResult(source, isFile);
    return found;
  }

  private tilde(text: string, isAlone: boolean): string {
    const found = /^~([a-z_][\w-]*)?(?=\/|$)/.exec(text);
    if (found === null || (!isAlone && found[0].length === text.length)) return text;
    const user = found[1];
    const home =
      user === undefined
        ? (this.state.get("HOME") ?? "/root")
        : user === "root"
          ? "/root"
          : `/home/${user}`;
    return home + text.slice(found[0].length);
  }
}

const isList = (part: Part): boolean =>
  part.kind === "parameter" &&
  (part.name === "@" ||
    part.index?.parts.some((inner) => inner.kind === "text" && inner.text === "@") === true);

/** Collects characters into fields; keeps beside each field a pattern in which quoted text is escaped. */
class FieldBuilder {
  readonly fields: Field[] = [];
  private current: Field | undefined;

  constructor(
    private readonly separators: string,
    private readonly splits: boolean,
  ) {}

  quoted(text: string): void {
    this.add(text, escapePattern(text));
  }

  literal(text: string): void {
    this.add(text, text);
  }

  /** The result of an unquoted expansion: split at the characters of IFS. */
  splitting(text: string): void {
    if (!this.splits || this.separators === "") {
      if (text !== "" || !this.splits) this.add(text, text.replaceAll("\\", "\\\\"));
      return;
    }
    let start = 0;
    let sawSeparator = false;
    for (let i = 0; i <= text.length; i++) {
      const character = text.charAt(i);
      if (i < text.length && !this.separators.includes(character)) continue;
      if (i > start) {
        const piece = text.slice(start, i);
        this.add(piece, piece.replaceAll("\\", "\\\\"));
      } else if (
        i < text.length &&
        !" \t\n".includes(character) &&
        (sawSeparator || start === 0) &&
        this.current === undefined
      ) {
        this.add("", "");
      }
      if (i < text.length) {
        sawSeparator = !" \t\n".includes(character);
        this.current = undefined;
      }
      start = i + 1;
    }
  }

  breakField(always: boolean): void {
    if (always && this.current === undefined) this.add("", "");
    this.current = this.splits ? undefined : this.current;
    if (!this.splits) this.add(" ", " ");
  }

  private add(plain: string, pattern: string): void {
    if (this.current === undefined) {
      this.current = { plain: "", pattern: "", exists: true };
      this.fields.push(this.current);
    }
    if (this.current.plain.length + plain.length > limits.fileCharacters) {
      throw new ShellFailure(`a value may have ${limits.fileCharacters} characters here`, 1, true);
    }
    this.current.plain += plain;
    this.current.pattern += pattern;
  }
}
