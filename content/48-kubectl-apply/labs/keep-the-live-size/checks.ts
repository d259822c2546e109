// 남이 바꾼 값은 두고 내 값만 바꾸기: what left the file is gone, what others set is still there.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/look";
import { fail, pass } from "@/lib/labs/verdict";

const where = { kind: "Deployment", namespace: "default", name: "shop" } as const;
const findDeployment = ({ client }: CheckContext) =>
  findObject(client, { ...where, hint: "create" });

export const checks = defineChecks({
  "new-image"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const image = found.object.spec?.template.spec?.containers[0]?.image;
    if (image === "nginx:1.28") return pass();
    return fail({
      lookedFor: "이미지 `nginx:1.28`",
      found: `라이브 객체의 이미지가 \`${image}\`예요`,
      where: {
        ...where,
        fieldPath: "spec.template.spec.containers[0].image",
        file: "/root/shop.yaml",
      },
      hint: "image",
    });
  },

  "drop-the-label"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { debug } = found.object.metadata.labels ?? {};
    if (debug === undefined) return pass();
    return fail({
      lookedFor: "`debug` 레이블이 없는 라이브 객체",
      found: `아직 \`debug=${debug}\`가 있어요`,
      where: { ...where, fieldPath: "metadata.labels.debug", file: "/root/shop.yaml" },
      hint: "label",
    });
  },

  "keep-the-size"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const wanted = Number(context.parameters.SIZE);
    const { replicas, template } = found.object.spec ?? {};
    const isDone = template?.spec?.containers[0]?.image === "nginx:1.28";
    if (replicas === wanted && isDone) return pass();
    if (replicas === wanted) return { status: "blocked", blockedBy: "new-image" };
    return fail({
      lookedFor: `운영팀이 늘린 파드 ${wanted}개`,
      found: `\`spec.replicas\`가 ${replicas}이 됐어요`,
      where: { ...where, fieldPath: "spec.replicas", file: "/root/shop.yaml" },
      hint: "size",
    });
  },
});
