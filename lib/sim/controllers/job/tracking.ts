// Which pods belong to a job, and the finalizer that keeps each until it has been counted.
//
// Kubernetes: pkg/controller/job/job_controller.go (getPodsForJob), tracking_utils.go
import type { Job, Pod } from "@/generated/kubernetes/types";
import { matchesLabels, selectorOf } from "../../meta/selector";
import type { ControllerContext } from "../define-controller";
import { controllerReference } from "../pod-from-template";

export const trackingFinalizer = "batch.kubernetes.io/job-tracking";
export const indexKey = "batch.kubernetes.io/job-completion-index";

export const isTracked = (pod: Pod): boolean =>
  pod.metadata.finalizers?.includes(trackingFinalizer) ?? false;

/** The pod without the finalizer. */
export function untrack(pod: Pod): Pod {
  const { finalizers = [], ...metadata } = pod.metadata;
  const others = finalizers.filter((each) => each !== trackingFinalizer);
  return {
    ...pod,
    metadata: { ...metadata, ...(others.length > 0 ? { finalizers: others } : {}) },
  };
}

/** The completion index of a pod of an Indexed job. */
export function indexOf(pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.[indexKey];
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** The job's pods; orphans that its selector matches are adopted. */
export function claimPods(job: Job, { client }: ControllerContext): readonly Pod[] {
  const { uid = "", namespace = "", deletionTimestamp } = job.metadata;
  const mine = client.controlledBy("Pod", uid);
  if (deletionTimestamp !== undefined || job.spec?.selector === undefined) return mine;
  const selector = selectorOf(job.spec.selector);
  const adopted = client
    .orphanPods(namespace)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels))
    .map((pod) => {
      const { metadata } = pod;
      const ownerReferences = [...(metadata.ownerReferences ?? []), controllerReference(job)];
      const finalizers = [...(metadata.finalizers ?? []), trackingFinalizer];
      return client.update("Pod", {
        ...pod,
        metadata: { ...metadata, ownerReferences, finalizers },
      });
    });
  return adopted.length === 0 ? mine : [...mine, ...adopted];
}
