// 적용되지 않는 매니페스트 고치기: the pod runs, and nothing of its settings was lost on the way.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject, isReady, lastWarning, shownState } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";

const where = { kind: "Pod", namespace: "default", name: "cache" } as const;
const findPod = ({ client }: CheckContext) => findObject(client, { ...where, hint: "create" });

export const checks = defineChecks({
  "run-the-cache"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    if (isReady(found.object)) return pass("`cache` 파드가 준비됐어요");
    const event = lastWarning(context.client, found.object);
    return fail({
      lookedFor: "준비된(Ready) 파드 `cache`",
      found: `파드는 있지만 상태가 ${shownState(found.object)}예요`,
      where: {
        ...where,
        fieldPath: "status.conditions",
        ...(event === undefined ? {} : { event }),
      },
      hint: "not-ready",
    });
  },

  "keep-the-settings"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const container = found.object.spec?.containers[0];
    const path = "spec.containers[0]";
    if (container?.image !== "redis:alpine") {
      return fail({
        lookedFor: "이미지 `redis:alpine`",
        found: `이미지가 \`${container?.image}\`예요`,
        where: { ...where, fieldPath: `${path}.image` },
        hint: "image",
      });
    }
    if (!container.ports?.some(({ containerPort }) => containerPort === 6379)) {
      return fail({
        lookedFor: "`containerPort: 6379`",
        found: "그 포트가 없어요",
        where: { ...where, fieldPath: `${path}.ports` },
        hint: "port",
      });
    }
    const mode = container.env?.find(({ name }) => name === "MODE");
    if (mode?.value === "cache") return pass();
    return fail({
      lookedFor: "환경 변수 `MODE=cache`",
      found: mode === undefined ? "`MODE`가 없어요" : `\`MODE=${mode.value}\`예요`,
      where: { ...where, fieldPath: `${path}.env` },
      hint: "env",
    });
  },
});
