// 손님이 모르게 새 버전으로: graded by rolling out once more on a fork, counting ready pods every second.

import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject, isReady, lastWarning } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";
import type { Cluster, Resource } from "@/lib/sim";

const where = { kind: "Deployment", namespace: "default", name: "web" } as const;
const wantedPods = 4;
const findDeployment = ({ client }: CheckContext) =>
  findObject(client, { ...where, hint: "create" });

export const checks = defineChecks({
  "ship-the-image"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const wanted = `nginx:${context.parameters.TAG}`;
    const image = found.object.spec?.template.spec?.containers[0]?.image;
    if (image !== wanted) {
      return fail({
        lookedFor: `이미지 \`${wanted}\``,
        found: `템플릿의 이미지가 \`${image}\`예요`,
        where: { ...where, fieldPath: "spec.template.spec.containers[0].image" },
        hint: "image",
      });
    }
    const pods = podsOf(context.cluster);
    const running = pods.filter((pod) => isReady(pod) && pod.spec?.containers[0]?.image === wanted);
    if (running.length === wantedPods && pods.length === wantedPods) return pass();
    const waiting = pods.find((pod) => !isReady(pod));
    const event = waiting && lastWarning(context.client, waiting);
    return fail({
      lookedFor: `\`${wanted}\`로 도는 준비된 파드 ${wantedPods}개`,
      found: `${running.length}개예요`,
      where: {
        ...where,
        fieldPath: "status.updatedReplicas",
        ...(event === undefined ? {} : { event }),
      },
      hint: "unfinished",
    });
  },

  "never-fewer"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { spec } = found.object;
    if (spec?.strategy?.type === "Recreate") {
      return fail({
        lookedFor: "하나씩 바꾸는 전략",
        found: "`Recreate`라서 모두 끄고 나서 켜요",
        where: { ...where, fieldPath: "spec.strategy.type" },
        hint: "strategy",
      });
    }
    if (spec?.replicas !== wantedPods) {
      return fail({
        lookedFor: `파드 ${wantedPods}개`,
        found: `\`spec.replicas\`가 ${spec?.replicas}예요`,
        where: { ...where, fieldPath: "spec.replicas" },
        hint: "replicas",
      });
    }
    const fewest = fewestDuringRollout(context.cluster);
    if (fewest >= wantedPods)
      return pass("복제본에서 한 번 더 내보내는 동안 늘 4개 이상이 준비돼 있었어요");
    return fail({
      lookedFor: "롤아웃 내내 준비된 파드 4개 이상",
      found: `복제본에서 한 번 더 내보냈더니 ${fewest}개까지 줄었어요`,
      where: { ...where, fieldPath: "spec.strategy.rollingUpdate.maxUnavailable" },
      hint: "unavailable",
    });
  },

  "keep-history"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const sets = context.client.controlledBy("ReplicaSet", found.object.metadata.uid ?? "");
    const images = sets.map(({ spec }) => spec?.template?.spec?.containers[0]?.image);
    const isOld = found.object.spec?.template.spec?.containers[0]?.image === "nginx:1.27";
    if (!isOld && images.includes("nginx:1.27")) return pass();
    return fail({
      lookedFor: "되돌아갈 리비전(`nginx:1.27`)",
      found: `남은 리비전의 이미지는 ${images.map((image) => `\`${image}\``).join(", ")}뿐이에요`,
      where: { ...where, fieldPath: "metadata.annotations" },
      hint: "history",
    });
  },
});

function podsOf(cluster: Cluster): readonly Resource<"Pod">[] {
  return cluster
    .client()
    .list("Pod", { namespace: "default", labelSelector: "app=web" })
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Restarts the rollout and counts ready pods each second until it is through. */
function fewestDuringRollout(cluster: Cluster): number {
  cluster.settle();
  cluster.run("controlplane", "kubectl rollout restart deploy/web");
  let fewest = Number.POSITIVE_INFINITY;
  for (let second = 0; second < 90; second++) {
    fewest = Math.min(fewest, podsOf(cluster).filter(isReady).length);
    cluster.advance(1000);
  }
  return fewest;
}
