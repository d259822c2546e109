// Runs Go templates: `-o go-template='{{range .items}}{{.metadata.name}}{{"\n"}}{{end}}'`. Used by nerdctl
// and docker's `--format`, too.
//
// Go: text/template/exec.go
import { goQuote } from "../../../meta/go-text";
import { CommandError } from "../command-error";
import { goSprint, goTypeOf, sortedEntries } from "./go-value";
import { type Printed, type TemplatePrinter, textOrError } from "./jsonpath";
import { isTrue, templateFunctions } from "./template-functions";
import { TemplateProblem } from "./template-lexer";
import {
  type Command,
  type Operand,
  type Pipe,
  parseTemplate,
  type TemplateNode,
} from "./template-parser";

export interface GoTemplateOptions {
  /** `--allow-missing-template-keys`; true by default in kubectl. */
  readonly allowMissingKeys?: boolean;
}

/** The text, or kubectl's error (without `error: `). */
export function printGoTemplate(
  template: string,
  data: unknown,
  options: GoTemplateOptions = {},
): Printed {
  const parsed = parseTemplate(template, Object.keys(templateFunctions));
  if ("error" in parsed) return { error: `error parsing template ${template}, ${parsed.error}` };
  const run = new Execution(template, data, options.allowMissingKeys ?? true);
  try {
    run.nodes(parsed.nodes, data);
    return { text: run.output };
  } catch (problem) {
    if (!(problem instanceof TemplateProblem)) throw problem;
    return { error: `error executing template ${goQuote(template)}: ${problem.message}` };
  }
}

/** A printer for many objects; what is wrong with the template is said at once. */
export function createGoTemplatePrinter(options: TemplatePrinter): (data: unknown) => string {
  const { template, allowMissing } = options;
  const parsed = parseTemplate(template, Object.keys(templateFunctions));
  if ("error" in parsed)
    throw new CommandError(`error parsing template ${template}, ${parsed.error}`);
  return (data) => textOrError(printGoTemplate(template, data, { allowMissingKeys: allowMissing }));
}

/** Bounds a `range` over ranges; a template of a command line needs a few thousand. */
const maxSteps = 200_000;

type Outcome = "break" | "continue" | undefined;

class Execution {
  output = "";
  private steps = 0;
  private readonly variables: { name: string; value: unknown }[];

  constructor(
    private readonly template: string,
    data: unknown,
    private readonly allowsMissing: boolean,
  ) {
    this.variables = [{ name: "$", value: data }];
  }

