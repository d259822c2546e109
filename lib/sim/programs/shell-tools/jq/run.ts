// Runs a jq filter: one value in, a list of values out.
import { formatTime } from "../../../machine/calendar";
import { compileRegex } from "../../../machine/regular-expression";
import { decodeBase64, encodeBase64 } from "../base64";
import { parseDate } from "../date";
import type { Filter, Json } from "./parse";

export class JqError extends Error {
  constructor(
    message: string,
    readonly value: Json = message,
  ) {
    super(message);
  }
}

type Variables = ReadonlyMap<string, Json>;
type Path = readonly (string | number)[];

const mostSteps = 2_000_000;
const mostResults = 200_000;

export class JqRun {
  private steps = 0;

  constructor(private readonly now: number) {}

  run(filter: Filter, input: Json, variables: Variables): Json[] {
    this.steps += 1;
    if (this.steps > mostSteps) throw new JqError("the filter takes too many steps here");
    const results = this.evaluate(filter, input, variables);
    if (results.length > mostResults) throw new JqError("too many results here");
    return results;
  }

  private evaluate(filter: Filter, input: Json, variables: Variables): Json[] {
    const run = (inner: Filter, value: Json = input): Json[] => this.run(inner, value, variables);
    switch (filter.kind) {
      case "identity":
        return [input];
      case "recurse":
        return this.descend(input, 0);
      case "literal":
        return [filter.value];
      case "text":
        return [
          filter.parts
            .map((part) =>
              typeof part === "string" ? part : applyFormat(filter.format, run(part)[0] ?? null),
            )
            .join(""),
        ];
      case "format":
        return [applyFormat(filter.name, input)];
      case "index":
        return run(filter.target).flatMap((target) =>
          run(filter.key).map((key) => indexed(target, key)),
        );
      case "slice":
        return run(filter.target).map((target) =>
          sliced(
            target,
            filter.from === undefined ? null : (run(filter.from)[0] ?? null),
            filter.to === undefined ? null : (run(filter.to)[0] ?? null),
          ),
        );
      case "iterate":
        return run(filter.target).flatMap(itemsOf);
      case "try":
        try {
          return run(filter.body);
        } catch (error) {
          if (!(error instanceof JqError)) throw error;
          return filter.handler === undefined ? [] : run(filter.handler, error.value);
        }
      case "pipe":
        return run(filter.left).flatMap((value) => run(filter.right, value));
      case "comma":
        return [...run(filter.left), ...run(filter.right)];
      case "alternative": {
        let found: Json[] = [];
        try {
          found = run(filter.left).filter(isTrue);
        } catch (error) {
          if (!(error instanceof JqError)) throw error;
        }
        return found.length > 0 ? found : run(filter.right);
      }
      case "and":
        return run(filter.left).flatMap((left) =>
          isTrue(left) ? run(filter.right).map(isTrue) : [false],
        );
      case "or":
        return run(filter.left).flatMap((left) =>
          isTrue(left) ? [true] : run(filter.right).map(isTrue),
        );
      case "operator":
        return run(filter.right).flatMap((right) =>
          run(filter.left).map((left) => operate(filter.operator, left, right)),
        );
      case "update":
        return this.update(filter, input, variables);
      case "negate":
        return run(filter.operand).map((value) => {
          if (typeof value !== "number") throw new JqError(`${described(value)} cannot be negated`);
          return -value;
        });
      case "array":
        return [filter.body === undefined ? [] : run(filter.body)];
      case "object":
        return this.object(filter.entries, input, variables);
      case "if":
        return run(filter.condition).flatMap((condition) =>
          run(isTrue(condition) ? filter.yes : filter.no),
        );
      case "bind":
        return run(filter.source).flatMap((value) =>
          this.run(filter.body, input, new Map([...variables, [filter.name, value]])),
        );
      case "reduce":
        return [
          run(filter.source).reduce<Json>(
            (state, value) =>
              this.run(filter.step, state, new Map([...variables, [filter.name, value]])).at(-1) ??
              null,
            run(filter.start)[0] ?? null,
          ),
        ];
      case "variable": {
        const found = variables.get(filter.name);
        if (found === undefined) throw new JqError(`$${filter.name} is not defined`);
        return [found];
      }
      case "call":
        return this.call(filter.name, filter.args, input, variables);
    }
  }

