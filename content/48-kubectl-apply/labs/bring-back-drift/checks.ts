// 지난밤에 누가 무엇을 고쳤을까: the fix is kept in the file, all else is as the files say, diff is silent.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const namespace = "default";
const api = { kind: "Deployment", namespace, name: "api" } as const;
const web = { kind: "Deployment", namespace, name: "web" } as const;
const settings = { kind: "ConfigMap", namespace, name: "settings" } as const;
const container = "spec.template.spec.containers[0]";
const folder = "/root/app";

export const checks = defineChecks({
  "restore-the-rest"(context) {
    const { REPLICAS, CACHE = "" } = context.parameters;
    const foundWeb = findObject(context, { ...web, wasThere: true, hint: "look" });
    if ("failure" in foundWeb) return foundWeb.failure;
    const foundSettings = findObject(context, { ...settings, wasThere: true, hint: "look" });
    if ("failure" in foundSettings) return foundSettings.failure;
    const setting = (key: string, is: string) =>
      wrongField(context, foundSettings.object, { path: `data.${key}`, is, hint: "apply" });
    const replicas = { path: "spec.replicas", is: Number(REPLICAS), hint: "look" };
    return (
      wrongField(context, foundWeb.object, replicas) ??
      setting("LOG_LEVEL", "info") ??
      setting("CACHE_SECONDS", CACHE) ??
      wrongImage(context, foundWeb.object, {
        path: container,
        image: "nginx:1.27",
        hint: "file",
      }) ??
      notRolledOut(context, foundWeb.object, "look") ??
      bentFile(context, "file") ??
      pass()
    );
  },

  "keep-the-fix"(context) {
    const found = findObject(context, { ...api, wasThere: true, hint: "lost" });
    if ("failure" in found) return found.failure;
    const { cluster, client, parameters } = context;
    const image = `nginx:${parameters.FIX}`;
    const lost = wrongImage(context, found.object, { path: container, image, hint: "lost" });
    if (lost !== undefined) return lost;
    const stuck = notRolledOut(context, found.object, "find");
    if (stuck !== undefined) return stuck;
    const { error } = typeOnFork(cluster, `kubectl apply -f ${folder}`);
    const applied = client.get("Deployment", api);
    const wrong = applied && wrongImage(context, applied, { path: container, image, hint: "file" });
    if (wrong === undefined && error === undefined)
      return pass("라이브와 파일이 모두 보안 패치를 담고 있어요");
    return fail({
      lookedFor: `\`${folder}\`를 다시 apply 해도 \`${image}\``,
      found:
        wrong === undefined
          ? "복제본에서 다시 apply 하니 거절당했어요"
          : `라이브는 맞지만, 복제본에서 다시 apply 하니 ${wrong.found}`,
      where: {
        ...placeOf(cluster, placeIn(found.object, `${container}.image`)),
        ...(error === undefined ? {} : { event: error }),
      },
      hint: "file",
    });
  },

  "leave-no-drift"({ cluster }) {
    const { status, output, error } = typeOnFork(cluster, `kubectl diff -f ${folder}`);
    if (status === 0) return pass("`kubectl diff`가 조용해요");
    const [line] = output.split("\n").filter((each) => /^[-+](?![-+]{2} )/.test(each));
    return fail({
      lookedFor: "`kubectl diff`의 종료 코드 0",
      found: `종료 코드가 ${status}이에요`,
      where: { file: folder, event: line ?? error ?? "" },
      hint: "diff",
    });
  },
});

/** Finds a file that was bent to the live object instead of the other way round. */
function bentFile({ cluster, client, parameters }: CheckContext, hint: string): Fail | undefined {
  typeOnFork(cluster, `kubectl apply -f ${folder}`);
  const replicas = client.get("Deployment", web)?.spec?.replicas;
  const data = client.get("ConfigMap", settings)?.data;
  const isSame =
    replicas === Number(parameters.REPLICAS) &&
    data?.LOG_LEVEL === "info" &&
    data.CACHE_SECONDS === parameters.CACHE;
  if (isSame) return undefined;
  const object = replicas === Number(parameters.REPLICAS) ? settings : web;
  return fail({
    lookedFor: "처음 그대로인 파일",
    found: "라이브는 돌아왔지만, 복제본에서 파일을 다시 apply 하니 또 달라졌어요",
    where: placeOf(cluster, { ...object, fieldPath: object === web ? "spec.replicas" : "data" }),
    hint,
  });
}
