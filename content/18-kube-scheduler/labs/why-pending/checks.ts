// 셋 다 Pending인 까닭: graded by letting the scheduler decide once more, also when the right node is gone.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { type Found, findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isReady, lastWarning } from "@/lib/labs/pod-state";
import { requestedBy } from "@/lib/labs/quantities";
import { named } from "@/lib/labs/say";
import { scheduleAgain } from "@/lib/labs/schedule-again";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

type Pod = Resource<"Pod">;

const guardedOf = ({ parameters }: CheckContext): string => parameters.GUARDED ?? "";
const withSsd = (context: CheckContext): string =>
  guardedOf(context) === "node01" ? "node02" : "node01";

export const checks = defineChecks({
  "seat-the-report"(context) {
    const touched = touchedLabel(context);
    if (touched !== undefined) return touched;
    const path = "spec.nodeSelector";
    const found = findSeated(context, { name: "report", path, hint: "selector" });
    if ("failure" in found) return found.failure;
    const { object } = found;
    const ssd = withSsd(context);
    const asked = { lookedFor: `\`disk=ssd\`인 노드(${named(ssd)})에서만 도는 \`report\`` };
    const where = placeOf(context.cluster, placeIn(object, path));
    const at = object.spec?.nodeName ?? "";
    if (at !== ssd) {
      return fail({ ...asked, found: `${named(at)}에서 돌고 있어요`, where, hint: "anywhere" });
    }
    unlabel(context, ssd);
    const seat = scheduleAgain(context, object);
    if (seat.node === undefined) {
      return pass(
        "복제본에서 SSD 노드의 레이블을 떼고 다시 만드니, 다른 데로 가지 않고 기다렸어요",
      );
    }
    return fail({
      ...asked,
      found: `복제본에서 노드의 \`disk\` 레이블을 떼고 다시 만드니 그래도 ${named(seat.node)}에 앉았어요`,
      where,
      hint: "anywhere",
    });
  },

  "seat-the-guard"(context) {
    const touched = touchedTaint(context);
    if (touched !== undefined) return touched;
    const path = "spec.tolerations";
    const found = findSeated(context, { name: "guard", path, hint: "taint" });
    if ("failure" in found) {
      const { tolerations = [] } = context.client.get("Pod", key("guard"))?.spec ?? {};
      const isTried = tolerations.some((each) => !each.key?.startsWith("node.kubernetes.io/"));
      return isTried ? { ...found.failure, hint: "toleration" } : found.failure;
    }
    const { object } = found;
    const node = guardedOf(context);
    const lookedFor = `${named(node)}에서만 도는 \`guard\``;
    const where = placeOf(context.cluster, placeIn(object, path));
    const seat = scheduleAgain(context, object);
    if (seat.node === undefined) {
      return fail({
        lookedFor,
        found: "복제본에서 `nodeName`을 비우고 다시 만드니 앉을 곳을 찾지 못했어요",
        where: { ...where, event: seat.event ?? "" },
        hint: "by-name",
      });
    }
    if (object.spec?.nodeName === node && seat.node === node) {
      context.cluster.run("controlplane", `kubectl cordon ${node}`);
      const other = scheduleAgain(context, object);
      if (other.node === undefined || other.node === node) {
        return pass(`복제본에서 다시 만들어도 \`${node}\`에만 앉았어요`);
      }
    }
    return fail({
      lookedFor,
      found: "복제본에서 다시 만들어 보니 다른 노드에도 앉을 수 있어요",
      where: placeOf(context.cluster, placeIn(object, "spec.nodeSelector")),
      hint: "astray",
    });
  },

  "seat-the-trainer"(context) {
    const path = "spec.containers[0].resources.requests.cpu";
    const found = findSeated(context, { name: "trainer", path, hint: "fit" });
    if ("failure" in found) return found.failure;
    const { object } = found;
    const cpu = requestedBy(object, "cpu");
    if (cpu === context.parameters.CPU) return pass();
    return fail({
      lookedFor: `CPU를 ${named(context.parameters.CPU ?? "")}만 요청하는 \`trainer\``,
      found: cpu === undefined ? "요청량이 적혀 있지 않아요" : `${named(cpu, "이에요/예요")}`,
      where: placeOf(context.cluster, placeIn(object, path)),
      hint: "cpu",
    });
  },
});

const key = (name: string) => ({ namespace: "default", name });

interface Wanted {
  readonly name: string;
  /** Where the cause of its waiting is written. */
  readonly path: string;
  readonly hint: string;
}

/** The pod, if it runs; else what the scheduler says. */
function findSeated(context: CheckContext, { name, path, hint }: Wanted): Found<Pod> {
  const found = findObject(context, { kind: "Pod", ...key(name), wasThere: true, hint: "create" });
  if ("failure" in found) return found;
  const { client, cluster } = context;
  const image = { path: "spec.containers[0]", image: "nginx:1.27", hint: "create" };
  const wrong = wrongImage(context, found.object, image);
  if (wrong !== undefined) return { failure: wrong };
  cluster.settle();
  const object = client.get("Pod", key(name)) ?? found.object;
  if (isReady(object)) return { object };
  const event = lastWarning(client, object);
  return {
    failure: fail({
      lookedFor: `자리를 찾아 도는 ${named(name)}`,
      found: object.spec?.nodeName
        ? `${named(object.spec.nodeName)}에 앉았지만 준비되지 않았어요`
        : "아직 앉을 노드를 찾지 못했어요(Pending)",
      where: {
        ...placeOf(cluster, placeIn(object, path)),
        ...(event === undefined ? {} : { event }),
      },
      hint,
    }),
  };
}

/** The nodes are not the learner's to change. */
function touchedLabel(context: CheckContext): Fail | undefined {
  for (const name of ["node01", "node02"]) {
    const node = context.client.get("Node", { name });
    const is = name === withSsd(context) ? "ssd" : undefined;
    const wrong =
      node && wrongField(context, node, { path: "metadata.labels.disk", is, hint: "nodes" });
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function touchedTaint(context: CheckContext): Fail | undefined {
  const name = guardedOf(context);
  const taints = context.client.get("Node", { name })?.spec?.taints ?? [];
  const isThere = taints.some(
    (taint) => taint.key === "team" && taint.value === "security" && taint.effect === "NoSchedule",
  );
  if (isThere) return undefined;
  return fail({
    lookedFor: `노드 ${named(name)}의 테인트 \`team=security:NoSchedule\``,
    found: "없어졌어요. 이제 아무 파드나 보안팀의 노드에 앉을 수 있어요",
    where: { kind: "Node", name, fieldPath: "spec.taints" },
    hint: "nodes",
  });
}

function unlabel({ cluster }: CheckContext, node: string): void {
  cluster.run("controlplane", `kubectl label node ${node} disk-`);
}
