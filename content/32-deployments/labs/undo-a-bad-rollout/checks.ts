// 멈춰 선 롤아웃 되돌리기: the last good image everywhere, and the history still there.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject, isReady, lastWarning } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";

const where = { kind: "Deployment", namespace: "default", name: "api" } as const;
const findDeployment = ({ client }: CheckContext) =>
  findObject(client, { ...where, hint: "create" });

export const checks = defineChecks({
  "run-the-good-version"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { client, parameters } = context;
    const wanted = `nginx:${parameters.GOOD}`;
    const pods = client
      .list("Pod", { namespace: "default", labelSelector: "app=api" })
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const good = pods.filter((pod) => isReady(pod) && pod.spec?.containers[0]?.image === wanted);
    if (good.length === 3 && pods.length === 3) return pass();
    const image = found.object.spec?.template.spec?.containers[0]?.image;
    const waiting = pods.find((pod) => !isReady(pod));
    const event = waiting && lastWarning(client, waiting);
    const isOlder = image === "nginx:1.25";
    return fail({
      lookedFor: `\`${wanted}\`으로 준비된 파드 3개`,
      found: isOlder
        ? "한 리비전 더 앞으로 가서 `nginx:1.25`예요"
        : `템플릿의 이미지가 \`${image}\`이고, 맞는 파드는 ${good.length}개예요`,
      where: {
        ...where,
        fieldPath: "spec.template.spec.containers[0].image",
        ...(event === undefined ? {} : { event }),
      },
      hint: isOlder ? "too-far" : "still-bad",
    });
  },

  "keep-the-deployment"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const sets = context.client.controlledBy("ReplicaSet", found.object.metadata.uid ?? "");
    const images = sets.map(({ spec }) => spec?.template?.spec?.containers[0]?.image);
    const image = found.object.spec?.template.spec?.containers[0]?.image;
    if (image !== "nginx:1.99" && images.includes("nginx:1.99") && images.includes("nginx:1.25"))
      return pass();
    return fail({
      lookedFor: "되돌린 뒤에도 남아 있는 앞 리비전들",
      found: `남은 리비전의 이미지는 ${images.map((each) => `\`${each}\``).join(", ")}예요`,
      where: { ...where, fieldPath: "metadata.annotations" },
      hint: "history",
    });
  },
});
