// Solutions with one thing wrong: a command left out, a field of a manifest dropped or changed, a number off
// by one, another image, another namespace. A good check tells every one of them from the solution.
import { parseAllDocuments, stringify } from "yaml";
import type { Script } from "./scripts";

export interface Mutant extends Script {
  /** What was done to it, in a few words; its name in `equivalent`. */
  readonly change: string;
}

export function mutantsOf(solution: Script): Mutant[] {
  const parts = splitScript(solution.text);
  const mutants = parts.flatMap((part, index) => {
    const replaced = (text: string, change: string): Mutant => ({
      name: `mutant: ${change}`,
      change,
      text: parts.map((each, at) => (at === index ? text : each.text)).join("\n"),
    });
    return part.isManifest
      ? manifestMutants(part).map(({ text, change }) => replaced(text, change))
      : commandMutants(part.text).map(({ text, change }) => replaced(text, change));
  });
  const seen = new Set([solution.text.trim()]);
  return mutants.filter(({ text }) => !seen.has(text.trim()) && seen.add(text.trim()));
}

interface Part {
  readonly text: string;
  readonly isManifest: boolean;
  /** The line that opens the here-document, its body, and the word that ends it. */
  readonly opening?: string;
  readonly body?: string;
  readonly ending?: string;
}

/** Lines of commands, and here-documents as a whole. */
function splitScript(text: string): Part[] {
  const lines = text.split("\n");
  const parts: Part[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const ending = /<<-?\s*'?"?(\w+)"?'?/.exec(line)?.[1];
    const end = ending === undefined ? -1 : lines.indexOf(ending, i + 1);
    if (ending === undefined || end < 0) {
      parts.push({ text: line, isManifest: false });
      continue;
    }
    const body = lines.slice(i + 1, end).join("\n");
    parts.push({
      text: [line, body, ending].join("\n"),
      isManifest: /^kind:/m.test(body),
      opening: line,
      body,
      ending,
    });
    i = end;
  }
  return parts;
}

interface Change {
  readonly text: string;
  readonly change: string;
}

/** Waiting and looking change nothing, so leaving them out is no mistake. */
const idle =
  /^(kubectl (wait|get|describe|diff|logs|rollout (status|history)|apply view-last-applied)\b(?!.*>)|sleep|set|cat [^>]*$)/;

