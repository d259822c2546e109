// 거절당한 레플리카셋, 홀로 도는 파드: a selector that fits, a pod adopted alive, a file that tells the truth.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf, refusalOf } from "@/lib/labs/learner-files";
import { isReady, notReady } from "@/lib/labs/pod-state";
import { named } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const namespace = "default";
const wanted = { kind: "ReplicaSet", namespace, name: "billing" } as const;
const file = "/root/billing.yaml";
const findSet = (context: CheckContext) => findObject(context, { ...wanted, hint: "create" });

export const checks = defineChecks({
  "apply-the-set"(context) {
    const found = findSet(context);
    if ("failure" in found) {
      const isMismatch = found.failure.where?.event?.includes("does not match template") === true;
      return isMismatch ? { ...found.failure, hint: "mismatch" } : found.failure;
    }
    const { object } = found;
    const label = (key: string, is: string) =>
      wrongField(context, object, {
        path: `spec.selector.matchLabels[${key}]`,
        is,
        as: key,
        hint: "selector",
      });
    const path = "spec.template.spec.containers[0]";
    return (
      label("app", "billing") ??
      label("tier", "api") ??
      wrongImage(context, object, { path, image: "nginx:1.27", hint: "image" }) ??
      pass()
    );
  },

  "adopt-the-pod"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const first = findObject(context, {
      kind: "Pod",
      namespace,
      name: "billing-first",
      wasThere: true,
      hint: "gone",
    });
    if ("failure" in first) return first.failure;
    const { metadata } = first.object;
    const where = { kind: "Pod", namespace, name: metadata.name } as const;
    const owner = metadata.ownerReferences?.find(({ controller }) => controller);
    if (owner?.uid !== object.metadata.uid) {
      return fail({
        lookedFor: "레플리카셋 `billing`이 소유하는 파드 `billing-first`",
        found:
          owner === undefined
            ? "아무도 소유하지 않아요"
            : `${owner.kind} ${named(owner.name, "이/가")} 소유해요`,
        where: { ...where, fieldPath: "metadata.ownerReferences" },
        hint: "labels",
      });
    }
    const isOld = (metadata.creationTimestamp ?? "") < (object.metadata.creationTimestamp ?? "");
    if (isOld) return pass("`billing-first`는 한 번도 꺼지지 않고 입양됐어요");
    return fail({
      lookedFor: "처음부터 돌던 `billing-first`",
      found: "레플리카셋보다 나중에 만든 파드예요",
      where: { ...where, fieldPath: "metadata.creationTimestamp" },
      hint: "gone",
    });
  },

  "agree-on-the-number"(context) {
    const found = findSet(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client, cluster, parameters } = context;
    const is = Number(parameters.REPLICAS);
    const wrong = wrongField(context, object, { path: "spec.replicas", is, hint: "replicas" });
    if (wrong !== undefined) return wrong;
    cluster.settle();
    const pods = client.controlledBy("Pod", object.metadata.uid ?? "");
    const waiting = pods.find((pod) => !isReady(pod));
    if (waiting !== undefined) {
      return notReady(context, waiting, { lookedFor: `준비된 파드 ${is}개`, hint: "replicas" });
    }
    const refusal = refusalOf(cluster, file);
    const where = placeOf(cluster, placeIn(object, "spec.replicas"));
    if (refusal !== undefined) {
      return fail({
        lookedFor: `다시 적용할 수 있는 ${named(file)}`,
        found: "kubectl이 이 파일을 거절해요",
        where: { ...where, file, event: refusal.message },
        hint: "file",
      });
    }
    cluster.run("controlplane", `kubectl apply -f ${file}`);
    const replicas = client.get("ReplicaSet", wanted)?.spec?.replicas;
    if (replicas === is) return pass("복제본에서 파일을 다시 적용해도 수가 그대로였어요");
    return fail({
      lookedFor: `파일을 다시 적용한 뒤에도 \`replicas: ${is}\``,
      found: `복제본에서 다시 적용했더니 ${replicas}개로 바뀌었어요`,
      where,
      hint: "file",
    });
  },
});
