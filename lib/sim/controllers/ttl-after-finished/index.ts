// A job with `ttlSecondsAfterFinished` is deleted that long after its end.
//
// Kubernetes: pkg/controller/ttlafterfinished/ttlafterfinished_controller.go
import { timeOf } from "../../meta/time";
import { defineController, splitKey, watchOwn } from "../define-controller";
import { findEnd } from "../job-state";

export const ttlAfterFinishedController = defineController({
  name: "ttl-after-finished-controller",
  watches: [watchOwn("Job")],
  resync: ({ client }) =>
    client.list("Job").map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  reconcile(key, { client, enqueue, now }) {
    const job = client.get("Job", splitKey(key));
    const seconds = job?.spec?.ttlSecondsAfterFinished;
    if (job === undefined || seconds === undefined || job.metadata.deletionTimestamp !== undefined)
      return;
    const end = timeOf(findEnd(job)?.lastTransitionTime);
    if (end === undefined) return;
    const wait = end + seconds * 1000 - now;
    if (wait > 0) return enqueue(key, wait);
    client.delete("Job", job.metadata, { propagationPolicy: "Foreground" });
  },
});
