// Makes and deletes stateful pods, and says so.
//
// Kubernetes: pkg/controller/statefulset/stateful_pod_control.go
import type { Pod, StatefulSet } from "@/generated/kubernetes/types";
import { StatusError } from "../../meta/status-error";
import type { ControllerContext } from "../define-controller";
import type { statefulPod } from "./identity";

export function createPod(
  set: StatefulSet,
  pod: ReturnType<typeof statefulPod>,
  context: ControllerContext,
): void {
  recorded(set, { verb: "Create", pod: pod.metadata.name }, context, () => {
    context.client.create("Pod", pod);
  });
}

export function deletePod(set: StatefulSet, pod: Pod, context: ControllerContext): void {
  recorded(set, { verb: "Delete", pod: pod.metadata.name }, context, () => {
    context.client.delete("Pod", pod.metadata);
  });
}

function recorded(
  set: StatefulSet,
  { verb, pod }: { readonly verb: "Create" | "Delete"; readonly pod: string },
  context: ControllerContext,
  act: () => void,
): void {
  const what = `${verb} Pod ${pod} in StatefulSet ${set.metadata.name}`;
  try {
    act();
    say(set, "Normal", `Successful${verb}`, `${what} successful`, context);
  } catch (error) {
    if (error instanceof StatusError)
      say(set, "Warning", `Failed${verb}`, `${what} failed error: ${error.message}`, context);
    throw error;
  }
}

export function say(
  about: StatefulSet,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
  { record }: ControllerContext,
): void {
  record({ about, type, reason, message });
}
