// 스케줄러 없이 자리 정하기: where each pod sits in the end, and whether it is the one of the start.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isReady, notReady } from "@/lib/labs/pod-state";
import { requestedBy } from "@/lib/labs/quantities";
import { named } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongImage } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

type Pod = Resource<"Pod">;

const namespace = "default";
const controlPlane = "controlplane";
const controlPlaneTaint = "node-role.kubernetes.io/control-plane";

export const checks = defineChecks({
  "bind-the-letter"(context) {
    const found = findObject(context, {
      kind: "Pod",
      namespace,
      name: "letter",
      wasThere: true,
      hint: "again",
    });
    if ("failure" in found) return found.failure;
    const seat = context.parameters.SEAT ?? "";
    const { object } = found;
    return (
      madeAnew(context, object) ??
      notSeated(context, object, { node: seat, waiting: "nobody", elsewhere: "other-seat" }) ??
      pass(`파드를 만든 그대로 \`${seat}\`에 앉혔어요`)
    );
  },

  "skip-the-taint"(context) {
    const wanted = { kind: "Pod", namespace, name: "watcher", hint: "node-name" } as const;
    const found = findObject(context, wanted);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const image = { path: "spec.containers[0]", image: "nginx:1.27", hint: "node-name" };
    return (
      wrongImage(context, object, image) ??
      notSeated(context, object, { node: controlPlane, waiting: "taint", elsewhere: "taint" }) ??
      tolerant(context, object) ??
      untainted(context) ??
      pass("테인트를 견디겠다는 말 없이도 컨트롤 플레인 노드에 앉았어요")
    );
  },

  "seat-the-parcel"(context) {
    const wanted = { kind: "Pod", namespace, name: "parcel", hint: "let-go" } as const;
    const found = findObject(context, { ...wanted, wasThere: true });
    if ("failure" in found) return found.failure;
    const { object } = found;
    const cpu = requestedBy(object, "cpu");
    const path = "spec.containers[0].resources.requests.cpu";
    if (cpu !== "3") {
      return fail({
        lookedFor: "CPU 3개를 요청하는 `parcel`",
        found: cpu === undefined ? "요청량이 적혀 있지 않아요" : named(cpu, "이에요/예요"),
        where: placeOf(context.cluster, placeIn(object, path)),
        hint: "request",
      });
    }
    context.cluster.settle();
    const now = context.client.get("Pod", { namespace, name: "parcel" }) ?? object;
    if (isReady(now)) return pass(`\`${now.spec?.nodeName}\`에 자리가 있었어요`);
    const said = { lookedFor: "자리를 찾아 도는 `parcel`", hint: "out-of-cpu" };
    const { reason, message } = now.status ?? {};
    if (reason === undefined) return notReady(context, now, said);
    return fail({
      ...said,
      found: `${named(now.spec?.nodeName ?? "")}의 kubelet이 거절했어요(${reason})`,
      where: {
        ...placeOf(context.cluster, placeIn(now, "spec.nodeName")),
        ...(message === undefined ? {} : { event: message }),
      },
    });
  },
});

interface Seat {
  readonly node: string;
  /** The hint for a pod without a node, and for one on another. */
  readonly waiting: string;
  readonly elsewhere: string;
}

function notSeated(context: CheckContext, pod: Pod, seat: Seat): Fail | undefined {
  context.cluster.settle();
  const { name } = pod.metadata;
  const now = context.client.get("Pod", { namespace, name }) ?? pod;
  const lookedFor = `${named(seat.node)}에서 도는 ${named(name)}`;
  const at = now.spec?.nodeName;
  if (at === seat.node) {
    return isReady(now) ? undefined : notReady(context, now, { lookedFor, hint: seat.elsewhere });
  }
  if (at === undefined) {
    const failure = notReady(context, now, { lookedFor, hint: seat.waiting });
    const cause = placeOf(context.cluster, placeIn(now, "spec.schedulerName"));
    return { ...failure, where: { ...failure.where, ...cause } };
  }
  return fail({
    lookedFor,
    found: `${named(at)}에 앉아 있어요`,
    where: placeOf(context.cluster, placeIn(now, "spec.nodeName")),
    hint: seat.elsewhere,
  });
}

/** The office opened a moment after the pod of the start was made. */
function madeAnew({ client, cluster }: CheckContext, pod: Pod): Fail | undefined {
  const opened = client.get("ConfigMap", { namespace, name: "post-office" });
  const since = opened?.metadata.creationTimestamp;
  if (since === undefined || (pod.metadata.creationTimestamp ?? "") < since) return undefined;
  return fail({
    lookedFor: "처음에 만들어진 그 `letter`",
    found: "지웠다가 다시 만든 파드예요",
    where: placeOf(cluster, placeIn(pod, "metadata.creationTimestamp")),
    hint: "again",
  });
}

function tolerant({ cluster }: CheckContext, pod: Pod): Fail | undefined {
  const tolerations = pod.spec?.tolerations ?? [];
  const index = tolerations.findIndex(
    ({ key, operator }) =>
      key === controlPlaneTaint || (key === undefined && operator === "Exists"),
  );
  if (index < 0) return undefined;
  return fail({
    lookedFor: "톨러레이션 없이 앉은 `watcher`",
    found: `${named(controlPlaneTaint)} 테인트를 견디겠다고 적혀 있어요`,
    where: placeOf(cluster, placeIn(pod, `spec.tolerations[${index}]`)),
    hint: "toleration",
  });
}

function untainted({ client }: CheckContext): Fail | undefined {
  const taints = client.get("Node", { name: controlPlane })?.spec?.taints ?? [];
  if (taints.some(({ key }) => key === controlPlaneTaint)) return undefined;
  return fail({
    lookedFor: `노드 ${named(controlPlane)}의 테인트 ${named(controlPlaneTaint)}`,
    found: "없어졌어요",
    where: { kind: "Node", name: controlPlane, fieldPath: "spec.taints" },
    hint: "node-taint",
  });
}