  private descend(value: Json, depth: number): Json[] {
    if (depth > 200) throw new JqError("the value is nested too deeply");
    return [
      value,
      ...(isContainer(value)
        ? itemsOf(value).flatMap((item) => this.descend(item, depth + 1))
        : []),
    ];
  }

  private object(
    entries: readonly { readonly key: Filter; readonly value: Filter }[],
    input: Json,
    variables: Variables,
  ): Json[] {
    let made: Record<string, Json>[] = [{}];
    for (const entry of entries) {
      const keys = this.run(entry.key, input, variables);
      const values = this.run(entry.value, input, variables);
      made = made.flatMap((object) =>
        keys.flatMap((key) => {
          if (typeof key !== "string") throw new JqError(`Object keys must be strings`);
          return values.map((value) => withKey(object, key, value) as Record<string, Json>);
        }),
      );
      if (made.length > mostResults) throw new JqError("too many results here");
    }
    return made;
  }

  private update(
    filter: Extract<Filter, { kind: "update" }>,
    input: Json,
    variables: Variables,
  ): Json[] {
    const paths = this.paths(filter.left, input, variables);
    if (filter.operator === "|=") {
      return [
        paths.reduce((value, path) => {
          const next = this.run(filter.right, atPath(value, path), variables);
          return next[0] === undefined ? withoutPath(value, path) : withPath(value, path, next[0]);
        }, input),
      ];
    }
    const operator = filter.operator.slice(0, -1);
    return this.run(filter.right, input, variables).map((right) =>
      paths.reduce((value, path) => {
        if (operator === "") return withPath(value, path, right);
        const old = atPath(value, path);
        return withPath(
          value,
          path,
          operator === "//" ? (isTrue(old) ? old : right) : operate(operator, old, right),
        );
      }, input),
    );
  }

  private paths(filter: Filter, input: Json, variables: Variables): Path[] {
    this.steps += 1;
    if (this.steps > mostSteps) throw new JqError("the filter takes too many steps here");
    switch (filter.kind) {
      case "identity":
        return [[]];
      case "index":
        return this.paths(filter.target, input, variables).flatMap((path) =>
          this.run(filter.key, input, variables).map((key) => {
            if (typeof key !== "string" && typeof key !== "number")
              throw new JqError("Invalid path expression");
            return [...path, key];
          }),
        );
      case "iterate":
        return this.paths(filter.target, input, variables).flatMap((path) =>
          keysOf(atPath(input, path)).map((key) => [...path, key]),
        );
      case "pipe":
        return this.paths(filter.left, input, variables).flatMap((path) =>
          this.paths(filter.right, atPath(input, path), variables).map((rest) => [
            ...path,
            ...rest,
          ]),
        );
      case "comma":
        return [
          ...this.paths(filter.left, input, variables),
          ...this.paths(filter.right, input, variables),
        ];
      case "try":
        try {
          return this.paths(filter.body, input, variables);
        } catch (error) {
          if (error instanceof JqError) return [];
          throw error;
        }
      case "recurse":
        return this.allPaths(input, []);
      case "if":
        return this.paths(
          isTrue(this.run(filter.condition, input, variables)[0] ?? null) ? filter.yes : filter.no,
          input,
          variables,
        );
      case "alternative": {
        const left = this.paths(filter.left, input, variables).filter((path) =>
          isTrue(atPath(input, path)),
        );
        return left.length > 0 ? left : this.paths(filter.right, input, variables);
      }
      case "call":
        if (filter.name === "select" && filter.args[0] !== undefined)
          return this.run(filter.args[0], input, variables)
            .filter(isTrue)
            .map(() => []);
        if (filter.name === "first" && filter.args.length === 0) return [[0]];
        if (filter.name === "last" && filter.args.length === 0) return [[-1]];
        if (filter.name === "empty") return [];
        throw new JqError("Invalid path expression");
      default:
        throw new JqError("Invalid path expression");
    }
  }

  private allPaths(value: Json, path: Path): Path[] {
    if (path.length > 200) throw new JqError("the value is nested too deeply");
    return [
      path,
      ...(isContainer(value)
        ? keysOf(value).flatMap((key) => this.allPaths(indexed(value, key), [...path, key]))
        : []),
    ];
  }

