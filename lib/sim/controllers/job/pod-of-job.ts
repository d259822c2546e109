// The pod a job makes: its template, the tracking finalizer and, for Indexed jobs, the index in its name,
// labels, annotations and environment.
//
// Kubernetes: pkg/controller/job/job_controller.go (manageJob), indexed_job_utils.go
import type { Container, Job } from "@/generated/kubernetes/types";
import { podFrom } from "../pod-from-template";
import { indexKey, trackingFinalizer } from "./tracking";

const variable = "JOB_COMPLETION_INDEX";
const failureCount = "batch.kubernetes.io/job-index-failure-count";

export interface IndexedPlace {
  readonly index: number;
  /** How often the index has failed, where that is limited. */
  readonly failures?: number;
}

export function podOfJob(job: Job, place: IndexedPlace | undefined): ReturnType<typeof podFrom> {
  const { template = {} } = job.spec ?? {};
  const finalizers = [...(template.metadata?.finalizers ?? []), trackingFinalizer];
  const pod = podFrom({ ...template, metadata: { ...template.metadata, finalizers } }, job);
  if (place === undefined || pod.spec === undefined) return pod;
  const index = String(place.index);
  const { spec, metadata } = pod;
  const hostname = `${job.metadata.name}-${index}`;
  return {
    metadata: {
      ...metadata,
      generateName: `${hostname}-`,
      labels: { ...metadata.labels, [indexKey]: index },
      annotations: {
        ...metadata.annotations,
        [indexKey]: index,
        ...(place.failures === undefined ? {} : { [failureCount]: String(place.failures) }),
      },
    },
    spec: {
      ...spec,
      hostname,
      containers: spec.containers.map(withIndex),
      ...(spec.initContainers === undefined
        ? {}
        : { initContainers: spec.initContainers.map(withIndex) }),
    },
  };
}

function withIndex(container: Container): Container {
  if (container.env?.some(({ name }) => name === variable)) return container;
  const valueFrom = { fieldRef: { apiVersion: "v1", fieldPath: `metadata.labels['${indexKey}']` } };
  return { ...container, env: [...(container.env ?? []), { name: variable, valueFrom }] };
}
