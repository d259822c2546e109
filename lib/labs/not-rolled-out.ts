// Why a Deployment's newest template is not everywhere: paused, a pod that does not start, or not yet.
import type { Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { placeOf } from "./learner-files";
import { isReady, notReady } from "./pod-state";
import { type Fail, fail } from "./verdict";
import { isRolledOut } from "./watch-rollout";
import { placeIn } from "./wrong-field";

/** Nothing when the rollout is through. */
export function notRolledOut(
  context: CheckContext,
  deployment: Resource<"Deployment">,
  hint: string,
): Fail | undefined {
  if (isRolledOut(deployment)) return undefined;
  const { spec, status, metadata } = deployment;
  const lookedFor = `모두 새 템플릿으로 바뀌어 준비된 파드 ${spec?.replicas ?? 1}개`;
  if (spec?.paused === true) {
    return fail({
      lookedFor,
      found: "롤아웃이 잠깐 멈춰(paused) 있어요",
      where: placeOf(context.cluster, placeIn(deployment, "spec.paused")),
      hint,
    });
  }
  const waiting = context.client
    .controlledBy("ReplicaSet", metadata.uid ?? "")
    .flatMap((set) => context.client.controlledBy("Pod", set.metadata.uid ?? ""))
    .find((pod) => !isReady(pod));
  if (waiting !== undefined) return notReady(context, waiting, { lookedFor, hint });
  return fail({
    lookedFor,
    found: `아직 ${status?.updatedReplicas ?? 0}개만 바뀌었어요`,
    where: placeIn(deployment, "status.updatedReplicas"),
    hint,
  });
}