  private call(name: string, args: readonly Filter[], input: Json, variables: Variables): Json[] {
    const run = (i: number, value: Json = input): Json[] => {
      const filter = args[i];
      return filter === undefined ? [value] : this.run(filter, value, variables);
    };
    const first = (i: number, value: Json = input): Json => run(i, value)[0] ?? null;
    const by = (value: Json): Json => run(0, value);
    const key = `${name}/${args.length}`;
    switch (key) {
      case "empty/0":
        return [];
      case "not/0":
        return [!isTrue(input)];
      case "select/1":
        return run(0)
          .filter(isTrue)
          .map(() => input);
      case "map/1":
        return [itemsOf(input).flatMap((item) => run(0, item))];
      case "map_values/1":
        return [
          Array.isArray(input)
            ? input.flatMap((item) => run(0, item).slice(0, 1))
            : Object.fromEntries(
                entriesOf(input).flatMap(([k, v]) =>
                  run(0, v)
                    .slice(0, 1)
                    .map((next) => [k, next]),
                ),
              ),
        ];
      case "recurse/0":
        return this.descend(input, 0);
      case "length/0":
        return [lengthOf(input)];
      case "utf8bytelength/0":
        return [lengthOf(input)];
      case "keys/0":
      case "keys_unsorted/0": {
        if (!isContainer(input)) throw new JqError(`${described(input)} has no keys`);
        const keys = keysOf(input);
        return [name === "keys" ? [...keys].sort(compareJson) : keys];
      }
      case "values/0":
        return input === null ? [] : [input];
      case "has/1":
        return run(0).map((wanted) => hasKey(input, wanted));
      case "in/1":
        return run(0).map((container) => hasKey(container, input));
      case "to_entries/0":
        return [entriesOf(input).map(([k, value]) => ({ key: k, value }))];
      case "from_entries/0":
        return [fromEntries(input)];
      case "with_entries/1":
        return [fromEntries(entriesOf(input).flatMap(([k, value]) => run(0, { key: k, value })))];
      case "add/0":
        return [itemsOf(input).reduce<Json>((sum, item) => operate("+", sum, item), null)];
      case "add/1":
        return [run(0).reduce<Json>((sum, item) => operate("+", sum, item), null)];
      case "any/0":
        return [itemsOf(input).some(isTrue)];
      case "all/0":
        return [itemsOf(input).every(isTrue)];
      case "any/1":
        return [itemsOf(input).some((item) => run(0, item).some(isTrue))];
      case "all/1":
        return [itemsOf(input).every((item) => run(0, item).every(isTrue))];
      case "sort/0":
        return [[...arrayOf(input, "sorted")].sort(compareJson)];
      case "sort_by/1":
        return [
          [...arrayOf(input, "sorted")]
            .map((item) => [by(item), item] as const)
            .sort((a, b) => compareJson(a[0], b[0]))
            .map(([, item]) => item),
        ];
      case "group_by/1":
        return [groupsBy(arrayOf(input, "grouped"), by)];
      case "unique/0":
        return [
          groupsBy(arrayOf(input, "sorted"), (item) => item).map((group) => group[0] ?? null),
        ];
      case "unique_by/1":
        return [groupsBy(arrayOf(input, "grouped"), by).map((group) => group[0] ?? null)];
      case "min/0":
      case "max/0":
      case "min_by/1":
      case "max_by/1": {
        const measure = args.length === 0 ? (item: Json): Json => item : by;
        const items = [...arrayOf(input, "iterated over")].map(
          (item) => [measure(item), item] as const,
        );
        const sign = name.startsWith("min") ? 1 : -1;
        return [
          items.reduce<readonly [Json, Json] | undefined>(
            (best, item) =>
              best === undefined || sign * compareJson(item[0], best[0]) < (sign > 0 ? 0 : 1)
                ? item
                : best,
            undefined,
          )?.[1] ?? null,
        ];
      }
      case "reverse/0":
        return [
          typeof input === "string"
            ? [...input].reverse().join("")
            : input === null
              ? []
              : [...arrayOf(input, "reversed")].reverse(),
        ];
      case "flatten/0":
        return [flatten(arrayOf(input, "flattened"), 1000)];
      case "flatten/1":
        return [flatten(arrayOf(input, "flattened"), Number(first(0)))];
      case "first/0":
        return [indexed(input, 0)];
      case "last/0":
        return [indexed(input, -1)];
      case "first/1":
        return run(0).slice(0, 1);
      case "last/1":
        return run(0).slice(-1);
      case "nth/1":
        return run(0).map((n) => indexed(input, n));
      case "limit/2":
        return run(1).slice(0, Number(first(0)));
      case "range/1":
        return range(0, Number(first(0)), 1);
      case "range/2":
        return range(Number(first(0)), Number(first(1)), 1);
      case "range/3":
        return range(Number(first(0)), Number(first(1)), Number(first(2)));
      case "type/0":
        return [typeOf(input)];
      case "numbers/0":
      case "strings/0":
      case "booleans/0":
      case "nulls/0":
      case "arrays/0":
      case "objects/0":
        return typeOf(input) === name.slice(0, -1) ? [input] : [];
      case "scalars/0":
        return isContainer(input) ? [] : [input];
      case "iterables/0":
        return isContainer(input) ? [input] : [];
      case "tostring/0":
        return [typeof input === "string" ? input : JSON.stringify(input)];
      case "tonumber/0": {
        const number =
          typeof input === "number"
            ? input
            : typeof input === "string" && input.trim() !== ""
              ? Number(input)
              : Number.NaN;
        if (Number.isNaN(number))
          throw new JqError(`${described(input)} cannot be parsed as a number`);
        return [number];
      }
      case "tojson/0":
        return [JSON.stringify(input)];
      case "fromjson/0":
        try {
          return [JSON.parse(textOf(input, "parsed as JSON")) as Json];
        } catch (error) {
          if (error instanceof SyntaxError)
            throw new JqError(`${textOf(input, "")} (while parsing '${textOf(input, "")}')`);
          throw error;
        }
      case "ascii_downcase/0":
        return [textOf(input, "changed to lower case").toLowerCase()];
      case "ascii_upcase/0":
        return [textOf(input, "changed to upper case").toUpperCase()];
      case "trim/0":
        return [textOf(input, "trimmed").trim()];
      case "ltrimstr/1":
        return run(0).map((part) =>
          typeof input === "string" && typeof part === "string" && input.startsWith(part)
            ? input.slice(part.length)
            : input,
        );
      case "rtrimstr/1":
        return run(0).map((part) =>
          typeof input === "string" &&
          typeof part === "string" &&
          part !== "" &&
          input.endsWith(part)
            ? input.slice(0, -part.length)
            : input,
        );
      case "startswith/1":
        return run(0).map((part) =>
          textOf(input, "searched").startsWith(textOf(part, "searched for")),
        );
      case "endswith/1":
        return run(0).map((part) =>
          textOf(input, "searched").endsWith(textOf(part, "searched for")),
        );
      case "contains/1":
        return run(0).map((part) => containsJson(input, part));
      case "inside/1":
        return run(0).map((whole) => containsJson(whole, input));
      case "join/1":
        return run(0).map((separator) =>
          itemsOf(input)
            .map((item) =>
              item === null
                ? ""
                : isContainer(item)
                  ? fail(`Cannot join with ${typeOf(item)}`)
                  : String(item),
            )
            .join(textOf(separator, "joined")),
        );
      case "split/1":
        return run(0).map((separator) =>
          input === "" ? [] : textOf(input, "split").split(textOf(separator, "split by")),
        );
      case "explode/0":
        return [[...textOf(input, "exploded")].map((c) => c.codePointAt(0) ?? 0)];
      case "implode/0":
        return [
          arrayOf(input, "imploded")
            .map((code) => String.fromCodePoint(Number(code)))
            .join(""),
        ];
      case "index/1":
        return run(0).map((part) =>
          typeof input === "string"
            ? orNull(input.indexOf(textOf(part, "found")))
            : orNull(arrayOf(input, "searched").findIndex((item) => compareJson(item, part) === 0)),
        );
      case "indices/1":
        return run(0).map((part) =>
          arrayOf(input, "searched").flatMap((item, i) =>
            compareJson(item, part) === 0 ? [i] : [],
          ),
        );
      case "test/1":
      case "test/2":
        return run(0).map((pattern) =>
          this.regex(pattern, args.length > 1 ? first(1) : null).test(
            textOf(input, "matched, as it is not a string"),
          ),
        );
      case "match/1":
      case "match/2":
        return this.matches(input, first(0), args.length > 1 ? first(1) : null).map((m) => ({
          offset: m.index,
          length: m.end - m.index,
          string: m.groups[0] ?? "",
          captures: m.groups.slice(1).map((text) => ({ string: text ?? null })),
        }));
      case "capture/1":
        throw new JqError("capture is not simulated here");
      case "scan/1":
        return this.matches(input, first(0), "g").map((m) =>
          m.groups.length > 1 ? m.groups.slice(1).map((text) => text ?? null) : (m.groups[0] ?? ""),
        );
      case "sub/2":
      case "gsub/2":
      case "gsub/3":
      case "sub/3": {
        const text = textOf(input, "matched, as it is not a string");
        const found = this.matches(
          input,
          first(0),
          name === "gsub" ? "g" : args.length > 2 ? first(2) : null,
        );
        let result = "";
        let at = 0;
        for (const match of found) {
          result += text.slice(at, match.index) + textOf(first(1), "added");
          at = match.end;
        }
        return [result + text.slice(at)];
      }
      case "splits/1":
        return textOf(input, "split").split(textOf(first(0), "split by"));
      case "floor/0":
        return [Math.floor(numberOf(input))];
      case "ceil/0":
        return [Math.ceil(numberOf(input))];
      case "round/0":
        return [Math.round(numberOf(input))];
      case "sqrt/0":
        return [Math.sqrt(numberOf(input))];
      case "fabs/0":
      case "abs/0":
        return [Math.abs(numberOf(input))];
      case "pow/2":
        return [numberOf(first(0)) ** numberOf(first(1))];
      case "path/1":
        return args[0] === undefined
          ? []
          : this.paths(args[0], input, variables).map((path) => [...path]);
      case "paths/0":
        return this.allPaths(input, [])
          .slice(1)
          .map((path) => [...path]);
      case "leaf_paths/0":
        return this.allPaths(input, [])
          .filter((path) => !isContainer(atPath(input, path)))
          .map((path) => [...path]);
      case "getpath/1":
        return run(0).map((path) => atPath(input, pathOf(path)));
      case "setpath/2":
        return [withPath(input, pathOf(first(0)), first(1))];
      case "del/1":
        return args[0] === undefined
          ? []
          : [
              [...this.paths(args[0], input, variables)]
                .reverse()
                .reduce((value, path) => withoutPath(value, path), input),
            ];
      case "delpaths/1":
        return [
          [...arrayOf(first(0), "deleted")]
            .reverse()
            .reduce<Json>((value, path) => withoutPath(value, pathOf(path)), input),
        ];
      case "error/0":
        throw new JqError(
          typeof input === "string" ? input : `${JSON.stringify(input)} (not a string)`,
          input,
        );
      case "error/1":
        throw new JqError(String(first(0)), first(0));
      case "now/0":
        return [this.now / 1000];
      case "todate/0":
      case "todateiso8601/0":
        return [formatTime("%Y-%m-%dT%H:%M:%SZ", numberOf(input) * 1000, "UTC")];
      case "fromdate/0":
      case "fromdateiso8601/0": {
        const ms = parseDate(textOf(input, "parsed as a date"), this.now, "UTC");
        if (ms === undefined)
          throw new JqError(
            `date "${textOf(input, "")}" does not match format "%Y-%m-%dT%H:%M:%SZ"`,
          );
        return [Math.floor(ms / 1000)];
      }
      case "strftime/1":
        return [formatTime(textOf(first(0), "used as a format"), numberOf(input) * 1000, "UTC")];
      case "env/0":
        return [variables.get("ENV") ?? {}];
      case "input_line_number/0":
        return [0];
      case "ascii/0":
        return [String.fromCodePoint(numberOf(input))];
      case "tojson/1":
        return [JSON.stringify(first(0))];
      case "transpose/0": {
        const rows = arrayOf(input, "transposed").map((row) => arrayOf(row, "transposed"));
        const width = Math.max(0, ...rows.map((row) => row.length));
        return [Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? null))];
      }
      case "halt/0":
      case "debug/0":
        return [input];
      case "isvalid/1":
        try {
          run(0);
          return [true];
        } catch (error) {
          if (error instanceof JqError) return [false];
          throw error;
        }
      default:
        throw new JqError(`${key} is not defined`);
    }
  }

  private regex(pattern: Json, flags: Json) {
    const source = textOf(pattern, "used as a pattern").replace(/\(\?[<:][^>)]*>?/g, "(");
    return compileRegex(source, {
      extended: true,
      ignoreCase: typeof flags === "string" && flags.includes("i"),
    });
  }

  private matches(input: Json, pattern: Json, flags: Json) {
    const text = textOf(input, "matched, as it is not a string");
    const regex = this.regex(pattern, flags);
    const found = [];
    let at = 0;
    while (at <= text.length) {
      const match = regex.exec(text, at);
      if (match === undefined) break;
      found.push(match);
      if (!(typeof flags === "string" && flags.includes("g"))) break;
      at = match.end > match.index ? match.end : match.end + 1;
    }
    return found;
  }
}

