/**
 * Turns what zod found into sentences an author can act on: which file, which field, what is there,
 * what should be there, and the name that was probably meant.
 */

import type { z } from "zod";
import { particleAfter } from "@/lib/messages/translate";
import { nearestWord } from "./nearest-word";

export interface AuthorProblem {
  readonly file: string;
  /** Where in the file, as `choices[1].why`; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** `content/22-pods/lesson.mdx › sumary: …` */
export function describeProblem({ file, field, message }: AuthorProblem): string {
  return field === "" ? `${file}: ${message}` : `${file} › ${field}: ${message}`;
}

export function problemsIn(named: {
  readonly file: string;
  readonly data: unknown;
  readonly issues: readonly Issue[];
  /** Field names this file may have, for near misses. */
  readonly known: readonly string[];
}): readonly AuthorProblem[] {
  const { file, data, issues, known } = named;
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      const found = valueAt(data, issue.path);
      return [{ file, field: fieldPath(issue.path), message: explain(issue, found) }];
    }
    return issue.keys.map((key) => ({
      file,
      field: fieldPath([...issue.path, key]),
      message: explainUnknown(key, known),
    }));
  });
}

function explainUnknown(key: string, known: readonly string[]): string {
  const meant = nearestWord(key, known);
  const unknown = `\`${key}\`라는 필드는 없어요.`;
  if (meant !== undefined) {
    return `${unknown} \`${meant}\`${particleAfter(meant, "을/를")} 쓰려던 건가요?`;
  }
  return `${unknown} 쓸 수 있는 필드: ${known.join(", ")}.`;
}

function explain(issue: Issue, found: unknown): string {
  if (found === undefined) return "꼭 있어야 하는데 없어요.";
  switch (issue.code) {
    case "invalid_type":
      return explainKind(kindName(issue.expected), kindName(kindOf(found)));
    case "invalid_value":
      return explainChoice(String(found), issue.values.map(String));
    case "too_small":
      return explainTooSmall(issue, found);
    case "custom":
    case "invalid_format":
      return issue.message;
    default:
      return `쓸 수 없는 값이에요(${issue.message}).`;
  }
}

function explainChoice(found: string, values: readonly string[]): string {
  const meant = nearestWord(found, values);
  const hint =
    meant === undefined ? "" : ` \`${meant}\`${particleAfter(meant, "을/를")} 쓰려던 건가요?`;
  return `\`${found}\`${particleAfter(found, "은/는")} 쓸 수 없어요.${hint} 가능한 값: ${values.join(", ")}.`;
}

function explainTooSmall(issue: Extract<Issue, { code: "too_small" }>, found: unknown): string {
  if (typeof found === "number") return "0보다 큰 수를 적어 주세요.";
  if (typeof found === "string") return "비어 있어요. 내용을 적어 주세요.";
  return `적어도 ${issue.minimum}개는 있어야 하는데 지금은 ${Array.isArray(found) ? found.length : 0}개예요.`;
}

const kindNames: Readonly<Record<string, string>> = {
  string: "문자열",
  number: "숫자",
  int: "정수",
  boolean: "참/거짓",
  array: "목록",
  object: "키와 값의 묶음",
  null: "빈 값",
};

function explainKind(expected: string, found: string): string {
  const wanted = `${expected}${particleAfter(expected, "을/를")} 적어야 하는데`;
  return `${wanted} 지금은 ${found}${particleAfter(found, "이에요/예요")}.`;
}

function kindName(kind: string): string {
  return kindNames[kind] ?? kind;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step + 1}번째]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Reflect.get(value, step);
  }, data);
}
