// Runs kubectl's jsonpath templates: `{range .items[*]}{.metadata.name}{"\n"}{end}`.
//
// Kubernetes: staging/src/k8s.io/client-go/util/jsonpath/jsonpath.go
import { goJson, goJsonIndent } from "../../../meta/go-json";
import { compareText, goQuote } from "../../../meta/go-text";
import { CommandError } from "../command-error";
import { goSprint, goSyntax, goTypeOf, sortedEntries } from "./go-value";
import { type PathNode, PathProblem, parseJsonPath } from "./jsonpath-parser";

export interface JsonPathOptions {
  /** `--allow-missing-template-keys`; true by default in kubectl. */
  readonly allowMissingKeys?: boolean;
  /** `-o jsonpath-as-json`. */
  readonly asJson?: boolean;
}

export type JsonPathResults =
  | { readonly results: readonly (readonly unknown[])[] }
  | { readonly error: string };

export type Printed = { readonly text: string } | { readonly error: string };

/** `-o jsonpath=…`: the text, or kubectl's error (without `error: `). */
export function printJsonPath(
  template: string,
  data: unknown,
  options: JsonPathOptions = {},
): Printed {
  const parsed = parseJsonPath(template);
  if ("error" in parsed) return { error: `error parsing jsonpath ${template}, ${parsed.error}` };
  const found = runNodes(parsed.nodes, data, options);
  if ("error" in found) return { error: explainFailure(template, found.error, data) };
  return { text: found.results.map((values) => printValues(values, options)).join("") };
}

export interface TemplatePrinter {
  readonly template: string;
  readonly allowMissing: boolean;
}

/** A printer for many objects; what is wrong with the template is said at once. */
export function createJsonPathPrinter(
  options: TemplatePrinter & { readonly asJson?: boolean },
): (data: unknown) => string {
  const { template, allowMissing, asJson = false } = options;
  const parsed = parseJsonPath(template);
  if ("error" in parsed)
    throw new CommandError(`error parsing jsonpath ${template}, ${parsed.error}`);
  return (data) =>
    textOrError(printJsonPath(template, data, { allowMissingKeys: allowMissing, asJson }));
}

export function textOrError(printed: Printed): string {
  if ("error" in printed) throw new CommandError(printed.error);
  return printed.text;
}

/** The values of each node of a template; `error` is a parse or an execution error. */
export function findJsonPath(
  template: string,
  data: unknown,
  options: JsonPathOptions = {},
): JsonPathResults {
  const parsed = parseJsonPath(template);
  return "error" in parsed ? parsed : runNodes(parsed.nodes, data, options);
}

function explainFailure(template: string, error: string, data: unknown): string {
  return [
    `error executing jsonpath ${goQuote(template)}: Error executing template: ${error}. Printing more information for debugging the template:`,
    `\ttemplate was:\n\t\t${template}`,
    `\tobject given to jsonpath engine was:\n\t\t${goSyntax(data)}\n\n\n`,
  ].join("\n");
}

function printValues(values: readonly unknown[], options: JsonPathOptions): string {
  if (options.asJson === true) return `${goJsonIndent(values)}\n`;
  return values.map(printValue).join(" ");
}

function printValue(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return typeof value === "object" ? goJson(value) : goSprint(value);
}

const relaxed = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/;

