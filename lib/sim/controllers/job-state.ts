// What controllers ask of a job.
//
// Kubernetes: pkg/controller/job/utils.go
import type { Job, JobCondition } from "@/generated/kubernetes/types";

/** The condition that says how the job has ended, once it has. */
export const findEnd = (job: Job): JobCondition | undefined =>
  job.status?.conditions?.find(
    ({ type, status }) => (type === "Complete" || type === "Failed") && status === "True",
  );

export const hasEnded = (job: Job): boolean => findEnd(job) !== undefined;
