import type { Comparison, Operation } from "../../../etcd/txn";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { parseFlags } from "../../kubectl/flags/parse-flags";
import { badArguments, type Call, type EtcdctlCommand, ExitError, exitStatus } from "../command";
import { rangeEndOf } from "../ranges";
import { delFlags } from "./del";
import { getFlags, getRequest } from "./get";
import { leaseOf, putFlags } from "./put";

export const txn: EtcdctlCommand = {
  name: "txn",
  usage: "[options]",
  summary: "Txn processes all the requests in one transaction",
  flags: defineFlags("interactive,i:bool"),
  run(call, resume) {
    const { io, args, flags } = call;
    if (args.length > 0) throw badArguments("txn command does not accept argument");
    const before = typeof resume === "string" ? resume : undefined;
    const text = (before ?? "") + io.stdin.read();
    if (flags.bool("interactive")) prompt(call, before, text);
    const sections = sectionsOf(text);
    const [compares = [], success = [], failure = []] = sections.lines;
    const comparisons: Comparison[] = [];
    for (const line of compares) {
      const comparison = parseComparison(line);
      if (comparison !== undefined) comparisons.push(comparison);
      else return panic(call);
    }
    const operations = [success, failure].map((lines) => lines.map(parseOperation));
    if (sections.closed < 3) {
      if (io.stdin.ended) throw new ExitError("EOF", exitStatus.invalidInput);
      return { waitFor: { input: true }, resume: text };
    }
    const etcd = call.server();
    const [then = [], otherwise = []] = operations;
    const { succeeded, results } = etcd.txn({
      compares: comparisons,
      success: then,
      failure: otherwise,
    });
    call.print({ kind: "txn", header: etcd.header, succeeded, results });
    return 0;
  },
};

const prompts = [
  "compares:",
  "success requests (get, put, del):",
  "failure requests (get, put, del):",
];

/** Says what comes next, once for each section that has begun. */
function prompt({ io }: Call, before: string | undefined, text: string): void {
  const from = before === undefined ? 0 : sectionsOf(before).closed + 1;
  for (const line of prompts.slice(from, sectionsOf(text).closed + 1)) io.stdout(`${line}\n`);
}

interface Sections {
  readonly lines: readonly (readonly string[])[];
  /** How many were ended by an empty line. */
  readonly closed: number;
}

function sectionsOf(text: string): Sections {
  const sections: string[][] = [[]];
  let closed = 0;
  const whole = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  for (const line of whole.slice(0, -1)) {
    if (closed === 3) break;
    if (line.trim() !== "") sections.at(-1)?.push(line.trim());
    else {
      closed += 1;
      sections.push([]);
    }
  }
  return { lines: sections, closed };
}

const targets: Readonly<Record<string, Comparison["target"]>> = {
  ver: "version",
  version: "version",
  c: "create",
  create: "create",
  m: "mod",
  mod: "mod",
  val: "value",
  value: "value",
  lease: "lease",
};

const quoted = /^"((?:[^"\\]|\\.)*)"\)\s+(\S+)\s+"((?:[^"\\]|\\.)*)"/;

/** Nothing for an operator that nobody knows: there etcdctl falls over. */
function parseComparison(line: string): Comparison | undefined {
  const paren = line.indexOf("(");
  if (paren < 0) throw invalid(`malformed comparison: ${line}`);
  const name = line.slice(0, paren);
  const found = quoted.exec(line.slice(paren + 1));
  if (found === null) throw invalid(`malformed comparison: ${line}; got ${name}("")  ""`);
  const [, key = "", operator = "", text = ""] = found;
  const target = targets[name];
  if (target === undefined) throw invalid(`malformed comparison: ${line} (unknown target ${name})`);
  const number = target === "lease" ? Number.parseInt(text, 16) : Number(text);
  if (target !== "value" && !Number.isInteger(number)) {
    const problem = `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw invalid(`invalid txn compare request: ${line} (${problem})`);
  }
  const known = (["=", "!=", "<", ">"] as const).find((one) => one === operator);
  if (known === undefined) return undefined;
  return { key, target, operator: known, wanted: target === "value" ? text : number };
}

function parseOperation(line: string): Operation {
  const words = wordsOf(line);
  const [verb, ...rest] = words;
  if (words.length < 2) throw invalid(`invalid txn compare request: ${line}`);
  const specs = { get: getFlags, put: putFlags, del: delFlags }[verb ?? ""];
  if (specs === undefined) throw invalid(`invalid txn request: ${line}`);
  const { args, flags } = parseFlags(rest, specs);
  const [key = "", second] = args;
  if (verb === "get") return { kind: "get", range: getRequest(args, flags) };
  if (verb === "del")
    return {
      kind: "delete",
      range: rangeEndOf({ key, end: second, flags }),
      previous: flags.bool("prev-kv"),
    };
  const lease = leaseOf(flags);
  return {
    kind: "put",
    previous: flags.bool("prev-kv"),
    put: { key, value: second ?? "", ...(lease === undefined ? {} : { lease }) },
  };
}

const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double?.replace(/\\(.)/g, "$1") ?? single ?? plain ?? "",
  );

const invalid = (message: string): ExitError => new ExitError(message, exitStatus.invalidInput);

/** Go's status when a program panics. */
const panicStatus = 2;

function panic({ io }: Call): number {
  io.stderr(
    "panic: Unknown result op\n\ngoroutine 1 [running]:\ngo.etcd.io/etcd/client/v3.Compare(...)\n",
  );
  return panicStatus;
}
