// export, local, declare, read, shift, getopts … : everything about variables.
import { evaluateArithmetic, withoutFatal } from "../arithmetic";
import { assign, planAssignment } from "../assignments";
import { Expander } from "../expand";
import { parseCommand } from "../parser";
import type { Frame, Variable } from "../shell-memory";
import { ShellFailure, type ShellState } from "../shell-state";
import type { Builtin, BuiltinOutcome } from "./define-builtin";

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

interface Declaration {
  readonly change: Partial<Variable>;
  readonly isLocal: boolean;
  readonly builtin: string;
}

function declareWords(
  state: ShellState,
  words: readonly string[],
  declaration: Declaration,
): number {
  let status = 0;
  for (const word of words) {
    const found = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]*\])?(\+?=([\s\S]*))?$/.exec(word);
    const name = found?.[1];
    if (name === undefined) {
      state.complain(`${declaration.builtin}: \`${word}': not a valid identifier`);
      status = 1;
      continue;
    }
    if (declaration.isLocal) makeLocal(state, name);
    const { readonly: isReadonly, ...early } = declaration.change;
    if (early.associative === true && state.variables.get(name)?.items === undefined)
      state.setItems(name, []);
    if (Object.keys(early).length > 0) state.change(name, early);
    if (found?.[2] !== undefined) assignWord(state, word, name);
    if (isReadonly === true) state.change(name, { readonly: true });
  }
  return status;
}

/** An assignment in an argument: `x=1` after its expansion, or `x=(1 2)` as it stood. */
function assignWord(state: ShellState, word: string, name: string): void {
  const rest = word.slice(name.length);
  if (/^\+?=\(/.test(rest) && rest.endsWith(")")) {
    const { command } = parseCommand({ text: word, start: 0 });
    const [assignment] = command?.kind === "simple" ? command.assignments : [];
    if (assignment !== undefined)
      assign(state, planAssignment(new Expander(state, []), assignment));
    return;
  }
  const found = /^(?:\[([^\]]*)\])?(\+?)=([\s\S]*)$/.exec(rest);
  if (found === null) return;
  const key = found[1] === undefined ? {} : { key: found[1] };
  assign(state, { name, append: found[2] === "+", value: found[3] ?? "", ...key });
}

function makeLocal(state: ShellState, name: string): void {
  for (let i = state.frames.length - 1; i >= 0; i--) {
    const frame: Frame | undefined = state.frames[i];
    if (frame?.kind !== "call" || !frame.isFunction) continue;
    if (frame.locals.some(([other]) => other === name)) return;
    const old = state.variables.get(name) ?? null;
    state.frames[i] = { ...frame, locals: [...frame.locals, [name, old]] };
    state.restore(name, { value: "" });
    state.variables.delete(name);
    return;
  }
  throw new ShellFailure("local: can only be used in a function");
}

function printDeclarations(state: ShellState, filter: (variable: Variable) => boolean): void {
  for (const name of [...state.variables.keys()].sort()) {
    const variable = state.variables.get(name);
    if (variable === undefined || name === "__random" || !filter(variable)) continue;
    state.io.stdout(`${declarationText(name, variable)}\n`);
  }
}

function declarationText(name: string, variable: Variable): string {
  const letters = `${variable.items === undefined ? "" : variable.associative === true ? "A" : "a"}${variable.integer === true ? "i" : ""}${variable.readonly === true ? "r" : ""}${variable.exported === true ? "x" : ""}`;
  const quoted = (text: string): string => `"${text.replace(/["\\$`]/g, "\\$&")}"`;
  const value =
    variable.items === undefined
      ? quoted(variable.value)
      : `(${variable.items.map(([key, text]) => `[${key}]=${quoted(text)}`).join(" ")}${variable.associative === true ? " " : ""})`;
  return `declare -${letters === "" ? "-" : letters} ${name}=${value}`;
}

