// 옆방의 창고에 물어보기: graded by what the app writes down on a fork, also after its Service was made anew.
import { findContainer } from "@/lib/labs/containers";
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { fieldAt } from "@/lib/labs/field-path";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { named } from "@/lib/labs/say";
import { newLogOf } from "@/lib/labs/try-pod";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongImage } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const pretended = "pretend goods";
const goodsOf = ({ parameters }: CheckContext): string =>
  `${parameters.GOODS} in ${parameters.BACK}`;

export const checks = defineChecks({
  "find-the-stock"(context) {
    const found = findFront(context, "shop", "create");
    if ("failure" in found) return found.failure;
    const said = whatItSays(context, found.object);
    if (typeof said !== "string") return said;
    if (said.includes(goodsOf(context))) return pass("복제본에서도 재고를 계속 읽어 왔어요");
    return mute(context, found.object, { wanted: goodsOf(context), said });
  },

  "follow-the-name"(context) {
    const found = findFront(context, "shop", "address");
    if ("failure" in found) return found.failure;
    const { client, cluster, parameters } = context;
    const key = { namespace: parameters.BACK ?? "", name: "stock" };
    const service = client.get("Service", key);
    const old = service?.spec?.clusterIP;
    client.delete("Service", key);
    // The old address stays taken, so that the new Service gets another.
    const placeholder = { name: "naru-holds-the-address", namespace: key.namespace };
    const ports = [{ port: 1 }];
    client.create("Service", { metadata: placeholder, spec: { clusterIP: old, ports } });
    const { selector, ports: served } = service?.spec ?? {};
    client.create("Service", { metadata: key, spec: { selector, ports: served } });
    for (const pod of client.list("Pod", {
      namespace: key.namespace,
      labelSelector: "app=stock",
    })) {
      client.delete("Pod", pod.metadata);
    }
    cluster.settle();
    const said = whatItSays(context, found.object);
    if (typeof said !== "string") return said;
    if (said.includes(goodsOf(context))) {
      return pass("복제본에서 서비스를 다시 만들어 IP가 바뀌어도 재고를 읽어 왔어요");
    }
    const url = urlOf(found.object);
    return fail({
      lookedFor: "서비스와 파드의 IP가 바뀐 뒤에도 읽어 오는 재고",
      found: `복제본에서 서비스를 다시 만들고 파드를 새로 띄우니 읽어 오지 못해요. \`STOCK_URL\`은 ${named(url.value, "이에요/예요")}`,
      where: {
        ...placeOf(cluster, placeIn(found.object, url.path)),
        event: said.trim().split("\n").at(-1) ?? "",
      },
      hint: url.value.includes(String(old)) ? "address" : "whose",
    });
  },

  "pretend-in-dev"(context) {
    const found = findFront(context, "dev", "dev");
    if ("failure" in found) return found.failure;
    const path = findContainer(found.object, "front")?.path ?? "spec.template.spec.containers[0]";
    const wrong = wrongImage(context, found.object, { path, image: "busybox:1.36", hint: "dev" });
    if (wrong !== undefined) return wrong;
    const said = whatItSays(context, found.object);
    if (typeof said !== "string") return { ...said, hint: "dev" };
    if (said.includes(pretended) && !said.includes(goodsOf(context))) {
      return pass("`dev`의 앱은 `dev`의 재고를 읽어 와요");
    }
    const failure = mute(context, found.object, { wanted: pretended, said });
    return { ...failure, hint: said.includes(goodsOf(context)) ? "real" : "dev" };
  },
});

/** The one in `shop` is there from the start, so that in `dev` its absence is no misplacement. */
function findFront(context: CheckContext, namespace: "shop" | "dev", hint: string) {
  const wanted = { kind: "Deployment", namespace, name: "front" } as const;
  if (namespace === "shop") return findObject(context, { ...wanted, wasThere: true, hint });
  const object = context.client.get("Deployment", wanted);
  if (object !== undefined) return { object };
  const lookedFor = "`dev` 네임스페이스의 Deployment `front`";
  return { failure: fail({ lookedFor, found: "아직 없어요", where: wanted, hint }) };
}

/** What the app's pod writes within half a minute, or why there is none that does. */
function whatItSays(context: CheckContext, front: Resource<"Deployment">): string | Fail {
  context.cluster.settle();
  const { namespace = "", name } = front.metadata;
  const now = context.client.get("Deployment", { namespace, name }) ?? front;
  const stuck = notRolledOut(context, now, "create");
  if (stuck !== undefined) return stuck;
  const labelSelector = "app=front";
  const pods = context.client.list("Pod", { namespace, labelSelector });
  const pod = pods.find(({ metadata }) => metadata.deletionTimestamp === undefined);
  return pod === undefined ? "" : newLogOf(context, pod, pod.spec?.containers[0]?.name ?? "");
}

function mute(
  context: CheckContext,
  front: Resource<"Deployment">,
  { wanted, said }: { readonly wanted: string; readonly said: string },
): Fail {
  const line = said.trim().split("\n").at(-1) ?? "";
  const { path, value } = urlOf(front);
  const isOther = said.includes(pretended) || said.includes(" in ");
  return fail({
    lookedFor: `\`front\`의 로그에 남는 ${named(wanted)}`,
    found: isOther
      ? `복제본에서 지켜보니 ${named(line, "이/가")} 남아요. 다른 방의 재고예요`
      : `복제본에서 30초를 지켜봐도 재고가 없어요. \`STOCK_URL\`은 ${named(value, "이에요/예요")}`,
    where: {
      ...placeOf(context.cluster, placeIn(front, path)),
      event: line || "로그가 비어 있어요",
    },
    hint: isOther ? "other-stock" : hintOfLine(line),
  });
}

function hintOfLine(line: string): string {
  if (line.includes("bad address")) return "bad-address";
  return /timed out|refused/.test(line) ? "port" : "log";
}

function urlOf(front: Resource<"Deployment">): { readonly path: string; readonly value: string } {
  const container = "spec.template.spec.containers[0]";
  const env = (fieldAt(front, `${container}.env`) ?? []) as { name: string; value?: string }[];
  const index = env.findIndex(({ name }) => name === "STOCK_URL");
  const value = env[index]?.value ?? "없음";
  return { path: index < 0 ? `${container}.env` : `${container}.env[${index}].value`, value };
}
