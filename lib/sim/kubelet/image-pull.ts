// A container's image: already there, pulled, or held back after a pull that failed.
//
// Kubernetes: pkg/kubelet/images/image_manager.go (EnsureImageExists)
import type { Container } from "@/generated/kubernetes/types";
import { defineTable } from "../kernel/state";
import { goQuote } from "../meta/go-text";
import { parseImage } from "../runtime/image-reference";
import { planPull, putImage, type StoredImage, storedImage } from "../runtime/image-store";
import { nextBackOff } from "./back-off";
import type { Step } from "./pod-row";
import type { PodWork } from "./pod-work";
import { fail } from "./start-failure";

/** Until when a node's one pull after the other keeps it busy. */
const busyUntil = defineTable<number>("kubelet.pulls");

/** Whether the image can be used as it is. */
export function findOnNode(work: PodWork, container: Container): boolean {
  const { name, image = "", imagePullPolicy = "IfNotPresent" } = container;
  const isPresent = storedImage(work.context.state, work.row.node, image) !== undefined;
  if (!isPresent || imagePullPolicy === "Always") return false;
  const message = `Container image ${goQuote(image)} already present on machine and can be accessed by the pod`;
  work.sayOf(name, "Normal", "Pulled", message);
  return true;
}

/** Begins a pull; false when there can be none now. */
export function pullNext(work: PodWork, container: Container): boolean {
  const { name, image = "", imagePullPolicy = "IfNotPresent" } = container;
  const { state } = work.context;
  if (parseImage(image) === undefined) {
    const message = `Failed to apply default image tag ${goQuote(image)}: couldn't parse image name ${goQuote(image)}: invalid reference format`;
    work.sayOf(name, "Warning", "InspectFailed", message);
    work.sayOf(name, "Warning", "Failed", "Error: InvalidImageName");
    fail(work, name, "InvalidImageName", message);
    return false;
  }
  if (imagePullPolicy === "Never") {
    const message = `Container image ${goQuote(image)} is not present with pull policy of Never`;
    work.sayOf(name, "Warning", "ErrImageNeverPull", message);
    work.sayOf(name, "Warning", "Failed", "Error: ErrImageNeverPull");
    fail(work, name, "ErrImageNeverPull", message);
    return false;
  }
  const { pull } = work.container(name);
  if (pull?.image === image && work.now - pull.updatedMs < pull.delayMs) {
    const message = `Back-off pulling image ${goQuote(image)}`;
    work.sayOf(name, "Normal", "BackOff", message);
    work.sayOf(name, "Warning", "Failed", "Error: ImagePullBackOff");
    fail(work, name, "ImagePullBackOff", `${message}: ErrImagePull: ${pull.error}`);
    return false;
  }
  work.sayOf(name, "Normal", "Pulling", `Pulling image ${goQuote(image)}`);
  const begins = Math.max(work.now, state.table(busyUntil).get(work.row.node) ?? 0);
  const plan = planPull(state, image);
  const due = begins + plan.durationMs;
  state.table(busyUntil).set(work.row.node, due);
  const result = plan.kind === "pulls" ? { image: plan.image } : { error: plan.error };
  work.set({
    step: {
      kind: "pull",
      container: name,
      due,
      durationMs: plan.durationMs,
      waitedMs: begins - work.now,
      ...result,
    },
  });
  return true;
}

/** Whether the pull brought the image. */
export function finishPull(
  work: PodWork,
  container: Container,
  step: Step & { kind: "pull" },
): boolean {
  const { name, image = "" } = container;
  if (step.image !== undefined) {
    const stored: StoredImage = { ...step.image, pulledMs: work.now };
    putImage(work.context.state, work.row.node, stored);
    work.setContainer(name, { pull: undefined });
    const took = `${formatMs(step.durationMs)} (${formatMs(step.durationMs + step.waitedMs)} including waiting)`;
    const size = `Image size: ${stored.sizeBytes} bytes.`;
    work.sayOf(
      name,
      "Normal",
      "Pulled",
      `Successfully pulled image ${goQuote(image)} in ${took}. ${size}`,
    );
    return true;
  }
  const error = step.error ?? "";
  work.sayOf(name, "Warning", "Failed", `Failed to pull image ${goQuote(image)}: ${error}`);
  work.sayOf(name, "Warning", "Failed", "Error: ErrImagePull");
  const before = work.container(name).pull;
  const known = before?.image === image ? before : undefined;
  work.setContainer(name, { pull: { ...nextBackOff(known, work.now, work.now), image, error } });
  fail(work, name, "ErrImagePull", error);
  return false;
}

/** Go's durations: `782ms`, `1.055s`. */
const formatMs = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${ms / 1000}s`);
