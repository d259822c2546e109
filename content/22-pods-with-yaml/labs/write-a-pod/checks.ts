// 빈칸이 있는 매니페스트 채우기: a pod with a name, an image, a port and labels.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject, isReady, lastWarning, shownState } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";

const where = { kind: "Pod", namespace: "default", name: "web" } as const;
const findPod = ({ client }: CheckContext) => findObject(client, { ...where, hint: "create" });

export const checks = defineChecks({
  "run-the-pod"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    if (isReady(found.object)) return pass("`web` 파드가 준비됐어요");
    const event = lastWarning(context.client, found.object);
    return fail({
      lookedFor: "준비된(Ready) 파드 `web`",
      found: `파드는 있지만 상태가 ${shownState(found.object)}예요`,
      where: {
        ...where,
        fieldPath: "status.conditions",
        ...(event === undefined ? {} : { event }),
      },
      hint: "not-ready",
    });
  },

  "use-the-image"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const containers = found.object.spec?.containers ?? [];
    const container = containers.find(({ name }) => name === "nginx");
    if (container === undefined) {
      return fail({
        lookedFor: "컨테이너 `nginx`",
        found: `컨테이너 이름이 ${containers.map(({ name }) => `\`${name}\``).join(", ")}예요`,
        where: { ...where, fieldPath: "spec.containers[0].name" },
        hint: "container-name",
      });
    }
    if (!/^(docker\.io\/library\/)?nginx:1\.27$/.test(container.image ?? "")) {
      return fail({
        lookedFor: "이미지 `nginx:1.27`",
        found: `이미지가 \`${container.image}\`예요`,
        where: { ...where, fieldPath: "spec.containers[0].image" },
        hint: "image",
      });
    }
    const ports = (container.ports ?? []).map(({ containerPort }) => containerPort);
    if (ports.includes(80)) return pass();
    return fail({
      lookedFor: "`containerPort: 80`",
      found:
        ports.length === 0 ? "알리는 포트가 없어요" : `알리는 포트가 ${ports.join(", ")}이에요`,
      where: { ...where, fieldPath: "spec.containers[0].ports" },
      hint: "port",
    });
  },

  "label-the-pod"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const labels = found.object.metadata.labels ?? {};
    const wanted = { app: "web", tier: context.parameters.TIER ?? "" };
    const missing = Object.entries(wanted).filter(([key, value]) => labels[key] !== value);
    if (missing.length === 0) return pass();
    const shown =
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(", ") || "없음";
    return fail({
      lookedFor: `레이블 ${missing.map(([key, value]) => `\`${key}=${value}\``).join(", ")}`,
      found: `지금 레이블은 ${shown}`,
      where: { ...where, fieldPath: "metadata.labels" },
      hint: "labels",
    });
  },
});