const declare: Builtin = ({ state, args, name }) => {
  const flags = args.filter((arg) => /^[-+][a-zA-Z]+$/.test(arg));
  const words = args.slice(flags.length);
  const letters = flags.filter((flag) => flag.startsWith("-")).join("");
  if (letters.includes("f") || letters.includes("F")) {
    for (const [function_, body] of [...state.functions].sort()) {
      if (words.length > 0 && !words.includes(function_)) continue;
      state.io.stdout(
        letters.includes("F") ? `declare -f ${function_}\n` : `${function_} () \n${body}\n`,
      );
    }
    return 0;
  }
  if (letters.includes("p") || words.length === 0) {
    for (const word of words) {
      const variable = state.variables.get(word);
      if (variable === undefined) throw new ShellFailure(`${name}: ${word}: not found`);
      state.io.stdout(`${declarationText(word, variable)}\n`);
    }
    if (words.length === 0) printDeclarations(state, () => true);
    return 0;
  }
  const change: Partial<Variable> = {
    ...(letters.includes("x") ? { exported: true } : {}),
    ...(letters.includes("r") ? { readonly: true } : {}),
    ...(letters.includes("i") ? { integer: true } : {}),
    ...(letters.includes("A") ? { associative: true } : {}),
  };
  const isLocal =
    !letters.includes("g") &&
    state.frames.some((frame) => frame.kind === "call" && frame.isFunction);
  if (letters.includes("a")) {
    for (const word of words)
      if (namePattern.test(word) && !state.variables.has(word)) state.setItems(word, []);
  }
  return declareWords(state, words, { change, isLocal, builtin: name });
};

export const variableBuiltins: Readonly<Record<string, Builtin>> = {
  export({ state, args }) {
    const words = args.filter((arg) => !/^-[fnp]+$/.test(arg));
    if (words.length === 0) {
      for (const name of [...state.variables.keys()].sort()) {
        const variable = state.variables.get(name);
        if (variable?.exported !== true) continue;
        const text =
          state.dialect === "bash"
            ? declarationText(name, variable).replace(/^declare -/, "declare -")
            : `export ${name}='${variable.value}'`;
        state.io.stdout(`${text}\n`);
      }
      return 0;
    }
    const exported = !args.includes("-n");
    return declareWords(state, words, { change: { exported }, isLocal: false, builtin: "export" });
  },

  readonly({ state, args }) {
    const words = args.filter((arg) => !/^-[afp]+$/.test(arg));
    if (words.length === 0) printDeclarations(state, (variable) => variable.readonly === true);
    return declareWords(state, words, {
      change: { readonly: true },
      isLocal: false,
      builtin: "readonly",
    });
  },

  local({ state, args }) {
    if (!state.frames.some((frame) => frame.kind === "call" && frame.isFunction)) {
      throw new ShellFailure("local: can only be used in a function");
    }
    const flags = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join("");
    const words = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg));
    const change: Partial<Variable> = {
      ...(flags.includes("i") ? { integer: true } : {}),
      ...(flags.includes("r") ? { readonly: true } : {}),
      ...(flags.includes("x") ? { exported: true } : {}),
      ...(flags.includes("A") ? { associative: true } : {}),
    };
    return declareWords(state, words, { change, isLocal: true, builtin: "local" });
  },

  declare,
  typeset: declare,

  unset({ state, args }) {
    const isFunction = args[0] === "-f";
    for (const name of args.filter((arg) => arg !== "-f" && arg !== "-v")) {
      const element = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(name);
      if (element?.[1] !== undefined) {
        const variable = state.variables.get(element[1]);
        const key =
          variable?.associative === true
            ? element[2]
            : String(evaluateArithmetic(state, element[2] ?? "0"));
        state.setItems(
          element[1],
          (variable?.items ?? []).filter(([other]) => other !== key),
        );
      } else if (isFunction || (!state.variables.has(name) && state.functions.has(name)))
        state.functions.delete(name);
      else state.unset(name);
    }
    return 0;
  },

  shift({ state, args }) {
    const count = Number.parseInt(args[0] ?? "1", 10);
    if (count > state.positional.length) return 1;
    state.positional = state.positional.slice(count);
    return 0;
  },

  let({ state, args }) {
    let value = 0n;
    for (const word of args) value = withoutFatal(() => evaluateArithmetic(state, word));
    return value === 0n ? 1 : 0;
  },

  read: readLine,
  mapfile,
  readarray: mapfile,
  getopts,
};

