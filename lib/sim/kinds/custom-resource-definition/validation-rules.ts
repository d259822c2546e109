// `x-kubernetes-validations`: rules in CEL over a value and, for changes, what it was before.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go
import type { ValidationRule } from "@/generated/kubernetes/types";
import { evaluate } from "../../meta/cel/evaluate";
import { parseExpression } from "../../meta/cel/parse";
import {
  duplicate,
  type FieldError,
  type FieldPath,
  forbidden,
  invalid,
  invalidAsAWhole,
  required,
} from "../../meta/field-errors";
import { isJsonObject } from "../../meta/object";
import { itemSchema, type Schema, valueSchema } from "./structural-schema";

interface Ruled {
  readonly value: unknown;
  readonly old?: unknown;
  readonly schema: Schema;
  readonly path: FieldPath;
}

export function hasRules(schema: Schema | undefined): boolean {
  if (schema === undefined) return false;
  if ((schema["x-kubernetes-validations"] ?? []).length > 0) return true;
  const values = valueSchema(schema);
  return (
    Object.values(schema.properties ?? {}).some(hasRules) ||
    hasRules(itemSchema(schema)) ||
    (values !== true && hasRules(values))
  );
}

export function checkRules({ value, old, schema, path }: Ruled, errors: FieldError[]): void {
  for (const rule of schema["x-kubernetes-validations"] ?? [])
    checkRule(rule, { value, old, schema, path }, errors);
  if (Array.isArray(value)) {
    const items = itemSchema(schema);
    value.forEach((item: unknown, index) => {
      if (items !== undefined)
        checkRules({ value: item, schema: items, path: path.index(index) }, errors);
    });
    return;
  }
  if (!isJsonObject(value)) return;
  const before = isJsonObject(old) ? old : {};
  const values = valueSchema(schema);
  for (const [key, field] of Object.entries(value)) {
    const known = Object.hasOwn(schema.properties ?? {}, key)
      ? schema.properties?.[key]
      : undefined;
    const own = known ?? (values === true ? undefined : values);
    if (own === undefined) continue;
    const at = known === undefined ? path.key(key) : path.child(key);
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    checkRules(
      { value: field, schema: own, path: at, ...(was === undefined ? {} : { old: was }) },
      errors,
    );
  }
}

function checkRule(rule: ValidationRule, { value, old, path }: Ruled, errors: FieldError[]): void {
  const parsed = parseExpression(rule.rule);
  if ("error" in parsed) return;
  // A rule about a change holds for a new value.
  const isTransition = /\boldSelf\b/.test(rule.rule);
  if (isTransition && old === undefined && !rule.optionalOldSelf) return;
  const variables = { self: value, ...(old === undefined ? {} : { oldSelf: old }) };
  const result = evaluate(parsed.expression, variables);
  if ("error" in result) {
    errors.push(invalid(path, value, `${rule.rule} evaluation error: ${result.error}`));
  } else if (result.value !== true) errors.push(refusal(rule, variables, path));
}

function refusal(
  rule: ValidationRule,
  variables: Readonly<Record<string, unknown>>,
  path: FieldPath,
): FieldError {
  const at = rule.fieldPath === undefined ? path : below(path, rule.fieldPath);
  const detail = computed(rule, variables) ?? rule.message?.trim() ?? `failed rule: ${rule.rule}`;
  switch (rule.reason) {
    case "FieldValueRequired":
      return required(at, detail);
    case "FieldValueForbidden":
      return forbidden(at, detail);
    case "FieldValueDuplicate":
      return duplicate(at, undefined);
    default:
      return invalidAsAWhole(at, detail);
  }
}

function computed(
  rule: ValidationRule,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  const parsed =
    rule.messageExpression === undefined ? undefined : parseExpression(rule.messageExpression);
  if (parsed === undefined || "error" in parsed) return undefined;
  const result = evaluate(parsed.expression, variables);
  return "value" in result && typeof result.value === "string" ? result.value : undefined;
}

const below = (path: FieldPath, text: string): FieldPath =>
  text
    .split(".")
    .filter((part) => part !== "")
    .reduce((at, part) => at.child(part), path);
