// `spec.template.spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`: the way to a field.
import { isNear } from "./near-misses";

export type FieldStep = string | number;

export function readFieldPath(path: string): FieldStep[] {
  const steps: FieldStep[] = [];
  for (const [, plain, inBrackets] of path.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)) {
    if (plain !== undefined) steps.push(plain);
    else steps.push(/^\d+$/.test(inBrackets ?? "") ? Number(inBrackets) : (inBrackets ?? ""));
  }
  return steps;
}

export function fieldAt(object: unknown, path: string): unknown {
  return readFieldPath(path).reduce<unknown>(stepInto, object);
}

/** A field beside it whose name differs by a letter: `teir` for `tier`. */
export function nearFieldAt(object: unknown, path: string): string | undefined {
  const steps = readFieldPath(path);
  const last = steps.pop();
  const parent = steps.reduce<unknown>(stepInto, object);
  if (typeof last !== "string" || typeof parent !== "object" || parent === null) return undefined;
  return Object.keys(parent).find((key) => isNear(key, last));
}

function stepInto(value: unknown, step: FieldStep): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<FieldStep, unknown>)[step];
}
