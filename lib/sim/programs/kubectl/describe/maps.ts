// Labels, annotations, tolerations and taints, one per line under their title.
import { compareText } from "@/lib/sim/meta/go-text";
import type { DescriptionWriter } from "./writer";

type Texts = Readonly<Record<string, string>>;

export const orNone = (text: string | undefined): string => (text ? text : "<none>");

export const sortedKeys = (map: object | undefined): string[] =>
  Object.keys(map ?? {}).sort(compareText);

/** `Title:⇥first`, and the others below it. */
export function writeMultiline(
  w: DescriptionWriter,
  title: string,
  lines: readonly string[],
  indent = "",
): void {
  w.write(
    0,
    `${indent}${title}:\t${lines.length === 0 ? "<none>" : lines.join(`\n${indent}\t`)}\n`,
  );
}

export function writeLabels(w: DescriptionWriter, title: string, labels: Texts | undefined): void {
  w.write(0, `${title}:\t`);
  const keys = sortedKeys(labels);
  if (keys.length === 0) {
    w.write(0, "<none>\n");
    return;
  }
  for (const [index, key] of keys.entries()) {
    w.write(0, `${index === 0 ? "" : "\t"}${key}=${labels?.[key] ?? ""}\n`);
  }
}

const skippedAnnotations = new Set(["kubectl.kubernetes.io/last-applied-configuration"]);
const longestAnnotation = 140;

export function writeAnnotations(
  w: DescriptionWriter,
  title: string,
  annotations: Texts | undefined,
): void {
  w.write(0, `${title}:\t`);
  const keys = sortedKeys(annotations).filter((key) => !skippedAnnotations.has(key));
  if (keys.length === 0) {
    w.write(0, "<none>\n");
    return;
  }
  for (const [index, key] of keys.entries()) {
    const value = (annotations?.[key] ?? "").replace(/\n$/, "");
    const lead = index === 0 ? "" : "\t";
    const isLong = value.length + key.length + 2 > longestAnnotation || value.includes("\n");
    if (!isLong) {
      w.write(0, `${lead}${key}: ${value}\n`);
      continue;
    }
    w.write(0, `${lead}${key}:\n`);
    for (const line of value.split("\n"))
      w.write(0, `\t  ${shorten(line, longestAnnotation - 2)}\n`);
  }
}

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}...` : text;

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export function writeTolerations(
  w: DescriptionWriter,
  title: string,
  tolerations: readonly Toleration[] | undefined,
): void {
  const sorted = [...(tolerations ?? [])].sort((a, b) => compareText(a.key ?? "", b.key ?? ""));
  writeMultiline(w, title, sorted.map(tolerationText));
}

function tolerationText({
  key = "",
  operator = "",
  value = "",
  effect = "",
  tolerationSeconds,
}: Toleration): string {
  const parts = [key];
  if (value !== "") parts.push(`=${value}`);
  if (effect !== "") parts.push(`:${effect}`);
  if (operator === "Exists" && value === "")
    parts.push(key !== "" || effect !== "" ? " op=Exists" : "op=Exists");
  if (operator === "Lt" || operator === "Gt") parts.push(` op=${operator}`);
  if (tolerationSeconds !== undefined) parts.push(` for ${tolerationSeconds}s`);
  return parts.join("");
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export const taintText = ({ key, value, effect }: Taint): string => {
  if (!effect) return key;
  return value ? `${key}=${value}:${effect}` : `${key}:${effect}`;
};

export function writeTaints(
  w: DescriptionWriter,
  title: string,
  taints: readonly Taint[] | undefined,
): void {
  const sorted = [...(taints ?? [])].sort((a, b) =>
    compareText(`${a.effect},${a.key}`, `${b.effect},${b.key}`),
  );
  writeMultiline(w, title, sorted.map(taintText));
}
