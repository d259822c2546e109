// 죽어도 되살아나는 파드: graded by killing pods, and then a whole node, on forks.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isReady, notReady } from "@/lib/labs/pod-state";
import { named, pairs } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const wanted = { kind: "ReplicaSet", namespace: "default", name: "shop" } as const;
const findSet = (context: CheckContext) =>
  findObject(context, { ...wanted, hint: "create", misplacedHint: "misplaced" });
const minuteMs = 60_000;

export const checks = defineChecks({
  "make-the-set"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const replicas = Number(context.parameters.REPLICAS);
    const field = { path: "spec.replicas", is: replicas, hint: "replicas" };
    const lookedFor = `준비된 파드 ${replicas}개`;
    const waiting = podsOf(context, object).find((pod) => !isReady(pod));
    return (
      wrongField(context, object, field) ??
      (waiting && notReady(context, waiting, { lookedFor, hint: "not-ready" })) ??
      (isWhole(context, object)
        ? undefined
        : short(context, object, { lookedFor, hint: "not-ready" })) ??
      pass(`${replicas}개가 모두 준비됐어요`)
    );
  },

  "heal-by-itself"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { cluster, client } = context;
    const { object } = found;
    const [victim] = podsOf(context, object);
    if (victim === undefined) {
      const lookedFor = "레플리카셋이 지키는 파드";
      return fail({ lookedFor, found: "하나도 없어요", where: wanted, hint: "heal" });
    }
    const { name } = victim.metadata;
    const node = victim.spec?.nodeName ?? "";
    client.delete("Pod", victim.metadata, { gracePeriodSeconds: 0 });
    cluster.advance(minuteMs);
    const lookedFor = `복제본에서 ${named(name, "을/를")} 지운 지 1분 뒤 준비된 파드 ${object.spec?.replicas}개`;
    if (!isWhole(context, object)) return short(context, object, { lookedFor, hint: "heal" });
    cluster.stopNode(node);
    // The node counts as lost after 50 s, and its pods are given up five minutes later.
    cluster.advance(8 * minuteMs);
    const afterLoss = `복제본에서 노드 ${named(node, "이/가")} 꺼진 지 8분 뒤 준비된 파드 ${object.spec?.replicas}개`;
    if (!isWhole(context, object))
      return short(context, object, { lookedFor: afterLoss, hint: "heal" });
    return pass(
      `복제본에서 ${named(name, "을/를")} 지우니 1분 안에, ${named(node, "을/를")} 통째로 끄니 8분 안에 다시 채워졌어요`,
    );
  },

  "select-by-label"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { matchLabels = {}, matchExpressions = [] } = object.spec?.selector ?? {};
    const bySet = matchExpressions.some(
      ({ key, operator, values = [] }) =>
        key === "app" && operator === "In" && values.join() === "shop",
    );
    if (matchLabels.app !== "shop" && !bySet) {
      return fail({
        lookedFor: "셀렉터 `app=shop`",
        found: `지금 셀렉터는 ${pairs(matchLabels, "이에요/예요")}`,
        where: placeOf(context.cluster, placeIn(object, "spec.selector.matchLabels.app")),
        hint: "selector",
      });
    }
    const path = "spec.template.spec.containers[0]";
    return wrongImage(context, object, { path, image: "nginx:1.27", hint: "image" }) ?? pass();
  },
});

const podsOf = ({ client }: CheckContext, { metadata }: Resource<"ReplicaSet">) =>
  client.controlledBy("Pod", metadata.uid ?? "");

function isWhole(context: CheckContext, set: Resource<"ReplicaSet">): boolean {
  return podsOf(context, set).filter(isReady).length === (set.spec?.replicas ?? 1);
}

function short(
  context: CheckContext,
  set: Resource<"ReplicaSet">,
  said: { readonly lookedFor: string; readonly hint: string },
): Fail {
  return fail({
    ...said,
    found: `${podsOf(context, set).filter(isReady).length}개뿐이에요`,
    where: { ...wanted, fieldPath: "status.readyReplicas" },
  });
}
