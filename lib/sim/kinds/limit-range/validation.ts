// What a LimitRange may be: its figures must not contradict each other.
//
// Kubernetes: pkg/apis/core/validation/validation.go (ValidateLimitRange)
import type { LimitRange, LimitRangeItem } from "@/generated/kubernetes/types";
import {
  duplicate,
  type FieldError,
  type FieldPath,
  fieldPath,
  forbidden,
  invalid,
  required,
} from "../../meta/field-errors";
import { qualifiedName } from "../../meta/names";
import { compareQuantities, quantityOf } from "../../meta/quantity";
import type { FieldErrors } from "../field-rules";
import { isStandardResource } from "../pod/resource-rules";

export function validateLimitRange({ spec }: LimitRange): FieldError[] {
  const errors: FieldErrors = [];
  const types = new Set<string>();
  spec?.limits?.forEach((item, index) => {
    const path = fieldPath("spec", "limits").index(index);
    for (const message of qualifiedName(item.type ?? "")) {
      errors.push(invalid(path.child("type"), item.type ?? "", message));
    }
    if (types.has(item.type)) errors.push(duplicate(path.child("type"), item.type));
    types.add(item.type);
    checkNames(item, path, errors);
    for (const name of resourcesOf(item)) checkFigures(item, name, path, errors);
  });
  return errors;
}

const lists = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] as const;

const resourcesOf = (item: LimitRangeItem): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => Object.keys(item[list] ?? {})));

function checkNames(item: LimitRangeItem, path: FieldPath, errors: FieldErrors): void {
  for (const list of lists) {
    if (item.type === "Pod" && list.startsWith("default") && item[list] !== undefined) {
      errors.push(forbidden(path.child(list), "may not be specified when `type` is 'Pod'"));
      continue;
    }
    for (const name of Object.keys(item[list] ?? {})) {
      if (name.includes("/") || isStandardResource(name)) continue;
      const detail = "must be a standard limit type or fully qualified";
      errors.push(invalid(path.child(list).key(name), name, detail));
    }
  }
  if (item.type === "PersistentVolumeClaim" && !item.min?.storage && !item.max?.storage) {
    const detail = "either minimum or maximum storage value is required, but neither was provided";
    errors.push(required(path.child("limits"), detail));
  }
}

function checkFigures(
  item: LimitRangeItem,
  name: string,
  path: FieldPath,
  errors: FieldErrors,
): void {
  const min = item.min?.[name];
  const max = item.max?.[name];
  const limit = item.default?.[name];
  const request = item.defaultRequest?.[name];
  const refuse = (list: string, shown: string | undefined, why: string) =>
    errors.push(invalid(path.child(list).key(name), shown, why));
  if (isMore(min, max)) refuse("min", min, `min value ${min} is greater than max value ${max}`);
  if (isMore(min, request)) {
    const why = `min value ${min} is greater than default request value ${request}`;
    refuse("defaultRequest", request, why);
  }
  if (isMore(request, max)) {
    const why = `default request value ${request} is greater than max value ${max}`;
    refuse("defaultRequest", request, why);
  }
  if (isMore(request, limit)) {
    const why = `default request value ${request} is greater than default limit value ${limit}`;
    refuse("defaultRequest", request, why);
  }
  if (isMore(min, limit)) {
    refuse("default", min, `min value ${min} is greater than default value ${limit}`);
  }
  if (isMore(limit, max)) {
    refuse("default", max, `default value ${limit} is greater than max value ${max}`);
  }
  checkRatio(item, name, path, errors);
}

const isMore = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && compareQuantities(quantityOf(a), quantityOf(b)) > 0;

function checkRatio(item: LimitRangeItem, name: string, path: FieldPath, errors: FieldErrors) {
  const ratio = item.maxLimitRequestRatio?.[name];
  if (ratio === undefined) return;
  const at = path.child("maxLimitRequestRatio").key(name);
  if (isMore("1", ratio)) errors.push(invalid(at, ratio, `ratio ${ratio} is less than 1`));
  const min = item.min?.[name];
  const max = item.max?.[name];
  if (min === undefined || max === undefined) return;
  const most = Number(quantityOf(max).nanos) / Number(quantityOf(min).nanos);
  if (Number(quantityOf(ratio).nanos) / 1e9 <= most) return;
  errors.push(invalid(at, ratio, `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`));
}
