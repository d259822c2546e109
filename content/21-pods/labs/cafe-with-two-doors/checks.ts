// 문이 둘인 카페: graded on forks by knocking at both ports, ending a container, and making the pod anew.
import { findContainer, wrongContainer } from "@/lib/labs/containers";
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf, refusalOf } from "@/lib/labs/learner-files";
import { restartsOf } from "@/lib/labs/pod-state";
import { typeOnFork } from "@/lib/labs/run-on-fork";
import { named } from "@/lib/labs/say";
import { callPod, endContainer, execIn } from "@/lib/labs/try-pod";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const wanted = { kind: "Pod", namespace: "default", name: "cafe" } as const;
const file = "/root/cafe.yaml";
const images = { menu: "nginx:1.27", order: "registry.k8s.io/e2e-test-images/agnhost:2.53" };
const book = "/orders/today.txt";
const findPod = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "create" });

export const checks = defineChecks({
  "open-both-doors"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    for (const [name, image] of Object.entries(images)) {
      const wrong = wrongContainer(context, object, { name, image, hint: "containers" });
      if (wrong !== undefined) return wrong;
    }
    context.cluster.settle();
    return closedDoor(context) ?? pass("복제본에서 두드려 보니 두 문 모두 열려 있어요");
  },

  "come-back-alone"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const after = endContainer(context, object, "order");
    const isBack =
      after !== undefined &&
      restartsOf(after, "order") > restartsOf(object, "order") &&
      restartsOf(after, "menu") === restartsOf(object, "menu") &&
      closedDoor(context) === undefined;
    if (isBack) {
      return pass("복제본에서 `order`를 죽이니 그 컨테이너만 다시 켜졌고, `menu`는 그대로였어요");
    }
    const policy = object.spec?.restartPolicy;
    return fail({
      lookedFor: "죽인 지 1분 안에 같은 파드에서 다시 켜지는 `order`",
      found: `복제본에서 \`order\`를 정상 종료시키니 다시 켜지지 않았어요. \`restartPolicy\`는 ${named(policy ?? "Always", "이에요/예요")}`,
      where: placeOf(context.cluster, placeIn(object, "spec.restartPolicy")),
      hint: policy === "OnFailure" ? "on-failure" : "policy",
    });
  },

  "keep-the-orders"(context) {
    const found = findPod(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const write = execIn(context, object, "order", `sh -c 'echo naru-latte > ${book}'`);
    endContainer(context, object, "order");
    const read = execIn(context, object, "order", `cat ${book}`);
    if (read.output.includes("naru-latte")) {
      return pass("복제본에서 주문을 적고 `order`를 죽였지만 주문이 남아 있었어요");
    }
    const place = `${findContainer(object, "order")?.path}.volumeMounts`;
    return fail({
      lookedFor: `\`order\`가 다시 켜진 뒤에도 \`${book}\`에 남는 주문`,
      found:
        write.status === 0
          ? "복제본에서 주문을 적고 `order`를 죽이니, 다시 켜진 컨테이너에는 주문이 없어요"
          : "복제본에서 주문을 적으려 했지만 적지 못했어요",
      where: {
        ...placeOf(context.cluster, placeIn(object, place)),
        event: (write.error ?? read.error ?? "").trim(),
      },
      hint: mountPaths(object).length > 0 ? "path" : "mount",
    });
  },

  "open-again-from-the-file"(context) {
    const { cluster, client } = context;
    const live = client.get("Pod", wanted);
    typeOnFork(cluster, "kubectl delete pod cafe --now");
    const refusal = refusalOf(cluster, file);
    typeOnFork(cluster, `kubectl apply -f ${file}`);
    cluster.advance(30_000);
    const again = findPod(context);
    if ("failure" in again) {
      return fail({
        lookedFor: `지워진 뒤에 \`${file}\`로 다시 연 카페`,
        found: "복제본에서 파드를 지우고 이 파일을 적용하니 만들어지지 않아요",
        where: { ...wanted, file, event: refusal?.message ?? "" },
        hint: "refused",
      });
    }
    const closed = closedDoor(context);
    const changed = live && changedField(live, again.object);
    if (closed === undefined && changed === undefined) {
      return pass("복제본에서 파드를 지워도, 파일로 똑같은 카페를 다시 열 수 있었어요");
    }
    const path = closed?.where?.fieldPath ?? changed ?? "spec";
    return fail({
      lookedFor: `지워진 뒤에 \`${file}\`로 다시 연 똑같은 카페`,
      found: `복제본에서 다시 열어 보니 ${closed?.found ?? `${named(path, "이/가")} 지금 파드와 달라요`}`,
      where: placeOf(cluster, placeIn(again.object, path)),
      hint: "file",
    });
  },
});

/** What the pod made anew has otherwise than the one before it. */
function changedField(live: Resource<"Pod">, again: Resource<"Pod">): string | undefined {
  if (live.spec?.restartPolicy !== again.spec?.restartPolicy) return "spec.restartPolicy";
  const mounts = `${findContainer(again, "order")?.path}.volumeMounts`;
  return mountPaths(live).join() === mountPaths(again).join() ? undefined : mounts;
}

/** Which of the two does not answer as it should, if any. */
function closedDoor(context: CheckContext): Fail | undefined {
  const pod = context.client.get("Pod", wanted);
  if (pod === undefined) return undefined;
  const port = Number(context.parameters.PORT);
  const menu = callPod(context, pod, 80);
  const order = callPod(context, pod, port, "/echo?msg=naru");
  const isMenu = menu.output.includes("Welcome to nginx");
  if (isMenu && order.output === "naru") return undefined;
  const [name, at] = isMenu ? ["order", port] : ["menu", 80];
  const state = pod.status?.containerStatuses?.find((each) => each.name === name)?.state;
  const isDead = state?.running === undefined;
  const place = `${findContainer(pod, isDead ? name : "order")?.path}.args`;
  return fail({
    lookedFor: `${at}번 포트에서 대답하는 ${named(name)}`,
    found: isDead
      ? `${named(name, "이/가")} 꺼져 있어요(${state?.terminated?.reason ?? state?.waiting?.reason ?? "시작 전"})`
      : `${at}번 포트에서 ${named(name, "이/가")} 대답하지 않아요`,
    where: {
      ...placeOf(context.cluster, placeIn(pod, place)),
      event: lastLine(context, name) || (order.error ?? menu.error ?? ""),
    },
    hint: isDead ? "clash" : "port",
  });
}

const lastLine = ({ cluster }: CheckContext, container: string): string =>
  typeOnFork(cluster, `kubectl logs cafe -c ${container} --tail=1`).output.trim();

const mountPaths = (pod: Resource<"Pod">): string[] => {
  const mounts = findContainer(pod, "order")?.container.volumeMounts ?? [];
  return mounts
    .map(({ mountPath }) => mountPath)
    .filter((path) => !path.startsWith("/var/run/secrets"))
    .sort();
};