const fail = (message: string): never => {
  throw new JqError(message);
};

export const isTrue = (value: Json): boolean => value !== null && value !== false;
const isContainer = (value: Json): value is readonly Json[] | { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null;
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  isContainer(value) && !Array.isArray(value);
const orNull = (index: number): number | null => (index < 0 ? null : index);

export function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function described(value: Json): string {
  const text = JSON.stringify(value);
  return `${typeOf(value)} (${text.length > 11 ? `${text.slice(0, 10)}...` : text})`;
}

function itemsOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (isObject(value)) return Object.values(value);
  return fail(`Cannot iterate over ${value === null ? "null" : described(value)}`);
}

function keysOf(value: Json): (string | number)[] {
  if (Array.isArray(value)) return value.map((_, i) => i);
  if (isObject(value)) return Object.keys(value);
  return fail(`Cannot iterate over ${value === null ? "null" : described(value)}`);
}

function entriesOf(value: Json): [string, Json][] {
  if (!isObject(value)) return fail(`${described(value)} has no keys`);
  return Object.entries(value);
}

function arrayOf(value: Json, what: string): readonly Json[] {
  if (!Array.isArray(value))
    return fail(`${described(value)} cannot be ${what}, as it is not an array`);
  return value as readonly Json[];
}

function textOf(value: Json, what: string): string {
  return typeof value === "string" ? value : fail(`${described(value)} cannot be ${what}`);
}