interface ReadMemory {
  readonly deadline?: number;
  readonly text: string;
}

function readLine({ state, args, memory }: Parameters<Builtin>[0]): BuiltinOutcome {
  const options = readOptions(args);
  const { system, process } = state.io;
  const before = isReadMemory(memory) ? memory : undefined;
  if (
    before === undefined &&
    options.prompt !== undefined &&
    system.isTerminal(options.descriptor)
  ) {
    state.io.stderr(options.prompt);
  }
  const deadline =
    before?.deadline ??
    (options.timeoutMs === undefined ? undefined : process.now + options.timeoutMs);
  let text = before?.text ?? "";
  for (;;) {
    const line = system.readLine(options.descriptor);
    if (line === undefined) {
      if (deadline !== undefined && process.now >= deadline) return 142;
      const wait = {
        readable: [options.descriptor],
        ...(deadline === undefined ? {} : { until: deadline }),
      };
      return { wait, memory: { text, ...(deadline === undefined ? {} : { deadline }) } };
    }
    text += line.text;
    const isContinued = !options.isRaw && /(?:^|[^\\])(?:\\\\)*\\\n$/.test(text);
    if (isContinued && !line.ended) {
      text = text.slice(0, -2);
      continue;
    }
    const isComplete = text.endsWith("\n");
    assignFields(state, isComplete ? text.slice(0, -1) : text, options);
    return isComplete ? 0 : 1;
  }
}

const isReadMemory = (memory: unknown): memory is ReadMemory =>
  typeof memory === "object" && memory !== null && "text" in memory;

interface ReadOptions {
  readonly names: readonly string[];
  readonly prompt?: string;
  readonly isRaw: boolean;
  readonly array?: string;
  readonly timeoutMs?: number;
  readonly descriptor: number;
  readonly count?: number;
}

function readOptions(args: readonly string[]): ReadOptions {
  let options: ReadOptions = { names: [], isRaw: false, descriptor: 0 };
  let i = 0;
  for (; i < args.length; i++) {
    const word = args[i] ?? "";
    if (!/^-[a-zA-Z]/.test(word)) break;
    for (let j = 1; j < word.length; j++) {
      const letter = word.charAt(j);
      if (letter === "r") options = { ...options, isRaw: true };
      else if ("pantdNui".includes(letter)) {
        const value = j + 1 < word.length ? word.slice(j + 1) : (args[i + 1] ?? "");
        if (j + 1 >= word.length) i += 1;
        if (letter === "p") options = { ...options, prompt: value };
        if (letter === "a") options = { ...options, array: value };
        if (letter === "t") options = { ...options, timeoutMs: Math.ceil(Number(value) * 1000) };
        if (letter === "u") options = { ...options, descriptor: Number(value) };
        if (letter === "n" || letter === "N") options = { ...options, count: Number(value) };
        break;
      } else if (letter !== "s" && letter !== "e") {
        throw new ShellFailure(`read: -${letter}: invalid option`, 2);
      }
    }
  }
  return { ...options, names: args.slice(i) };
}

function assignFields(state: ShellState, line: string, options: ReadOptions): void {
  const text = options.count === undefined ? line : line.slice(0, options.count);
  const separators = state.get("IFS") ?? " \t\n";
  if (options.array !== undefined) {
    const fields = splitFields(text, separators, Number.POSITIVE_INFINITY, options.isRaw);
    state.setItems(
      options.array,
      fields.map((field, i) => [String(i), field]),
    );
    return;
  }
  if (options.names.length === 0) {
    state.set("REPLY", options.isRaw ? text : text.replace(/\\([\s\S])/g, "$1"));
    return;
  }
  for (const name of options.names) {
    if (!namePattern.test(name)) throw new ShellFailure(`read: \`${name}': not a valid identifier`);
  }
  const fields = splitFields(text, separators, options.names.length, options.isRaw);
  options.names.forEach((name, i) => {
    state.set(name, fields[i] ?? "");
  });
}

