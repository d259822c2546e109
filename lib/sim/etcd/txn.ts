// Transactions: comparisons, and what to do when all of them hold or one does not.
import type { PutRequest, RangeRequest, RangeResult, ResponseHeader } from "./requests";
import type { KeyValue } from "./store";
import { valueText } from "./value-text";

export interface Comparison {
  readonly key: string;
  readonly target: "version" | "create" | "mod" | "value" | "lease";
  readonly operator: "=" | "!=" | "<" | ">";
  readonly wanted: string | number;
}

export type Operation =
  | { readonly kind: "get"; readonly range: RangeRequest }
  | { readonly kind: "put"; readonly put: PutRequest; readonly previous?: boolean }
  | {
      readonly kind: "delete";
      readonly range: Pick<RangeRequest, "key" | "rangeEnd">;
      readonly previous?: boolean;
    };

export interface Transaction {
  readonly compares: readonly Comparison[];
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
}

export type OperationResult = { readonly header: ResponseHeader } & (
  | { readonly kind: "get"; readonly result: RangeResult }
  | { readonly kind: "put"; readonly previous?: KeyValue | undefined }
  | { readonly kind: "delete"; readonly deleted: number; readonly previous: readonly KeyValue[] }
);

/** A key that is not there compares as zero; its value never compares. */
export function isComparisonMet(comparison: Comparison, found: KeyValue | undefined): boolean {
  const { target, operator, wanted } = comparison;
  if (target === "value" && found === undefined) return false;
  const actual = found === undefined ? 0 : compared(found, target);
  if (operator === "=") return actual === wanted;
  if (operator === "!=") return actual !== wanted;
  return operator === "<" ? actual < wanted : actual > wanted;
}

function compared(found: KeyValue, target: Comparison["target"]): string | number {
  if (target === "version") return found.version;
  if (target === "create") return found.createRevision;
  if (target === "mod") return found.modRevision;
  if (target === "lease") return Number.parseInt(found.lease ?? "0", 16);
  return valueText(found);
}