function numberOf(value: Json): number {
  return typeof value === "number" ? value : fail(`${described(value)} number required`);
}

function indexed(target: Json, key: Json): Json {
  if (target === null && (typeof key === "string" || typeof key === "number" || key === null))
    return null;
  if (isObject(target) && typeof key === "string")
    return Object.hasOwn(target, key) ? (target[key] ?? null) : null;
  if (Array.isArray(target) && typeof key === "number") {
    const at = Math.floor(key) < 0 ? target.length + Math.floor(key) : Math.floor(key);
    return (target[at] as Json | undefined) ?? null;
  }
  if (typeof key === "string") return fail(`Cannot index ${typeOf(target)} with "${key}"`);
  return fail(`Cannot index ${typeOf(target)} with ${typeOf(key)}`);
}

function sliced(target: Json, from: Json, to: Json): Json {
  if (target === null) return null;
  const [start, end] = [
    from === null ? undefined : Number(from),
    to === null ? undefined : Number(to),
  ];
  if (typeof target === "string") return [...target].slice(start, end).join("");
  return arrayOf(target, "sliced").slice(start, end);
}

function withKey(target: Json, key: string | number, value: Json): Json {
  if (typeof key === "number") {
    const items = target === null ? [] : [...arrayOf(target, "indexed with a number")];
    const at = key < 0 ? items.length + key : key;
    if (at < 0 || at > 100_000) return fail("Out of bounds array index");
    while (items.length < at) items.push(null);
    items[at] = value;
    return items;
  }
  if (target !== null && !isObject(target))
    return fail(`Cannot index ${typeOf(target)} with "${key}"`);
  const entries = Object.entries(target ?? {});
  const found = entries.findIndex(([name]) => name === key);
  if (found >= 0) entries[found] = [key, value];
  else entries.push([key, value]);
  return Object.fromEntries(entries);
}

