// What several labs look for, and the near misses that explain why it is not there: the right name in the
// wrong namespace, a name or a label that differs by a letter.
import { josa } from "es-hangul";
import type { Client, KindName, KubernetesObject, Resource } from "@/lib/sim";
import { type Fail, fail } from "./verdict";

export interface Wanted {
  readonly kind: KindName;
  readonly namespace: string;
  readonly name: string;
  /** The hint that helps when it is missing altogether. */
  readonly hint: string;
}

export type Found<Object> = { readonly object: Object } | { readonly failure: Fail };

/** The object, or why it is not where it should be. */
export function findObject<Name extends KindName>(
  client: Client,
  wanted: Wanted & { readonly kind: Name },
): Found<Resource<Name>> {
  const { kind, namespace, name, hint } = wanted;
  const object = client.get(kind, { namespace, name });
  if (object !== undefined) return { object };
  const lookedFor = `\`${namespace}\` 네임스페이스의 ${kind} \`${name}\``;
  const all: readonly KubernetesObject[] = client.list(kind);
  const elsewhere = all.find(({ metadata }) => metadata.name === name);
  if (elsewhere !== undefined) {
    const place = elsewhere.metadata.namespace ?? "";
    return {
      failure: fail({
        lookedFor,
        found: `이름은 맞지만 \`${place}\` 네임스페이스에 있어요`,
        where: { kind, namespace: place, name, fieldPath: "metadata.namespace" },
        hint: "namespace",
      }),
    };
  }
  const near = all.find(
    ({ metadata }) => metadata.namespace === namespace && isNear(metadata.name, name),
  );
  if (near !== undefined) {
    return {
      failure: fail({
        lookedFor,
        found: `이름이 비슷한 ${josa(`\`${near.metadata.name}\``, "이/가")} 있어요`,
        where: { kind, namespace, name: near.metadata.name, fieldPath: "metadata.name" },
        hint: "name",
      }),
    };
  }
  return {
    failure: fail({ lookedFor, found: "아직 없어요", where: { kind, namespace, name }, hint }),
  };
}

/** One letter more, fewer or other, or two that changed places. */
export function isNear(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** The last warning Event about an object, for "where to look". */
export function lastWarning(client: Client, object: KubernetesObject): string | undefined {
  const { namespace = "default", name } = object.metadata;
  const events = client
    .list("Event", { namespace })
    .filter(({ type, involvedObject }) => type === "Warning" && involvedObject.name === name);
  return events.at(-1)?.message;
}

/** Whether a pod runs and is ready. */
export function isReady(pod: Resource<"Pod">): boolean {
  return (pod.status?.conditions ?? []).some(
    ({ type, status }) => type === "Ready" && status === "True",
  );
}

/** What kubectl's STATUS column would say, in short. */
export function shownState(pod: Resource<"Pod">): string {
  const waiting = pod.status?.containerStatuses?.find(({ state }) => state?.waiting)?.state
    ?.waiting;
  return waiting?.reason ?? pod.status?.phase ?? "Pending";
}
