// 아픈 파드를 무리에서 떼어 내기: ownership and traffic follow labels.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { isLeaving, isReady } from "@/lib/labs/pod-state";
import { listed, named } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { wrongField } from "@/lib/labs/wrong-field";

const namespace = "default";
const set = { kind: "ReplicaSet", namespace, name: "orders" } as const;
const replicas = 3;
const sickPod = ({ client }: CheckContext) =>
  client.list("Pod", { namespace, labelSelector: "sick=yes" }).find((pod) => !isLeaving(pod));

export const checks = defineChecks({
  "free-the-pod"(context) {
    const pod = sickPod(context);
    if (pod === undefined) {
      return fail({
        lookedFor: "`sick=yes`가 붙은 파드",
        found: "그런 파드가 없어요. 지워졌거나 레이블이 떨어졌어요",
        where: { kind: "Pod", namespace, fieldPath: "metadata.labels[sick]" },
        hint: "gone",
      });
    }
    const { name, ownerReferences, labels = {} } = pod.metadata;
    const owner = ownerReferences?.find(({ controller }) => controller);
    if (owner === undefined) return pass(`${named(name, "은/는")} 이제 홀로 있어요`);
    return fail({
      lookedFor: `아무도 소유하지 않는 파드 ${named(name)}`,
      found: `아직 ${owner.kind} ${named(owner.name, "이/가")} 소유해요. 셀렉터에 걸리는 \`app=${labels.app}\`이 붙어 있어요`,
      where: { kind: "Pod", namespace, name, fieldPath: "metadata.ownerReferences" },
      hint: "owned",
    });
  },

  "fill-the-gap"(context) {
    const found = findObject(context, { ...set, wasThere: true, hint: "gone" });
    if ("failure" in found) return found.failure;
    const { object } = found;
    const wrong =
      wrongField(context, object, { path: "spec.replicas", is: replicas, hint: "replicas" }) ??
      wrongField(context, object, {
        path: "spec.selector.matchLabels[app]",
        is: "orders",
        as: "app",
        hint: "gone",
      });
    if (wrong !== undefined) return wrong;
    // A moment for the newcomer, should the learner be quicker than the cluster.
    context.cluster.advance(30_000);
    const pods = context.client.controlledBy("Pod", object.metadata.uid ?? "");
    const sick = pods.find(({ metadata }) => metadata.labels?.sick === "yes");
    const healthy = pods.filter((pod) => isReady(pod) && pod !== sick).length;
    if (healthy === replicas && sick === undefined) return pass("건강한 파드 3개를 지키고 있어요");
    return fail({
      lookedFor: `레플리카셋이 지키는 건강한 파드 ${replicas}개`,
      found:
        sick === undefined
          ? `${healthy}개예요`
          : `아픈 파드 ${named(sick.metadata.name, "이/가")} 아직 끼어 있어요`,
      where: { ...set, fieldPath: "status.readyReplicas" },
      hint: "replicas",
    });
  },

  "out-of-service"(context) {
    const pod = sickPod(context);
    context.cluster.advance(30_000);
    const names = context.client
      .list("EndpointSlice", { namespace, labelSelector: "kubernetes.io/service-name=orders" })
      .flatMap(({ endpoints }) => endpoints ?? [])
      .flatMap(({ targetRef }) => targetRef?.name ?? []);
    const isServed = pod !== undefined && names.includes(pod.metadata.name);
    if (!isServed && names.length === replicas) return pass();
    return fail({
      lookedFor: `서비스 뒤에 있는 건강한 파드 ${replicas}개`,
      found: isServed
        ? `아픈 파드 ${named(pod.metadata.name, "이/가")} 아직 끼어 있어요`
        : `지금 뒤에 있는 파드는 ${listed(names)}`,
      where: { kind: "Service", namespace, name: "orders", fieldPath: "spec.selector" },
      hint: "service",
    });
  },
});