const atPath = (value: Json, path: Path): Json =>
  path.reduce<Json>((inner, key) => indexed(inner, key), value);

function withPath(value: Json, path: Path, next: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  return withKey(value, key, withPath(indexed(value, key), rest, next));
}

function withoutPath(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length > 0)
    return hasKey(value, key) ? withKey(value, key, withoutPath(indexed(value, key), rest)) : value;
  if (typeof key === "number") {
    const items = arrayOf(value, "indexed with a number");
    const at = key < 0 ? items.length + key : key;
    return items.filter((_, i) => i !== at);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
    : fail(`Cannot delete field of ${typeOf(value)}`);
}

function pathOf(value: Json): Path {
  return arrayOf(value, "used as a path").map((key) =>
    typeof key === "string" || typeof key === "number"
      ? key
      : fail("Path must be specified as an array"),
  );
}

function hasKey(container: Json, key: Json): boolean {
  if (isObject(container) && typeof key === "string") return Object.hasOwn(container, key);
  if (Array.isArray(container) && typeof key === "number")
    return key >= 0 && key < container.length;
  return fail(
    `Cannot check whether ${typeOf(container)} has a ${typeof key === "string" ? "string" : typeOf(key)} key`,
  );
}

function fromEntries(value: Json): Json {
  return Object.fromEntries(
    itemsOf(value).map((entry) => {
      const key =
        [
          indexed(entry, "key"),
          indexed(entry, "k"),
          indexed(entry, "name"),
          indexed(entry, "Name"),
        ].find((each) => each !== null) ?? null;
      const held =
        isObject(entry) && Object.hasOwn(entry, "value")
          ? indexed(entry, "value")
          : indexed(entry, "v");
      return [typeof key === "string" ? key : key === null ? "null" : String(key), held];
    }),
  );
}

