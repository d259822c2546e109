// 내가 지운 것, 남이 더한 것, 아무도 모르는 것: graded by applying the file once more after others changed theirs.
import { findContainer, wrongContainer } from "@/lib/labs/containers";
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { lastApplied } from "@/lib/labs/last-applied";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { named } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField } from "@/lib/labs/wrong-field";
import type { KubernetesObject, Resource } from "@/lib/sim";

const wanted = { kind: "Deployment", namespace: "default", name: "chat" } as const;
const file = "/root/chat.yaml";
const applyFile = `kubectl apply -f ${file}`;
const findChat = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "gone" });

export const checks = defineChecks({
  "change-yours"(context) {
    const found = findChat(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { TAG, GREETING } = context.parameters;
    const { cluster, client } = context;
    const image = `nginx:${TAG}`;
    const all = (live: Resource<"Deployment">): Fail | undefined =>
      wrongContainer(context, live, { name: "web", image, hint: "file" }) ??
      wrongEnv(context, live, { name: "GREETING", is: GREETING, hint: "file" }) ??
      wrongEnv(context, live, { name: "LEGACY_LOGIN", is: undefined, hint: "legacy" });
    const wrong = all(object) ?? notRolledOut(context, object, "unfinished");
    if (wrong !== undefined) return wrong;
    const { error } = typeOnFork(cluster, applyFile);
    const again = client.get("Deployment", wanted);
    const back = again && all(again);
    if (back === undefined && error === undefined) return pass("라이브와 파일이 같은 말을 해요");
    return fail({
      lookedFor: "다시 apply 해도 그대로인 라이브",
      found:
        back === undefined
          ? "복제본에서 다시 apply 하니 거절당했어요"
          : `복제본에서 다시 apply 하니 ${back.found}`,
      where: {
        ...(back?.where ?? placeOf(cluster, placeIn(object, "spec.template"))),
        ...(error === undefined ? {} : { event: error }),
      },
      hint: "file",
    });
  },

  "keep-theirs"(context) {
    const found = findChat(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client, cluster, parameters } = context;
    const badge = "metadata.annotations[security/checked]";
    const wrong =
      wrongContainer(context, object, { name: "guard", image: "busybox:1.36", hint: "lost" }) ??
      wrongField(context, object, { path: badge, is: parameters.BADGE, hint: "lost" }) ??
      wrongContainer(context, object, {
        name: "web",
        image: `nginx:${parameters.TAG}`,
        hint: "lost",
      });
    if (wrong !== undefined) return wrong;
    typeOnFork(cluster, "kubectl set image deployment/chat guard=busybox:1.37");
    typeOnFork(cluster, "kubectl annotate deployment chat security/checked=naru --overwrite");
    typeOnFork(cluster, applyFile);
    const again = client.get("Deployment", wanted) ?? object;
    const late =
      wrongContainer(context, again, { name: "guard", image: "busybox:1.37", hint: "written" }) ??
      wrongField(context, again, { path: badge, is: "naru", hint: "written" });
    if (late === undefined) return pass("복제본에서 보안팀이 바꾼 값이 다시 apply 해도 남았어요");
    return { ...late, found: `복제본에서 보안팀이 바꾼 뒤 다시 apply 하니 ${late.found}` };
  },

  "sweep-the-rest"(context) {
    const found = findChat(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client, cluster } = context;
    const isKnown = JSON.stringify(lastApplied(object) ?? "").includes("DEBUG");
    const gone = { name: "DEBUG", is: undefined, hint: isKnown ? "back" : "unknown" };
    const wrong = wrongEnv(context, object, gone);
    if (wrong !== undefined) return wrong;
    typeOnFork(cluster, applyFile);
    const again = client.get("Deployment", wanted) ?? object;
    const back = wrongEnv(context, again, { ...gone, hint: "back" });
    if (back === undefined) return pass();
    return { ...back, found: `복제본에서 파일을 다시 apply 하니 되살아났어요. ${back.found}` };
  },
});

interface WantedVariable {
  readonly name: string;
  /** Nothing when it should not be there. */
  readonly is: string | undefined;
  readonly hint: string;
}

/** Nothing when the container `web` has the variable as wanted. */
function wrongEnv(
  { cluster }: CheckContext,
  object: KubernetesObject,
  { name, is, hint }: WantedVariable,
): Fail | undefined {
  const found = findContainer(object, "web");
  const env = found?.container.env ?? [];
  const index = env.findIndex((each) => each.name === name);
  const value = env[index]?.value;
  if (value === is) return undefined;
  const path = `${found?.path}.env${index < 0 ? "" : `[${index}].value`}`;
  return fail({
    lookedFor: is === undefined ? `환경 변수 ${named(name, "이/가")} 없는 것` : `\`${name}=${is}\``,
    found: value === undefined ? "그런 환경 변수가 없어요" : `${named(value, "이에요/예요")}`,
    where: placeOf(cluster, placeIn(object, path)),
    hint,
  });
}