/** `metadata.name`, `.metadata.name`, `{.metadata.name}` → `{.metadata.name}`. */
export function relaxedJsonPath(
  path: string,
): { readonly path: string } | { readonly error: string } {
  if (path === "") return { path };
  const match = relaxed.exec(path);
  if (match === null) {
    return {
      error:
        "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    };
  }
  return { path: `{.${match[1] ?? match[2]}}` };
}

function runNodes(
  nodes: readonly PathNode[],
  data: unknown,
  options: JsonPathOptions,
): JsonPathResults {
  try {
    return { results: new Run(nodes, options).from(0, data, false).results };
  } catch (problem) {
    if (problem instanceof PathProblem) return { error: problem.message };
    throw problem;
  }
}

class Run {
  private readonly allowsMissing: boolean;

  constructor(
    private readonly nodes: readonly PathNode[],
    options: JsonPathOptions,
  ) {
    this.allowsMissing = options.allowMissingKeys ?? true;
  }

  /** Runs to the `{end}` of the range it is in, or to the end of the template. */
  from(start: number, data: unknown, isInRange: boolean): { results: unknown[][]; end: number } {
    const results: unknown[][] = [];
    for (let i = start; i < this.nodes.length; i++) {
      const node = this.nodes[i];
      if (node === undefined) break;
      if (hasIdentifier(node, "end")) {
        if (!isInRange) throw new PathProblem("not in range, nothing to end");
        return { results, end: i };
      }
      const values = this.walk([data], node);
      if (!hasIdentifier(node, "range")) {
        results.push(values);
        continue;
      }
      const loops = (values.length > 0 ? values : [undefined]).map((value) =>
        this.from(i + 1, value, true),
      );
      if (values.length > 0) results.push(...loops.flatMap((loop) => loop.results));
      i = loops[0]?.end ?? i;
    }
    return { results, end: this.nodes.length };
  }

  private walk(input: unknown[], node: PathNode): unknown[] {
    switch (node.kind) {
      case "list":
        return node.nodes.reduce<unknown[]>((values, one) => this.walk(values, one), input);
      case "text":
        return [node.text];
      case "value":
        return input.map(() => node.value);
      case "field":
        return this.field(input, node.name);
      case "wildcard":
        return input.flatMap(childrenOf);
      case "recursive":
        return recursive(input);
      case "union":
        return node.members.flatMap((member) => this.walk(input, member));
      case "array":
        return input.flatMap((value) => slice(value, node));
      case "filter":
        return input.flatMap((value) => this.filter(value, node));
      case "identifier":
        if (node.name === "range" || node.name === "end") return input;
        throw new PathProblem(`unrecognized identifier ${node.name}`);
    }
  }

  private field(input: unknown[], name: string): unknown[] {
    if (input.length === 0) return [];
    const results = input.flatMap((value) => {
      if (!isMap(value) || !Object.hasOwn(value, name)) return [];
      const field = Reflect.get(value, name);
      return field === undefined ? [] : [field];
    });
    if (results.length === 0 && !this.allowsMissing) throw new PathProblem(`${name} is not found`);
    return results;
  }

  private filter(value: unknown, node: Extract<PathNode, { kind: "filter" }>): unknown[] {
    if (!Array.isArray(value)) {
      throw new PathProblem(`${goSprint(value)} is not array or slice and cannot be filtered`);
    }
    return value.filter((item: unknown) => this.passes(item, node));
  }

  private passes(item: unknown, node: Extract<PathNode, { kind: "filter" }>): boolean {
    if (node.operator === "exists") return this.exists(item, node.left);
    const left = this.walk([item], node.left);
    if (left.length === 0) return false;
    const right = this.walk([item], node.right);
    if (left.length > 1 || right.length > 1) {
      throw new PathProblem("can only compare one element at a time");
    }
    return right.length > 0 && compare(left[0], node.operator, right[0]);
  }

  private exists(item: unknown, left: PathNode): boolean {
    try {
      return this.walk([item], left).length > 0;
    } catch (problem) {
      if (problem instanceof PathProblem) return false;
      throw problem;
    }
  }
}

function hasIdentifier(node: PathNode, name: string): boolean {
  return (
    node.kind === "list" && node.nodes.some((one) => one.kind === "identifier" && one.name === name)
  );
}

const isMap = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Maps by key; Go's own order is random there. Strings fall apart into bytes. */
function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isMap(value)) return sortedEntries(value).map(([, field]) => field);
  return [];
}

function recursive(input: readonly unknown[]): unknown[] {
  return input.flatMap((value) => {
    const children = childrenOf(value);
    return children.length === 0 ? [] : [value, ...recursive(children)];
  });
}

function slice(value: unknown, node: Extract<PathNode, { kind: "array" }>): unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new PathProblem(`${goTypeOf(value)} is not array or slice`);
  const { length } = value;
  const given = node.from ?? 0;
  const from = given < 0 ? given + length : given;
  const wanted = node.isIndex ? given + 1 : (node.to ?? length);
  const to = wanted < 0 || (wanted === 0 && node.isIndex) ? wanted + length : wanted;
  if (to === from) return [];
  if (from >= length || from < 0) throw outOfBounds(from, length);
  if (to > length || to < 0) throw outOfBounds(to - 1, length);
  if (from > to) {
    throw new PathProblem(`starting index ${from} is greater than ending index ${to}`);
  }
  if (node.step !== undefined && node.step <= 0) throw new PathProblem("step must be > 0");
  const step = node.step ?? 1;
  return value.slice(from, to).filter((_, index) => index % step === 0);
}

const outOfBounds = (index: number, length: number): PathProblem =>
  new PathProblem(`array index out of bounds: index ${index}, length ${length}`);

function compare(left: unknown, operator: string, right: unknown): boolean {
  const order = orderOf(left, right);
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      throw new PathProblem(`unrecognized filter operator ${operator}`);
  }
}

function orderOf(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  throw new PathProblem("incompatible types for comparison");
}
