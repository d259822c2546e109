// Whether amounts are within one item of a LimitRange, in upstream's words.
//
// Kubernetes: plugin/pkg/admission/limitranger/admission.go (minConstraint, maxConstraint,
// limitRequestRatioConstraint)
import type { LimitRangeItem } from "@/generated/kubernetes/types";
import { compareText } from "../../meta/go-text";
import { compareQuantities, quantityOf } from "../../meta/quantity";

type Amounts = Readonly<Record<string, string>>;

/** `upper` is what a maximum is held against: of claims it is the request. */
export function checkRange(
  item: LimitRangeItem,
  requests: Amounts,
  limits: Amounts,
  upper: "limit" | "request" = "limit",
): string[] {
  return [
    ...eachOf(item.min, (name, bound) => belowMinimum(item.type, name, bound, requests, limits)),
    ...eachOf(item.max, (name, bound) => {
      const what = { type: item.type, name, bound, upper };
      return aboveMaximum(what, requests[name], limits[name]);
    }),
    ...eachOf(item.maxLimitRequestRatio, (name, bound) =>
      aboveRatio(item.type, name, bound, requests[name], limits[name]),
    ),
  ];
}

function eachOf(
  bounds: Amounts | undefined,
  check: (name: string, bound: string) => string | undefined,
): string[] {
  return Object.keys(bounds ?? {})
    .sort(compareText)
    .map((name) => check(name, bounds?.[name] ?? "0"))
    .filter((message) => message !== undefined);
}

const order = (a: string, b: string): number => compareQuantities(quantityOf(a), quantityOf(b));

function belowMinimum(
  type: string,
  name: string,
  bound: string,
  requests: Amounts,
  limits: Amounts,
): string | undefined {
  const request = requests[name];
  const limit = limits[name];
  const start = `minimum ${name} usage per ${type} is ${bound}`;
  if (request === undefined) return `${start}.  No request is specified`;
  if (order(request, bound) < 0) return `${start}, but request is ${request}`;
  if (limit !== undefined && order(limit, bound) < 0) return `${start}, but limit is ${limit}`;
  return undefined;
}

function aboveMaximum(
  {
    type,
    name,
    bound,
    upper,
  }: {
    readonly type: string;
    readonly name: string;
    readonly bound: string;
    readonly upper: string;
  },
  request: string | undefined,
  limit: string | undefined,
): string | undefined {
  const start = `maximum ${name} usage per ${type} is ${bound}`;
  if (limit === undefined) return `${start}.  No ${upper} is specified`;
  if (order(limit, bound) > 0) return `${start}, but ${upper} is ${limit}`;
  if (request !== undefined && order(request, bound) > 0) {
    return `${start}, but request is ${request}`;
  }
  return undefined;
}

function aboveRatio(
  type: string,
  name: string,
  bound: string,
  request: string | undefined,
  limit: string | undefined,
): string | undefined {
  const start = `${name} max limit to request ratio per ${type} is ${bound}`;
  const asked = Number(quantityOf(request).nanos);
  const allowed = Number(quantityOf(limit).nanos);
  if (asked === 0) return `${start}, but no request is specified or request is 0`;
  if (allowed === 0) return `${start}, but no limit is specified or limit is 0`;
  const ratio = allowed / asked;
  if (ratio <= Number(quantityOf(bound).nanos) / 1e9) return undefined;
  return `${start}, but provided ratio is ${ratio.toFixed(6)}`;
}
