// Reads manifests as kubectl does: the dialect of sigs.k8s.io/yaml (YAML 1.1 by go-yaml v2), its error
// texts, and its way of cutting a file into documents.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go, sigs.k8s.io/yaml
import { limits } from "../../kernel/limits";
import { compareText } from "../go-text";
import { defineOwn, type JsonValue } from "../object";
import { hasControlCharacter } from "./characters";
import { parseDocument, type YamlNode } from "./parser";
import { resolveTagged, type YamlScalar } from "./resolve";
import { YamlProblem } from "./tokens";

export type YamlResult = { readonly value: JsonValue } | { readonly error: string };

/** One document; the error reads `error converting YAML to JSON: yaml: line 4: …`. Empty text is null. */
export function readYaml(text: string): YamlResult {
  try {
    if (hasControlCharacter(text)) throw new YamlProblem("control characters are not allowed");
    const node = parseDocument(text);
    return { value: node === undefined ? null : new Builder().value(node) };
  } catch (problem) {
    if (!(problem instanceof YamlProblem)) throw problem;
    const prefix = problem instanceof JsonProblem ? "" : "yaml: ";
    return { error: `error converting YAML to JSON: ${prefix}${problem.message}` };
  }
}

/** The documents of a file as text, cut at lines `---`. Those without content are kept: they read as null. */
export function splitYamlDocuments(text: string): string[] {
  const documents: string[] = [];
  let lines: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (/^---\s*$/.test(line)) {
      if (lines.length > 0) documents.push(lines.join(""));
      lines = [];
    } else lines.push(line);
  }
  if (lines.length > 0) documents.push(lines.join(""));
  return documents;
}

/** What JSON cannot hold; upstream's text has no `yaml: `. */
class JsonProblem extends YamlProblem {}

class Builder {
  private nodes = 0;
  private aliasNodes = 0;
  private aliasDepth = 0;

  value(node: YamlNode, depth = 0): JsonValue {
    this.count(depth);
    switch (node.kind) {
      case "scalar":
        return toJson(resolveTagged(node.tag, node.text, node.isPlain));
      case "sequence":
        return node.items.map((item) => this.value(item, depth + 1));
      case "mapping":
        return this.mapping(node, depth);
      case "alias": {
        this.aliasDepth++;
        const value = this.value(node.target, depth + 1);
        this.aliasDepth--;
        return value;
      }
    }
  }

  /** Aliases may repeat a part, but not blow a small text up to a huge value. */
  private count(depth: number): void {
    this.nodes++;
    if (this.aliasDepth > 0) this.aliasNodes++;
    if (depth > limits.documentDepth) throw new YamlProblem("exceeded max depth of 10000");
    const isMostlyAliases =
      this.aliasNodes > 100 && this.nodes > 1000 && this.aliasNodes / this.nodes > 0.99;
    if (isMostlyAliases || (this.aliasNodes > 0 && this.nodes > limits.documentNodes)) {
      throw new YamlProblem("document contains excessive aliasing");
    }
  }

  private mapping(node: Extract<YamlNode, { kind: "mapping" }>, depth: number): JsonValue {
    const fields = new Map<string, JsonValue>();
    for (const [key, value] of node.entries) {
      if (isMergeKey(key)) this.merge(fields, value, depth);
      else fields.set(this.key(key, depth), this.value(value, depth + 1));
    }
    const sorted: Record<string, JsonValue> = {};
    for (const key of [...fields.keys()].sort(compareText)) defineOwn(sorted, key, fields.get(key));
    return sorted;
  }

  private key(node: YamlNode, depth: number): string {
    const target = node.kind === "alias" ? node.target : node;
    if (target.kind !== "scalar") throw new YamlProblem("invalid map key");
    this.count(depth);
    const key = resolveTagged(target.tag, target.text, target.isPlain);
    if (key === null) throw new JsonProblem("unsupported map key of type: %!s(<nil>), key: <nil>");
    return typeof key === "number" ? keyOfNumber(key) : String(key);
  }

  /** `<<: *base`. */
  private merge(fields: Map<string, JsonValue>, node: YamlNode, depth: number): void {
    const target = node.kind === "alias" ? node.target : node;
    const sources = target.kind === "sequence" ? [...target.items].reverse() : [node];
    for (const source of sources) {
      const map = source.kind === "alias" ? source.target : source;
      if (map.kind !== "mapping") {
        throw new YamlProblem("map merge requires map or sequence of maps as the value");
      }
      const value = this.value(source, depth + 1);
      if (typeof value !== "object" || value === null) continue;
      for (const [key, field] of Object.entries(value))
        if (field !== undefined) fields.set(key, field);
    }
  }
}

const isMergeKey = (node: YamlNode): boolean =>
  node.kind === "scalar" &&
  node.text === "<<" &&
  node.isPlain &&
  (node.tag === "" || node.tag === "!!merge");

const keyOfNumber = (key: number): string =>
  Number.isNaN(key) ? ".nan" : Number.isFinite(key) ? String(key) : key > 0 ? ".inf" : "-.inf";

function toJson(value: YamlScalar): JsonValue {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  const shown = Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  throw new JsonProblem(`json: unsupported value: ${shown}`);
}
