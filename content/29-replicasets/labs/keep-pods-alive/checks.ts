// 죽어도 되살아나는 파드: the ReplicaSet is graded by killing one of its pods on a fork.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject, isReady, lastWarning } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";

const where = { kind: "ReplicaSet", namespace: "default", name: "shop" } as const;
const findSet = ({ client }: CheckContext) => findObject(client, { ...where, hint: "create" });
const minuteMs = 60_000;

export const checks = defineChecks({
  "make-the-set"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const wanted = Number(context.parameters.REPLICAS);
    const { spec, status } = found.object;
    if (spec?.replicas !== wanted) {
      return fail({
        lookedFor: `파드 ${wanted}개`,
        found: `\`spec.replicas\`가 ${spec?.replicas ?? 1}이에요`,
        where: { ...where, fieldPath: "spec.replicas" },
        hint: "replicas",
      });
    }
    if (status?.readyReplicas === wanted) return pass(`${wanted}개가 모두 준비됐어요`);
    const pods = context.client.controlledBy("Pod", found.object.metadata.uid ?? "");
    const waiting = pods.find((pod) => !isReady(pod));
    const event = waiting && lastWarning(context.client, waiting);
    return fail({
      lookedFor: `준비된 파드 ${wanted}개`,
      found: `${status?.readyReplicas ?? 0}개만 준비됐어요`,
      where: {
        ...where,
        fieldPath: "status.readyReplicas",
        ...(event === undefined ? {} : { event }),
      },
      hint: "not-ready",
    });
  },

  "heal-by-itself"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { cluster, client } = context;
    const uid = found.object.metadata.uid ?? "";
    const [victim] = client.controlledBy("Pod", uid);
    if (victim === undefined) {
      return fail({
        lookedFor: "레플리카셋이 지키는 파드",
        found: "하나도 없어요",
        where,
        hint: "heal",
      });
    }
    client.delete("Pod", victim.metadata, { gracePeriodSeconds: 0 });
    cluster.advance(minuteMs);
    const ready = client.controlledBy("Pod", uid).filter(isReady).length;
    const wanted = found.object.spec?.replicas ?? 1;
    if (ready === wanted)
      return pass(`\`${victim.metadata.name}\`을 지웠더니 1분 안에 ${wanted}개로 돌아왔어요`);
    return fail({
      lookedFor: `파드 하나를 지우고 1분 뒤에도 준비된 파드 ${wanted}개`,
      found: `${ready}개뿐이에요`,
      where: { ...where, fieldPath: "status.readyReplicas" },
      hint: "heal",
    });
  },

  "select-by-label"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { selector, template } = found.object.spec ?? {};
    const byMap = selector?.matchLabels?.app === "shop";
    const bySet = selector?.matchExpressions?.some(
      ({ key, operator, values = [] }) =>
        key === "app" && operator === "In" && values.join() === "shop",
    );
    if (!byMap && !bySet) {
      return fail({
        lookedFor: "셀렉터 `app=shop`",
        found: "다른 레이블로 파드를 골라요",
        where: { ...where, fieldPath: "spec.selector" },
        hint: "selector",
      });
    }
    const image = template?.spec?.containers[0]?.image;
    if (image === "nginx:1.27") return pass();
    return fail({
      lookedFor: "이미지 `nginx:1.27`",
      found: `템플릿의 이미지가 \`${image}\`예요`,
      where: { ...where, fieldPath: "spec.template.spec.containers[0].image" },
      hint: "image",
    });
  },
});
