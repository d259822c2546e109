// Why a Deployment's newest template is not everywhere: paused, a pod that does not start, one that may
// not be made, or not yet.
import type { Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { placeOf } from "./learner-files";
import { isReady, lastWarning, notReady } from "./pod-state";
import { named } from "./say";
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
  const sets = context.client.controlledBy("ReplicaSet", metadata.uid ?? "");
  const waiting = sets
    .flatMap((set) => context.client.controlledBy("Pod", set.metadata.uid ?? ""))
    .find((pod) => !isReady(pod));
  if (waiting !== undefined) return notReady(context, waiting, { lookedFor, hint });
  const refused = sets
    .toSorted(byRevision)
    .find(
      (set) =>
        (set.spec?.replicas ?? 0) > (set.status?.replicas ?? 0) &&
        lastWarning(context.client, set) !== undefined,
    );
  if (refused !== undefined) {
    return fail({
      lookedFor,
      found: `레플리카셋 ${named(refused.metadata.name, "이/가")} 파드를 만들려다 거절당했어요. 지금 파드는 ${status?.replicas ?? 0}개예요`,
      where: {
        ...placeIn(refused, "status.replicas"),
        event: lastWarning(context.client, refused) ?? "",
      },
      hint,
    });
  }
  return fail({
    lookedFor,
    found: `아직 ${status?.updatedReplicas ?? 0}개만 바뀌었어요`,
    where: placeIn(deployment, "status.updatedReplicas"),
    hint,
  });
}

/** The newest first. */
const byRevision = (a: Resource<"ReplicaSet">, b: Resource<"ReplicaSet">): number =>
  revisionOf(b) - revisionOf(a);

const revisionOf = ({ metadata }: Resource<"ReplicaSet">): number =>
  Number(metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);
