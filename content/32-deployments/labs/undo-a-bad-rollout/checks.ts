// 멈춰 선 롤아웃 되돌리기: the last version that ran well everywhere, the reason noted, the history kept.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isSameImage } from "@/lib/labs/near-misses";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { listed } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const wanted = { kind: "Deployment", namespace: "default", name: "api" } as const;
const findDeployment = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "gone" });
const causeAnnotation = "kubernetes.io/change-cause";
const container = "spec.template.spec.containers[0]";

export const checks = defineChecks({
  "run-the-good-version"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const version = versionOf(context, object);
    if (version !== "good") {
      const { image, command } = object.spec?.template.spec?.containers[0] ?? {};
      const said = {
        broken: "바로 앞 버전으로 되돌렸지만, 그 버전도 시작 스크립트 때문에 떠 있지 못해요",
        first: "그보다 더 앞의 첫 버전까지 되돌아갔어요",
        other: `템플릿은 이미지 \`${image}\`${command === undefined ? "" : `, 명령 \`${command.join(" ")}\``}예요`,
      };
      const field = version === "broken" ? "command" : "image";
      const hints = { broken: "one-step", first: "too-far", other: "still-bad" };
      return fail({
        lookedFor: "마지막으로 잘 돌던 버전의 템플릿",
        found: said[version],
        where: placeOf(context.cluster, placeIn(object, `${container}.${field}`)),
        hint: hints[version],
      });
    }
    return (
      wrongField(context, object, { path: "spec.replicas", is: 4, hint: "still-bad" }) ??
      notRolledOut(context, object, "still-bad") ??
      pass("파드 넷이 모두 잘 돌던 버전으로 돌아왔어요")
    );
  },

  "say-why"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { TICKET: ticket = "" } = context.parameters;
    const cause = object.metadata.annotations?.[causeAnnotation] ?? "";
    const isNoted = cause.includes(ticket) && versionOf(context, object) === "good";
    if (isNoted) return pass(`이력에 \`${cause}\`라고 남았어요`);
    return fail({
      lookedFor: `\`${ticket}\`이 든 CHANGE-CAUSE`,
      found: cause === "" ? "비어 있어요" : `지금 리비전의 CHANGE-CAUSE는 \`${cause}\`예요`,
      where: placeOf(context.cluster, placeIn(object, `metadata.annotations[${causeAnnotation}]`)),
      hint: cause.includes(ticket) ? "order" : "cause",
    });
  },

  "keep-the-history"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const images = context.client
      .controlledBy("ReplicaSet", object.metadata.uid ?? "")
      .map(({ spec }) => spec?.template?.spec?.containers[0]?.image ?? "");
    const kept = ["nginx:1.25", `nginx:${context.parameters.BAD}`];
    const isKept = kept.every((image) => images.includes(image)) && images.length >= 4;
    if (isKept && versionOf(context, object) === "good") return pass();
    return fail({
      lookedFor: "되돌린 뒤에도 남아 있는 리비전 넷",
      found: `남은 리비전은 ${images.length}개, 이미지는 ${listed(images, "이에요/예요")}`,
      where: placeIn(object, "metadata.uid"),
      hint: "history",
    });
  },
});

/** Which of the versions of the start the template is. */
function versionOf(
  { parameters }: CheckContext,
  { spec }: Resource<"Deployment">,
): "good" | "broken" | "first" | "other" {
  const { image = "", command } = spec?.template.spec?.containers[0] ?? {};
  if (command === undefined && isSameImage(image, "nginx:1.25")) return "first";
  if (!isSameImage(image, `nginx:${parameters.GOOD}`)) return "other";
  return command === undefined ? "good" : "broken";
}
