// 꽉 찬 클러스터에서 누가 먼저 앉을까: graded by who sits when a full cluster loses one pod, on a fork.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { type Found, findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { isLeaving, isReady, lastWarning } from "@/lib/labs/pod-state";
import { named } from "@/lib/labs/say";
import { type Fail, fail, pass } from "@/lib/labs/verdict";
import { placeIn, wrongField } from "@/lib/labs/wrong-field";
import type { Resource } from "@/lib/sim";

const namespace = "default";
const className = "spec.template.spec.priorityClassName";
const cpuPath = "spec.template.spec.containers[0].resources.requests.cpu";

export const checks = defineChecks({
  "seat-payment"(context) {
    const { CPU = "" } = context.parameters;
    const payment = findAsItWas(context, { name: "payment", replicas: 2, cpu: CPU });
    if ("failure" in payment) return payment.failure;
    const batch = findAsItWas(context, { name: "batch", replicas: 6, cpu: "900m" });
    if ("failure" in batch) return batch.failure;
    const raised = raisedAll(context);
    if (raised !== undefined) return raised;
    context.cluster.settle();
    const pods = podsOf(context, "payment");
    const waiting = pods.find((pod) => !isReady(pod));
    if (waiting !== undefined || pods.length < 2) {
      const event = waiting && lastWarning(context.client, waiting);
      return fail({
        lookedFor: "자리를 찾아 도는 `payment`의 파드 2개",
        found: `도는 파드는 ${pods.filter(isReady).length}개예요. 우선순위는 ${waiting?.spec?.priority ?? 0}이에요`,
        where: {
          ...placeOf(context.cluster, placeIn(payment.object, className)),
          ...(event === undefined ? {} : { event }),
        },
        hint: payment.object.spec?.template?.spec?.priorityClassName ? "class" : "events",
      });
    }
    return pass("`payment`가 `batch`를 제치고 앉았어요");
  },

  "report-waits-politely"(context) {
    const { CPU = "" } = context.parameters;
    const report = findAsItWas(context, { name: "report", replicas: 1, cpu: CPU });
    if ("failure" in report) return { ...report.failure, hint: "own-class" };
    const { object } = report;
    const { client, cluster } = context;
    const where = placeOf(cluster, placeIn(object, className));
    client.delete("Deployment", { namespace, name: "report" });
    cluster.settle();
    const before = podsOf(context, "batch").filter(isReady);
    const metadata = { namespace, name: "report", labels: object.metadata.labels };
    client.create("Deployment", { metadata, spec: object.spec });
    cluster.settle();
    const after = podsOf(context, "batch").filter(isReady);
    if (after.length < before.length) {
      return fail({
        lookedFor: "아무도 쫓아내지 않고 기다리는 `report`",
        found: `복제본에서 다시 만드니 \`batch\`의 파드가 ${before.length}개에서 ${after.length}개로 줄었어요`,
        where,
        hint: "evicts",
      });
    }
    const [waiting] = podsOf(context, "report");
    const priority = waiting?.spec?.priority ?? 0;
    const [leaving] = after;
    if (leaving !== undefined) client.delete("Pod", leaving.metadata);
    cluster.settle();
    const [seated] = podsOf(context, "report");
    if (priority > 0 && seated !== undefined && isReady(seated)) {
      return pass("복제본에서 `batch`의 파드를 하나 지우니, 기다리던 `report`가 먼저 앉았어요");
    }
    const event = seated && lastWarning(client, seated);
    return fail({
      lookedFor: "자리가 나면 `batch`보다 먼저 앉는 `report`",
      found:
        priority > 0
          ? "복제본에서 `batch`의 파드를 하나 지웠지만 `report`가 앉지 못했어요"
          : `\`report\`의 우선순위가 ${priority}이라 \`batch\`보다 앞서지 않아요`,
      where: { ...where, ...(event === undefined ? {} : { event }) },
      hint: "own-class",
    });
  },
});

interface AsItWas {
  readonly name: string;
  readonly replicas: number;
  readonly cpu: string;
}

function findAsItWas(
  context: CheckContext,
  { name, replicas, cpu }: AsItWas,
): Found<Resource<"Deployment">> {
  const wanted = { kind: "Deployment", namespace, name, wasThere: true, hint: "gone" } as const;
  const found = findObject(context, wanted);
  if ("failure" in found) return found;
  const failure =
    wrongField(context, found.object, { path: "spec.replicas", is: replicas, hint: "as-it-was" }) ??
    wrongField(context, found.object, { path: cpuPath, is: cpu, hint: "as-it-was" });
  return failure === undefined ? found : { failure };
}

const podsOf = ({ client }: CheckContext, app: string): readonly Resource<"Pod">[] =>
  client
    .list("Pod", { namespace, labelSelector: `app=${app}` })
    .filter((pod) => !isLeaving(pod) && pod.status?.phase !== "Failed");

/** A pod that says nothing about its priority must still have none. */
function raisedAll({ client }: CheckContext): Fail | undefined {
  const name = "naru-check";
  const containers = [{ name, image: "nginx:1.27" }];
  const made = client.create("Pod", { metadata: { namespace, name }, spec: { containers } });
  const priority = made.spec?.priority ?? 0;
  client.delete("Pod", made.metadata, { gracePeriodSeconds: 0 });
  if (priority === 0) return undefined;
  return fail({
    lookedFor: "우선순위를 정하지 않은 파드의 우선순위 0",
    found: `복제본에서 새 파드를 만드니 우선순위가 ${named(priority, "이었어요/였어요")}`,
    where: {
      kind: "PriorityClass",
      name: made.spec?.priorityClassName ?? "",
      fieldPath: "globalDefault",
    },
    hint: "default-class",
  });
}