function commandMutants(line: string): Change[] {
  const command = line.trim();
  if (command === "" || command.startsWith("#") || idle.test(command)) return [];
  const short = command.length > 60 ? `${command.slice(0, 57)}...` : command;
  const each = (pattern: RegExp, to: (match: string) => string): Change[] =>
    [...line.matchAll(pattern)].map(({ 0: match, index }) => ({
      text: line.slice(0, index) + to(match) + line.slice(index + match.length),
      change: `${match.trim()} → ${to(match) || "nothing"} in \`${short}\``,
    }));
  return [
    { text: "true", change: `without \`${short}\`` },
    ...(several(/ -e ('[^']*'|"[^"]*"|\S+)/g, line)
      ? each(/ -e ('[^']*'|"[^"]*"|\S+)/g, () => "")
      : []),
    ...each(/ --(?!timeout)[a-z][\w-]*(?:=("[^"]*"|'[^']*'|\S+))?/g, () => ""),
    ...each(/\b[a-z][a-z/-]*:(?:\d[\w.-]*|latest|alpine)\b/g, otherImage),
    ...each(/(?<=(?:-n|--namespace)[= ])[a-z][a-z-]*/g, () => "kube-public"),
    ...each(/(?<=[=: ]"?)\d+(?=[\s"'},/]|$)/g, (count) => String(Number(count) + 1)),
    ...each(/(?<=[=: ]"?)[1-9]\d*(?=[\s"'},/]|$)/g, (count) => String(Number(count) - 1)),
    ...each(/(?<=\b[a-z]+=)[a-z][a-z-]*\b/g, (value) => `${value}x`),
  ];
}

const otherImage = (image: string): string =>
  image === "busybox:1.36" ? "httpd:2.4" : "busybox:1.36";

const several = (pattern: RegExp, line: string): boolean => [...line.matchAll(pattern)].length > 1;

function manifestMutants(part: Part): Change[] {
  const documents = parseAllDocuments(part.body ?? "", { version: "1.1" }).map(
    (document) => document.toJS() as unknown,
  );
  const write = (changed: readonly unknown[]): string =>
    [
      part.opening,
      changed
        .map((each) => stringify(each))
        .join("---\n")
        .trimEnd(),
      part.ending,
    ].join("\n");
  const others = (at: number, value: unknown): unknown[] =>
    documents.flatMap((each, index) =>
      index === at ? (value === undefined ? [] : [value]) : [each],
    );
  return documents.flatMap((document, index) => {
    const label = nameOf(document);
    const whole = { text: write(others(index, undefined)), change: `${label} missing` };
    const fields = [...fieldsOf(document)].flatMap((at) =>
      changesAt(document, at).map(({ value, what }) => ({
        text: write(others(index, value)),
        change: `${label}: ${at.join(".")} ${what}`,
      })),
    );
    const moved = {
      text: write(others(index, replaceAt(document, ["metadata", "namespace"], "kube-public"))),
      change: `${label} in another namespace`,
    };
    return [...(documents.length > 1 ? [whole] : []), moved, ...fields];
  });
}

function nameOf(document: unknown): string {
  const object = document as { kind?: string; metadata?: { name?: string } } | null;
  return `${object?.kind ?? "?"}/${object?.metadata?.name ?? "?"}`;
}

type FieldAt = readonly (string | number)[];

/** Paths of all leaves, apart from the object's type. */
function* fieldsOf(value: unknown, at: FieldAt = []): Generator<FieldAt> {
  if (typeof value !== "object" || value === null) {
    if (at[0] !== "apiVersion" && at[0] !== "kind") yield at;
    return;
  }
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, field] of entries) yield* fieldsOf(field, [...at, key]);
}

function changesAt(document: unknown, at: FieldAt): { value: unknown; what: string }[] {
  const old = at.reduce<unknown>(
    (value, step) => (value as Record<string, unknown>)?.[step],
    document,
  );
  const changes = [{ value: replaceAt(document, at, undefined), what: "dropped" }];
  if (typeof old === "number") {
    changes.push({ value: replaceAt(document, at, old + 1), what: `${old} → ${old + 1}` });
    if (old > 0)
      changes.push({ value: replaceAt(document, at, old - 1), what: `${old} → ${old - 1}` });
  }
  if (typeof old === "string") {
    const changed = at.at(-1) === "image" ? otherImage(old) : `${old}x`;
    changes.push({ value: replaceAt(document, at, changed), what: `${old} → ${changed}` });
  }
  const [key = "", parent = ""] = [at.at(-1), at.at(-2)].map(String);
  if (freeKeys.has(parent)) {
    const renamed = [...at.slice(0, -1), `${key}x`];
    const value = replaceAt(replaceAt(document, at, undefined), renamed, old);
    changes.push({ value, what: `as ${key}x` });
  }
  return changes;
}

/** Where a mistyped key is no error, only another key. */
const freeKeys: ReadonlySet<string> = new Set([
  "labels",
  "matchLabels",
  "selector",
  "annotations",
  "data",
]);

function replaceAt(value: unknown, at: FieldAt, field: unknown): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return field;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as unknown as Record<number, unknown>)
    : { ...(value as object) };
  const inner = replaceAt(copy[step], rest, field);
  if (inner === undefined && rest.length === 0) {
    if (Array.isArray(copy)) copy.splice(Number(step), 1);
    else delete copy[step];
  } else copy[step] = inner;
  return copy;
}
