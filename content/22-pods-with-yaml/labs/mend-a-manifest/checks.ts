// 적용되지 않는 매니페스트 고치기: the pod runs, and nothing of its settings was lost on the way.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf, refusalOf } from "@/lib/labs/learner-files";
import { isReady, notReady } from "@/lib/labs/pod-state";
import { listed } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const wanted = { kind: "Pod", namespace: "default", name: "cache" } as const;
const file = "/root/cache.yaml";
const findPod = (context: CheckContext) =>
  findObject(context, { ...wanted, hint: "create", misplacedHint: "misplaced" });

export const checks = defineChecks({
  "run-the-cache"(context) {
    const found = findPod(context);
    if ("failure" in found) return withRefusal(context, found.failure);
    if (isReady(found.object)) return pass("`cache` 파드가 준비됐어요");
    return notReady(context, found.object, {
      lookedFor: "준비된(Ready) 파드 `cache`",
      hint: "not-ready",
    });
  },

  "keep-the-settings"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const path = "spec.containers[0]";
    const place = (field: string) => placeOf(context.cluster, placeIn(object, field));
    const container = object.spec?.containers[0];
    const wrong =
      wrongImage(context, object, { path, image: "redis:alpine", hint: "lost" }) ??
      wrongField(context, object, {
        path: "metadata.labels[app]",
        is: "cache",
        as: "app",
        hint: "lost",
      });
    if (wrong !== undefined) return wrong;
    const ports = (container?.ports ?? []).map(({ containerPort }) => containerPort);
    if (!ports.includes(6379)) {
      return fail({
        lookedFor: "`containerPort: 6379`",
        found: `알리는 포트는 ${listed(ports)}`,
        where: place(`${path}.ports`),
        hint: "lost",
      });
    }
    const value = context.parameters.MODE ?? "";
    const mode = container?.env?.find(({ name }) => name === "MODE");
    if (mode?.value === value) return pass();
    return fail({
      lookedFor: `환경 변수 \`MODE=${value}\``,
      found: mode === undefined ? "컨테이너에 `MODE`가 없어요" : `\`MODE=${mode.value}\`예요`,
      where: place(`${path}.env`),
      hint: "env",
    });
  },
});

/** While there is no pod, what kubectl says to the file is the most telling. */
function withRefusal({ cluster }: CheckContext, failure: ReturnType<typeof fail>) {
  if (failure.hint !== "create" || !cluster.files("controlplane").exists(file)) return failure;
  const refusal = refusalOf(cluster, file);
  if (refusal === undefined) return failure;
  const { message: event, ...line } = refusal;
  return {
    ...failure,
    found: "아직 없어요. kubectl이 `/root/cache.yaml`을 거절해요",
    where: { ...wanted, file, event, ...line },
  };
}
