// 두 버전이 함께 돌면 안 되는 앱: graded by rolling out on a fork, once well and once with an image nobody has.
import { type CheckContext, defineChecks } from "@/lib/labs/define-checks";
import { findObject } from "@/lib/labs/find-object";
import { placeOf } from "@/lib/labs/learner-files";
import { notRolledOut } from "@/lib/labs/not-rolled-out";
import { fail, pass } from "@/lib/labs/verdict";
import { watchCluster } from "@/lib/labs/watch-cluster";
import { watchRollout } from "@/lib/labs/watch-rollout";
import { placeIn, wrongField, wrongImage } from "@/lib/labs/wrong-field";

const wanted = { kind: "Deployment", namespace: "default", name: "ledger" } as const;
const findDeployment = (context: CheckContext) =>
  findObject(context, { ...wanted, wasThere: true, hint: "gone" });

export const checks = defineChecks({
  "ship-the-image"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const path = "spec.template.spec.containers[0]";
    const image = `nginx:${context.parameters.TAG}`;
    return (
      wrongImage(context, object, { path, image, hint: "image" }) ??
      wrongField(context, object, { path: "spec.replicas", is: 3, hint: "unfinished" }) ??
      notRolledOut(context, object, "unfinished") ??
      pass()
    );
  },

  "never-mix"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { hasMixed, isComplete, fewestReady } = watchRollout(context.cluster, object);
    if (isComplete && !hasMixed && fewestReady === 0) {
      return pass("복제본에서 한 번 더 내보내니, 옛 파드가 모두 꺼진 다음에야 새 파드가 떴어요");
    }
    return fail({
      lookedFor: "옛 파드가 모두 꺼진 다음에 뜨는 새 파드",
      found: isComplete
        ? "복제본에서 한 번 더 내보냈더니, 옛 파드가 다 꺼지기 전에 새 버전의 파드가 생겼어요"
        : "복제본에서 한 번 더 내보냈더니 5분이 지나도 끝나지 않았어요",
      where: placeOf(context.cluster, placeIn(object, "spec.strategy.type")),
      hint: object.spec?.strategy?.type === "Recreate" ? "rolling-update" : "strategy",
    });
  },

  "report-in-time"(context) {
    const found = findDeployment(context);
    if ("failure" in found) return found.failure;
    const { object } = found;
    const { client, cluster, parameters } = context;
    const deadline = Number(parameters.DEADLINE);
    const path = "spec.progressDeadlineSeconds";
    const wrong = wrongField(context, object, { path, is: deadline, hint: "deadline" });
    if (wrong !== undefined) return wrong;
    cluster.settle();
    cluster.run("controlplane", "kubectl set image deployment/ledger '*=nginx:no-such-tag'");
    const since = cluster.now;
    let reportedAt: number | undefined;
    watchCluster(cluster, (deadline + 600) * 1000, () => {
      const { conditions = [] } = client.get("Deployment", wanted)?.status ?? {};
      const isReported = conditions.some(({ reason }) => reason === "ProgressDeadlineExceeded");
      if (isReported) reportedAt = cluster.now;
      return isReported;
    });
    const seconds = reportedAt === undefined ? undefined : Math.round((reportedAt - since) / 1000);
    // Stopping the old pods is progress too, so the count begins some seconds late.
    const slack = 20;
    if (seconds !== undefined && Math.abs(seconds - deadline) <= slack) {
      return pass(`복제본에서 없는 이미지를 내보내니 ${seconds}초 뒤에 알렸어요`);
    }
    return fail({
      lookedFor: `없는 이미지를 내보낸 지 ${deadline}초쯤 뒤의 \`ProgressDeadlineExceeded\``,
      found:
        seconds === undefined
          ? "복제본에서는 끝내 알리지 않았어요"
          : `복제본에서는 ${seconds}초 뒤에야 알렸어요`,
      where: placeOf(cluster, placeIn(object, path)),
      hint: "place",
    });
  },
});