  nodes(nodes: readonly TemplateNode[], dot: unknown): Outcome {
    for (const node of nodes) {
      const outcome = this.node(node, dot);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  }

  private node(node: TemplateNode, dot: unknown): Outcome {
    if (++this.steps > maxSteps) throw new TemplateProblem("template takes too many steps");
    switch (node.kind) {
      case "text":
        this.output += node.text;
        return undefined;
      case "action": {
        const value = this.pipe(node.pipe, dot);
        if (node.pipe.variables.length === 0) this.output += printable(value);
        return undefined;
      }
      case "break":
      case "continue":
        return node.kind;
      case "range":
        return this.range(node, dot);
      default:
        return this.scoped(() => {
          const value = this.pipe(node.pipe, dot);
          if (!isTrue(value)) return this.nodes(node.otherwise, dot);
          return this.nodes(node.body, node.kind === "with" ? value : dot);
        });
    }
  }

  private scoped<Result>(run: () => Result): Result {
    const depth = this.variables.length;
    const result = run();
    this.variables.length = depth;
    return result;
  }

  private range(
    node: Extract<TemplateNode, { kind: "if" | "with" | "range" }>,
    dot: unknown,
  ): Outcome {
    return this.scoped(() => {
      const value = this.commands(node.pipe.commands, dot);
      const entries = this.entriesOf(value, node.pipe);
      if (entries.length === 0) return this.nodes(node.otherwise, dot);
      for (const [key, item] of entries) {
        const outcome = this.scoped(() => {
          this.declareLoop(node.pipe, key, item);
          return this.nodes(node.body, item);
        });
        if (outcome === "break") break;
      }
      return undefined;
    });
  }

  private declareLoop({ variables, isAssignment }: Pipe, key: unknown, item: unknown): void {
    const values = variables.length > 1 ? [key, item] : [item];
    variables.forEach((name, i) => {
      this.setVariable(name, values[i], isAssignment);
    });
  }

  private entriesOf(value: unknown, pipe: Pipe): (readonly [unknown, unknown])[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value.map((item: unknown, i) => [i, item] as const);
    if (typeof value === "object") return sortedEntries(value);
    if (typeof value === "number" && Number.isInteger(value)) {
      return Array.from(
        { length: Math.min(Math.max(value, 0), maxSteps) },
        (_, i) => [i, i] as const,
      );
    }
    throw this.problemAt(
      pipe.commands[0]?.operands[0],
      `range can't iterate over ${goSprint(value)}`,
    );
  }

  private pipe(pipe: Pipe, dot: unknown): unknown {
    const value = this.commands(pipe.commands, dot);
    for (const name of pipe.variables) this.setVariable(name, value, pipe.isAssignment);
    return value;
  }

  private setVariable(name: string, value: unknown, isAssignment: boolean): void {
    const known = isAssignment ? this.variables.findLast((one) => one.name === name) : undefined;
    if (known === undefined) this.variables.push({ name, value });
    else known.value = value;
  }

  private commands(commands: readonly Command[], dot: unknown): unknown {
    let value: unknown;
    commands.forEach((command, i) => {
      value = this.command(command, dot, i === 0 ? [] : [value]);
    });
    return value;
  }

  private command({ operands }: Command, dot: unknown, piped: readonly unknown[]): unknown {
    const [first, ...rest] = operands;
    if (first === undefined) return undefined;
    if (first.kind === "function") return this.call(first, rest, dot, piped);
    if (rest.length > 0 || piped.length > 0) {
      const why =
        first.kind === "field"
          ? `${first.names.at(-1)} is not a method but has arguments`
          : `can't give argument to non-function ${first.source}`;
      throw this.problemAt(first, why);
    }
    if (first.kind === "nil") throw this.problemAt(first, "nil is not a command");
    return this.operand(first, dot);
  }

  private call(
    first: Operand & { kind: "function" },
    rest: readonly Operand[],
    dot: unknown,
    piped: readonly unknown[],
  ): unknown {
    const run = templateFunctions[first.name];
    if (run === undefined)
      throw this.problemAt(first, `function ${goQuote(first.name)} not defined`);
    if (first.name === "and" || first.name === "or")
      return this.shortCircuit(first.name, rest, dot, piped);
    const args = [...rest.map((operand) => this.operand(operand, dot)), ...piped];
    const wanted = argumentCounts[first.name];
    if (wanted !== undefined && args.length !== wanted) {
      const why = `wrong number of args for ${first.name}: want ${wanted} got ${args.length}`;
      throw this.problemAt(first, why);
    }
    try {
      return run(args);
    } catch (problem) {
      if (problem instanceof TemplateProblem) throw this.problemAt(first, problem.message);
      throw problem;
    }
  }

  private shortCircuit(
    name: string,
    rest: readonly Operand[],
    dot: unknown,
    piped: readonly unknown[],
  ): unknown {
    let value: unknown;
    for (const operand of rest) {
      value = this.operand(operand, dot);
      if (isTrue(value) === (name === "or")) return value;
    }
    return piped.length > 0 ? piped[0] : value;
  }

  private operand(operand: Operand, dot: unknown): unknown {
    switch (operand.kind) {
      case "dot":
        return dot;
      case "nil":
        return null;
      case "literal":
        return operand.value;
      case "function":
        return this.call(operand, [], dot, []);
      case "field":
        return this.fields(dot, operand.names, operand);
      case "variable": {
        const variable = this.variables.findLast((one) => one.name === operand.name);
        return this.fields(variable?.value, operand.names, operand);
      }
      case "pipe":
        return this.fields(this.pipe(operand.pipe, dot), operand.names, operand);
    }
  }

  private fields(from: unknown, names: readonly string[], operand: Operand): unknown {
    return names.reduce((value, name) => this.field(value, name, operand), from);
  }

  private field(value: unknown, name: string, operand: Operand): unknown {
    if (value === undefined) {
      if (this.allowsMissing) return undefined;
      throw this.problemAt(operand, `nil data; no entry for key ${goQuote(name)}`);
    }
    if (value === null)
      throw this.problemAt(operand, `nil pointer evaluating interface {}.${name}`);
    if (typeof value !== "object" || Array.isArray(value)) {
      throw this.problemAt(
        operand,
        `can't evaluate field ${name} in type ${Array.isArray(value) ? goTypeOf(value) : "interface {}"}`,
      );
    }
    if (Object.hasOwn(value, name)) return Reflect.get(value, name);
    if (this.allowsMissing) return undefined;
    throw this.problemAt(operand, `map has no entry for key ${goQuote(name)}`);
  }

  private problemAt(operand: Operand | undefined, why: string): TemplateProblem {
    const at = operand?.at ?? 0;
    const before = this.template.slice(0, at);
    const line = before.split("\n").length;
    const column = at - (before.lastIndexOf("\n") + 1);
    const shown = operand?.source ?? "";
    return new TemplateProblem(
      `template: output:${line}:${column}: executing "output" at <${shown}>: ${why}`,
    );
  }
}

const argumentCounts: Readonly<Record<string, number>> = {
  not: 1,
  len: 1,
  ne: 2,
  lt: 2,
  le: 2,
  gt: 2,
  ge: 2,
  base64decode: 1,
};

const printable = (value: unknown): string =>
  value === undefined || value === null ? "<no value>" : goSprint(value);
