// 우리 방의 몫 안에서 살기: graded by what the quota lets in, and by one more rollout on a fork.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { isAtLeast, requestedBy } from "@/lib/labs/quantities";
import { named } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { watchRollout } from "@/lib/labs/watch-rollout";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const container = "spec.template.spec.containers[0]";
const replicas = 3;
const fewest = 2;
const roomOf = ({ parameters }: CheckContext): string => parameters.TEAM ?? "";
const findShop = (context: CheckContext) =>
  findObject(context, {
    kind: "Deployment",
    namespace: roomOf(context),
    name: "shop",
    wasThere: true,
    hint: "events",
  });

export const checks = defineChecks({
  "fill-the-replicas"(context) {
    const found = findShop(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    context.cluster.settle();
    const stuck = notRolledOut(context, object, "events");
    return (
      touched(context, "quota") ??
      wrongField(context, object, { path: "spec.replicas", is: replicas, hint: "events" }) ??
      wrongImage(context, object, { path: container, image: "nginx:1.27", hint: "events" }) ??
      (stuck && { ...stuck, hint: hintOf(stuck) }) ??
      pass("쿼터 안에서 파드 3개가 모두 돌아요")
    );
  },

  "ask-enough"(context) {
    const found = findShop(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client, cluster } = context;
    const asked = { cpu: "100m", memory: "64Mi" } as const;
    // What the pods have in the end: a LimitRange or the limits may have filled it in.
    const [pod] = client
      .list("Pod", { namespace: roomOf(context), labelSelector: "app=shop" })
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    for (const resource of ["cpu", "memory"] as const) {
      const value = pod && requestedBy(pod, resource);
      if (value !== undefined && isAtLeast(value, asked[resource])) continue;
      const field = `${container}.resources.requests.${resource}`;
      return fail({
        lookedFor: `\`${resource}\`를 ${named(asked[resource])} 이상 요청하는 파드`,
        found: value === undefined ? "적혀 있지 않아요" : named(value, "이에요/예요"),
        where: placeOf(cluster, placeIn(object, field)),
        hint: "requests",
      });
    }
    return pass();
  },

  "roll-within-the-quota"(context) {
    const found = findShop(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { isComplete, fewestReady } = watchRollout(context.cluster, object);
    if (isComplete && fewestReady >= fewest) {
      return pass(
        `복제본에서 한 번 더 내보내는 동안 준비된 파드는 가장 적을 때 ${fewestReady}개였어요`,
      );
    }
    const lookedFor = `쿼터에 막히지 않고, 준비된 파드가 ${fewest}개 아래로 내려가지 않는 롤아웃`;
    const rolling = context.client.get("Deployment", {
      namespace: roomOf(context),
      name: "shop",
    });
    const stuck = rolling && notRolledOut(context, rolling, "surge");
    if (!isComplete && stuck !== undefined) {
      return { ...stuck, lookedFor, found: `복제본에서 한 번 더 내보내니 ${stuck.found}` };
    }
    return fail({
      lookedFor,
      found: `복제본에서 한 번 더 내보내니 준비된 파드가 ${fewestReady}개까지 줄었어요`,
      where: placeOf(context.cluster, placeIn(object, "spec.strategy")),
      hint: "strategy",
    });
  },
});

/** What the others in this namespace decided and the learner should have let be. */
function touched(context: CheckContext, hint: string): Fail | undefined {
  const namespace = roomOf(context);
  const quota = findObject(context, {
    kind: "ResourceQuota",
    namespace,
    name: "team-quota",
    wasThere: true,
    hint,
  });
  if ("failure" in quota) return quota.failure;
  const batch = findObject(context, {
    kind: "Deployment",
    namespace,
    name: "batch",
    wasThere: true,
    hint,
  });
  if ("failure" in batch) return batch.failure;
  const hard = (key: string, is: string) =>
    wrongField(context, quota.object, { path: `spec.hard[${key}]`, is, as: key, hint });
  return (
    hard("pods", "5") ??
    hard("requests.cpu", context.parameters.QUOTA ?? "") ??
    hard("requests.memory", "768Mi") ??
    hard("limits.memory", "1Gi") ??
    wrongField(context, batch.object, { path: "spec.replicas", is: 1, hint }) ??
    wrongField(context, batch.object, {
      path: `${container}.resources.requests.cpu`,
      is: "300m",
      hint,
    })
  );
}

const hintOf = ({ where, hint = "events" }: Fail): string => {
  if (where?.event?.includes("must specify")) return "must-specify";
  return where?.event?.includes("exceeded quota") ? "exceeded" : hint;
};