function lengthOf(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === "string") return [...value].length;
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "boolean") return fail(`boolean (${String(value)}) has no length`);
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function operate(operator: string, left: Json, right: Json): Json {
  switch (operator) {
    case "==":
      return compareJson(left, right) === 0;
    case "!=":
      return compareJson(left, right) !== 0;
    case "<":
      return compareJson(left, right) < 0;
    case "<=":
      return compareJson(left, right) <= 0;
    case ">":
      return compareJson(left, right) > 0;
    case ">=":
      return compareJson(left, right) >= 0;
    case "+":
      return plus(left, right);
    default:
      return calculate(operator, left, right);
  }
}

function plus(left: Json, right: Json): Json {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (typeof left === "string" && typeof right === "string") {
    return left.length + right.length > 5_000_000
      ? fail("a string grows too long here")
      : left + right;
  }
  if (Array.isArray(left) && Array.isArray(right))
    return [...(left as Json[]), ...(right as Json[])];
  if (isObject(left) && isObject(right)) return { ...left, ...right };
  return fail(`${described(left)} and ${described(right)} cannot be added`);
}

function calculate(operator: string, left: Json, right: Json): Json {
  const words: Readonly<Record<string, string>> = {
    "-": "subtracted",
    "*": "multiplied",
    "/": "divided",
    "%": "divided",
  };
  if (typeof left === "number" && typeof right === "number") {
    if (operator === "-") return left - right;
    if (operator === "*") return left * right;
    if (right === 0)
      return fail(
        `${described(left)} and ${described(right)} cannot be divided because the divisor is zero`,
      );
    return operator === "/" ? left / right : Math.trunc(left) % Math.trunc(right);
  }
  if (operator === "-" && Array.isArray(left) && Array.isArray(right)) {
    const gone = right as readonly Json[];
    return (left as readonly Json[]).filter(
      (item) => !gone.some((other) => compareJson(item, other) === 0),
    );
  }
  if (operator === "/" && typeof left === "string" && typeof right === "string")
    return left.split(right);
  if (operator === "*" && typeof left === "string" && typeof right === "number")
    return right <= 0
      ? null
      : left.length * right > 1_000_000
        ? fail("a string grows too long here")
        : left.repeat(Math.max(1, Math.floor(right)));
  if (operator === "*" && isObject(left) && isObject(right)) return mergeDeep(left, right, 0);
  return fail(
    `${described(left)} and ${described(right)} cannot be ${words[operator] ?? "combined"}`,
  );
}

