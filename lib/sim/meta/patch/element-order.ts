// The order of a merged list: the patch's own items keep the patch's order, the server's keep the
// server's, and the two are woven together.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go (normalizeElementOrder)
import { isJsonObject, type JsonValue } from "../object";

export interface ElementOrder {
  readonly items: readonly JsonValue[];
  readonly patchOrder: readonly JsonValue[];
  readonly serverOrder: readonly JsonValue[];
  /** Empty for lists of scalars. */
  readonly mergeKey: string;
}

type Same = (a: JsonValue | undefined, b: JsonValue | undefined) => boolean;

export function byMergeKey(mergeKey: string): Same {
  if (mergeKey === "") return (a, b) => a === b;
  return (a, b) => isJsonObject(a) && isJsonObject(b) && a[mergeKey] === b[mergeKey];
}

export const byKeyValue =
  (mergeKey: string, value: JsonValue | undefined) =>
  (item: JsonValue): boolean =>
    isJsonObject(item) && item[mergeKey] === value;

export function normalizeOrder({
  items,
  patchOrder,
  serverOrder,
  mergeKey,
}: ElementOrder): JsonValue[] {
  const same = byMergeKey(mergeKey);
  const isInPatch = (item: JsonValue): boolean => patchOrder.some((one) => same(one, item));
  const fromPatch = sortLike(items.filter(isInPatch), patchOrder, same);
  const fromServer = sortLike(
    items.filter((item) => !isInPatch(item)),
    serverOrder,
    same,
  );
  return weave(fromServer, fromPatch, serverOrder, same);
}

const indexIn = (order: readonly JsonValue[], item: JsonValue, same: Same): number =>
  order.findIndex((one) => same(one, item));

function sortLike(
  items: readonly JsonValue[],
  order: readonly JsonValue[],
  same: Same,
): JsonValue[] {
  const ranked = items.map((item) => ({ item, rank: indexIn(order, item, same) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** The server's item goes first only where the server itself had both in that order. */
function weave(
  server: readonly JsonValue[],
  patch: readonly JsonValue[],
  serverOrder: readonly JsonValue[],
  same: Same,
): JsonValue[] {
  const woven: JsonValue[] = [];
  let i = 0;
  let j = 0;
  while (i < server.length || j < patch.length) {
    const left = server[i];
    const right = patch[j];
    if (right === undefined || (left !== undefined && isBefore(left, right, serverOrder, same))) {
      if (left !== undefined) woven.push(left);
      i++;
    } else {
      woven.push(right);
      j++;
    }
  }
  return woven;
}

function isBefore(
  left: JsonValue,
  right: JsonValue,
  order: readonly JsonValue[],
  same: Same,
): boolean {
  const leftAt = indexIn(order, left, same);
  const rightAt = indexIn(order, right, same);
  return leftAt >= 0 && rightAt >= 0 && leftAt < rightAt;
}

export const scalarsOnce = (items: readonly JsonValue[]): JsonValue[] => [...new Set(items)];
