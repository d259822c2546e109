// 남이 바꾼 값은 두고 내 값만 바꾸기: graded by playing operations on a fork and applying the file once more.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { fieldAt } from "@/lib/labs/field-path";
import { findObject } from "@/lib/labs/find-object";
import { lastApplied } from "@/lib/labs/last-applied";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const wanted = { kind: "Deployment", namespace: "default", name: "shop" } as const;
const file = "/root/shop.yaml";
const findDeployment = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "create" });
const debug = "metadata.labels.debug";

export const checks = defineChecks({
  "new-image"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const path = "spec.template.spec.containers[0]";
    const image = `nginx:${context.parameters.TAG}`;
    return (
      wrongImage(context, object, { path, image, hint: "image" }) ??
      notRolledOut(context, object, "unfinished") ??
      pass()
    );
  },

  "drop-the-label"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { cluster, client } = context;
    const isRemembered = fieldAt(lastApplied(object), debug) !== undefined;
    const hint = isRemembered ? "label" : "forgotten";
    const wrong = wrongField(context, object, { path: debug, is: undefined, hint });
    if (wrong !== undefined) return wrong;
    typeOnFork(cluster, `kubectl apply -f ${file}`);
    if (client.get("Deployment", wanted)?.metadata.labels?.debug === undefined) return pass();
    return fail({
      lookedFor: "파일에도 없는 레이블 `debug`",
      found: "라이브에는 없지만, 복제본에서 파일을 다시 apply 하니 되살아났어요",
      where: placeOf(cluster, placeIn(object, debug)),
      hint: "back",
    });
  },

  "keep-the-size"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { SIZE, TAG, ONCALL = "" } = context.parameters;
    const wrong =
      wrongField(context, object, { path: "spec.replicas", is: Number(SIZE), hint: "size" }) ??
      wrongField(context, object, { path: "metadata.labels.oncall", is: ONCALL, hint: "lost" });
    if (wrong !== undefined) return wrong;
    const path = "spec.template.spec.containers[0]";
    return wrongImage(context, object, { path, image: `nginx:${TAG}`, hint: "size" }) ?? pass();
  },

  "hand-over-the-size"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { cluster, client, parameters } = context;
    const size = Number(parameters.SIZE) + 2;
    typeOnFork(cluster, `kubectl scale deployment shop --replicas=${size}`);
    const { error } = typeOnFork(cluster, `kubectl apply -f ${file}`);
    const replicas = client.get("Deployment", wanted)?.spec?.replicas;
    const where = {
      ...placeOf(cluster, placeIn(object, "spec.replicas")),
      ...(error === undefined ? {} : { event: error }),
    };
    if (replicas === size && error === undefined) {
      return pass(
        `복제본에서 파드를 ${size}개로 늘리고 파일을 다시 apply 해도 ${size}개 그대로였어요`,
      );
    }
    return fail({
      lookedFor: `운영팀이 ${size}개로 늘린 뒤 파일을 다시 apply 해도 ${size}개`,
      found:
        error === undefined
          ? `복제본에서 해 보니 ${replicas}개로 바뀌었어요`
          : "복제본에서 파일을 다시 apply 하니 거절당했어요",
      where,
      hint: replicas === 1 ? "remembered" : "in-file",
    });
  },
});
