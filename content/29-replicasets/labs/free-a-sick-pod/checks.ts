// 아픈 파드를 무리에서 떼어 내기: ownership and traffic follow labels.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";

const set = { kind: "ReplicaSet", namespace: "default", name: "orders" } as const;
const sickPod = ({ client }: CheckContext) =>
  client
    .list("Pod", { namespace: "default", labelSelector: "sick=yes" })
    .find(({ metadata }) => metadata.deletionTimestamp === undefined);

export const checks = defineChecks({
  "free-the-pod"(context) {
    const pod = sickPod(context);
    if (pod === undefined) {
      return fail({
        lookedFor: "`sick=yes`가 붙은 파드",
        found: "그런 파드가 없어요. 지워졌나 봐요",
        where: { kind: "Pod", namespace: "default" },
        hint: "gone",
      });
    }
    const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
    if (owner === undefined) return pass(`\`${pod.metadata.name}\`은 이제 홀로 있어요`);
    return fail({
      lookedFor: "아무도 소유하지 않는 파드",
      found: `아직 ${owner.kind} \`${owner.name}\`이 소유해요`,
      where: {
        kind: "Pod",
        namespace: "default",
        name: pod.metadata.name,
        fieldPath: "metadata.ownerReferences",
      },
      hint: "owned",
    });
  },

  "fill-the-gap"(context) {
    const found = findObject(context.client, { ...set, hint: "create" });
    if ("failure" in found) return found.failure;
    const { spec, status, metadata } = found.object;
    if (spec?.replicas !== 3) {
      return fail({
        lookedFor: "`spec.replicas: 3`",
        found: `${spec?.replicas ?? 1}이에요`,
        where: { ...set, fieldPath: "spec.replicas" },
        hint: "replicas",
      });
    }
    const pods = context.client.controlledBy("Pod", metadata.uid ?? "");
    const isWhole = status?.readyReplicas === 3 && pods.length === 3;
    const sickIsOurs = pods.some(({ metadata: { labels } }) => labels?.sick === "yes");
    if (isWhole && !sickIsOurs) return pass();
    if (sickIsOurs) return { status: "blocked", blockedBy: "free-the-pod" };
    return fail({
      lookedFor: "준비된 파드 3개",
      found: `${status?.readyReplicas ?? 0}개예요`,
      where: { ...set, fieldPath: "status.readyReplicas" },
      hint: "selector",
    });
  },

  "out-of-service"(context) {
    const pod = sickPod(context);
    const slices = context.client.list("EndpointSlice", {
      namespace: "default",
      labelSelector: "kubernetes.io/service-name=orders",
    });
    const names = slices.flatMap(({ endpoints }) =>
      (endpoints ?? []).map(({ targetRef }) => targetRef?.name),
    );
    const isServed = pod !== undefined && names.includes(pod.metadata.name);
    if (!isServed && names.length === 3) return pass();
    return fail({
      lookedFor: "서비스 뒤의 건강한 파드 3개",
      found: isServed
        ? `아픈 파드 \`${pod.metadata.name}\`이 아직 끼어 있어요`
        : `파드가 ${names.length}개예요`,
      where: { kind: "Service", namespace: "default", name: "orders", fieldPath: "spec.selector" },
      hint: "service",
    });
  },
});
