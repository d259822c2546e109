// 손님이 모르게 새 버전으로: graded by rolling out once more on a fork and watching every step of it.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { listed } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { watchRollout } from "@/lib/labs/watch-rollout";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const wanted = { kind: "Deployment", namespace: "default", name: "web" } as const;
const findDeployment = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "gone" });
const strategy = "spec.strategy";

export const checks = defineChecks({
  "ship-the-image"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const path = "spec.template.spec.containers[0]";
    const image = `nginx:${context.parameters.TAG}`;
    return (
      wrongImage(context, object, { path, image, hint: "image" }) ??
      notRolledOut(context, object, "unfinished") ??
      pass(`모든 파드가 \`${image}\`로 돌아요`)
    );
  },

  "never-fewer"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const replicas = Number(context.parameters.REPLICAS);
    const wrong = wrongField(context, object, {
      path: "spec.replicas",
      is: replicas,
      hint: "replicas",
    });
    if (wrong !== undefined) return wrong;
    const isRecreate = object.spec?.strategy?.type === "Recreate";
    const { fewestReady, isComplete } = watchRollout(context.cluster, object);
    if (isComplete && fewestReady >= replicas) {
      return pass(`복제본에서 한 번 더 내보내는 동안 늘 ${replicas}개 이상이 준비돼 있었어요`);
    }
    const field = isRecreate ? "type" : "rollingUpdate.maxUnavailable";
    return fail({
      lookedFor: `롤아웃 내내 준비된 파드 ${replicas}개 이상`,
      found: isComplete
        ? `복제본에서 한 번 더 내보냈더니 ${fewestReady}개까지 줄었어요`
        : "복제본에서 한 번 더 내보냈더니 5분이 지나도 끝나지 않았어요",
      where: placeOf(context.cluster, placeIn(object, `${strategy}.${field}`)),
      hint: isRecreate ? "strategy" : "unavailable",
    });
  },

  "one-more-at-most"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const most = Number(context.parameters.REPLICAS) + 1;
    const { mostPods, fewestReady } = watchRollout(context.cluster, object);
    // With too few ready there was no need for one more; that is another task's failure.
    if (mostPods <= most && fewestReady >= most - 1)
      return pass(`가장 많을 때도 ${mostPods}개였어요`);
    return fail({
      lookedFor: `롤아웃 내내 파드 ${most}개 이하`,
      found: `복제본에서 한 번 더 내보냈더니 ${mostPods}개까지 늘었어요`,
      where: placeOf(context.cluster, placeIn(object, `${strategy}.rollingUpdate.maxSurge`)),
      hint: "surge",
    });
  },

  "keep-history"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const images = context.client
      .controlledBy("ReplicaSet", object.metadata.uid ?? "")
      .map(({ spec }) => spec?.template?.spec?.containers[0]?.image ?? "");
    const isOld = object.spec?.template.spec?.containers[0]?.image === "nginx:1.27";
    if (!isOld && images.includes("nginx:1.27")) return pass();
    return fail({
      lookedFor: "되돌아갈 리비전(`nginx:1.27`)",
      found: `남은 리비전의 이미지는 ${listed(images)}뿐이에요`,
      where: placeIn(object, "metadata.uid"),
      hint: "history",
    });
  },
});