function mergeDeep(left: Json, right: Json, depth: number): Json {
  if (!isObject(left) || !isObject(right) || depth > 100) return right;
  return Object.entries(right).reduce<Json>(
    (merged, [key, value]) =>
      withKey(merged, key, mergeDeep(indexed(merged, key), value, depth + 1)),
    left,
  );
}

const typeOrder = ["null", "boolean", "number", "string", "array", "object"];

export function compareJson(left: Json, right: Json): number {
  const [a, b] = [typeOf(left), typeOf(right)];
  if (a !== b) return typeOrder.indexOf(a) - typeOrder.indexOf(b);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "string" && typeof right === "string")
    return left < right ? -1 : left > right ? 1 : 0;
  if (Array.isArray(left) && Array.isArray(right))
    return compareLists(left as Json[], right as Json[]);
  if (isObject(left) && isObject(right)) {
    const [x, y] = [Object.keys(left).sort(), Object.keys(right).sort()];
    return (
      compareLists(x, y) ||
      compareLists(
        x.map((key) => indexed(left, key)),
        y.map((key) => indexed(right, key)),
      )
    );
  }
  return 0;
}

function compareLists(left: readonly Json[], right: readonly Json[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareJson(left[i] ?? null, right[i] ?? null);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function groupsBy(items: readonly Json[], by: (item: Json) => Json): Json[][] {
  const keyed = items
    .map((item) => [by(item), item] as const)
    .sort((a, b) => compareJson(a[0], b[0]));
  const groups: { key: Json; items: Json[] }[] = [];
  for (const [key, item] of keyed) {
    const last = groups[groups.length - 1];
    if (last !== undefined && compareJson(last.key, key) === 0) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map((group) => group.items);
}

function flatten(items: readonly Json[], depth: number): Json[] {
  return items.flatMap((item) =>
    Array.isArray(item) && depth > 0 ? flatten(item as Json[], depth - 1) : [item],
  );
}

function range(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  if (step === 0) return found;
  for (let i = from; step > 0 ? i < to : i > to; i += step) {
    if (found.length >= mostResults) return fail("too many results here");
    found.push(i);
  }
  return found;
}

function containsJson(whole: Json, part: Json): boolean {
  if (typeof whole === "string" && typeof part === "string") return whole.includes(part);
  if (Array.isArray(whole) && Array.isArray(part))
    return (part as Json[]).every((wanted) =>
      (whole as Json[]).some(
        (item) => typeOf(item) === typeOf(wanted) && containsJson(item, wanted),
      ),
    );
  if (isObject(whole) && isObject(part))
    return Object.entries(part).every(
      ([key, wanted]) => Object.hasOwn(whole, key) && containsJson(indexed(whole, key), wanted),
    );
  if (typeOf(whole) !== typeOf(part))
    return fail(`${described(whole)} and ${described(part)} cannot have their containment checked`);
  return compareJson(whole, part) === 0;
}

function applyFormat(name: string, value: Json): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const cell = (item: Json, quote: (text: string) => string): string =>
    item === null
      ? ""
      : typeof item === "string"
        ? quote(item)
        : isContainer(item)
          ? fail(`${described(item)} is not valid in a csv row`)
          : String(item);
  switch (name) {
    case "text":
    case "@text":
      return text;
    case "@json":
      return JSON.stringify(value);
    case "@base64":
      return encodeBase64(text);
    case "@base64d":
      return decodeBase64(text).text;
    case "@csv":
      return arrayOf(value, "csv-formatted, only an array can be")
        .map((item) => cell(item, (each) => `"${each.replaceAll('"', '""')}"`))
        .join(",");
    case "@tsv":
      return arrayOf(value, "tsv-formatted, only an array can be")
        .map((item) =>
          cell(item, (each) =>
            each.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n"),
          ),
        )
        .join("\t");
    case "@html":
      return text.replace(
        /[<>&'"]/g,
        (c) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", "'": "&#39;", '"': "&quot;" })[c] ?? c,
      );
    case "@sh":
      return (Array.isArray(value) ? (value as Json[]) : [value])
        .map((item) =>
          typeof item === "string" ? `'${item.replaceAll("'", "'\\''")}'` : JSON.stringify(item),
        )
        .join(" ");
    case "@uri":
      return encodeURIComponent(text).replace(
        /[!'()*]/g,
        (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
      );
    default:
      return fail(`${name.slice(1)} is not a valid format`);
  }
}
