// 빈칸이 있는 매니페스트 채우기: a pod with a name, an image, a port and labels.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isReady, notReady } from "@/lib/labs/pod-state";
import { listed, pairs } from "@/lib/labs/say";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const wanted = { kind: "Pod", namespace: "default", name: "web" } as const;
const findPod = (context: CheckContext) =>
  findObject(context, { ...wanted, hint: "create", misplacedHint: "misplaced" });

export const checks = defineChecks({
  "run-the-pod"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    if (isReady(found.object)) return pass("`web` 파드가 준비됐어요");
    return notReady(context, found.object, {
      lookedFor: "준비된(Ready) 파드 `web`",
      hint: "not-ready",
    });
  },

  "use-the-image"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const containers = object.spec?.containers ?? [];
    const index = containers.findIndex(({ name }) => name === "nginx");
    const path = `spec.containers[${Math.max(index, 0)}]`;
    const place = (field: string) => placeOf(context.cluster, placeIn(object, `${path}.${field}`));
    if (index < 0) {
      return fail({
        lookedFor: "이름이 `nginx`인 컨테이너",
        found: `컨테이너 이름이 ${listed(
          containers.map(({ name }) => name),
          "이에요/예요",
        )}`,
        where: place("name"),
        hint: "container",
      });
    }
    const ports = (containers[index]?.ports ?? []).map(({ containerPort }) => containerPort);
    const wrongPort = fail({
      lookedFor: "`containerPort: 80`",
      found:
        ports.length === 0
          ? "알리는 포트가 없어요"
          : `알리는 포트가 ${listed(ports, "이에요/예요")}`,
      where: place("ports[0].containerPort"),
      hint: "port",
    });
    return (
      wrongImage(context, object, { path, image: "nginx:1.27", hint: "image" }) ??
      (ports.includes(80) ? pass() : wrongPort)
    );
  },

  "label-the-pod"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const tier = context.parameters.TIER ?? "";
    const labels = { app: "web", tier };
    const wrong = Object.entries(labels)
      .map(([key, is]) =>
        wrongField(context, object, {
          path: `metadata.labels[${key}]`,
          is,
          as: key,
          hint: "labels",
        }),
      )
      .find((each) => each !== undefined);
    if (wrong === undefined) return pass();
    const note =
      object.metadata.annotations?.tier === tier ? " 레이블이 아니라 어노테이션에 적었어요." : "";
    return {
      ...wrong,
      found: `${wrong.found}.${note} 지금 레이블은 ${pairs(object.metadata.labels, "이에요/예요")}`,
    };
  },
});