function splitFields(text: string, separators: string, most: number, isRaw: boolean): string[] {
  const isBlank = (character: string): boolean =>
    " \t\n".includes(character) && separators.includes(character);
  const fields: string[] = [];
  let at = 0;
  const skipBlanks = (): void => {
    while (at < text.length && isBlank(text.charAt(at))) at += 1;
  };
  skipBlanks();
  while (at < text.length) {
    const isLast = fields.length + 1 >= most;
    let field = "";
    let end = -1;
    while (at < text.length) {
      const character = text.charAt(at);
      if (character === "\\" && !isRaw) {
        field += text.charAt(at + 1);
        at += 2;
        end = field.length;
        continue;
      }
      if (!isLast && separators.includes(character)) break;
      field += character;
      at += 1;
      if (!isBlank(character)) end = field.length;
    }
    fields.push(isLast ? field.slice(0, Math.max(end, 0)) : field);
    skipBlanks();
    if (at < text.length && separators.includes(text.charAt(at)) && !isLast) {
      at += 1;
      skipBlanks();
    }
  }
  return fields;
}

function mapfile({ state, args, memory }: Parameters<Builtin>[0]): BuiltinOutcome {
  const trims = args.includes("-t");
  const name = args.filter((arg) => !arg.startsWith("-"))[0] ?? "MAPFILE";
  const read = state.io.system.read(0);
  const text = (typeof memory === "string" ? memory : "") + read.text;
  if (!read.ended) return { wait: { input: true }, memory: text };
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  state.setItems(
    name,
    lines.map((line, i) => [String(i), trims ? line : `${line}\n`]),
  );
  return 0;
}

function getopts({ state, args }: Parameters<Builtin>[0]): number {
  const [spec = "", name = "", ...given] = args;
  const words = given.length > 0 ? given : state.positional;
  const index = Number(state.get("OPTIND") ?? "1");
  const [, offsetText] = /^(\d+)$/.exec(state.get("__optoff") ?? "") ?? ["", "1"];
  const offset = Number(offsetText);
  const word = words[index - 1];
  const finish = (): number => {
    state.set(name, "?");
    state.set("__optoff", "1");
    return 1;
  };
  if (word === undefined || !word.startsWith("-") || word === "-") return finish();
  if (word === "--") {
    state.set("OPTIND", String(index + 1));
    return finish();
  }
  const letter = word.charAt(offset);
  const isSilent = spec.startsWith(":");
  const at = spec.indexOf(letter, isSilent ? 1 : 0);
  const next = (to: number, off: number): void => {
    state.set("OPTIND", String(to));
    state.set("__optoff", String(off));
  };
  const advance = (): void =>
    offset + 1 < word.length ? next(index, offset + 1) : next(index + 1, 1);
  if (letter === ":" || at < 0) {
    advance();
    state.set(name, "?");
    if (isSilent) state.set("OPTARG", letter);
    else state.io.stderr(`${state.name}: illegal option -- ${letter}\n`);
    return 0;
  }
  if (spec.charAt(at + 1) !== ":") {
    advance();
    state.set(name, letter);
    return 0;
  }
  const value = offset + 1 < word.length ? word.slice(offset + 1) : words[index];
  next(offset + 1 < word.length ? index + 1 : index + 2, 1);
  if (value === undefined) {
    state.set(name, isSilent ? ":" : "?");
    if (isSilent) state.set("OPTARG", letter);
    else state.io.stderr(`${state.name}: option requires an argument -- ${letter}\n`);
    return 0;
  }
  state.set(name, letter);
  state.set("OPTARG", value);
  return 0;
}
