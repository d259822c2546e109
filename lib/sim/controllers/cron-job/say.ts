import type { CronJob } from "@/generated/kubernetes/types";
import type { ControllerContext } from "../define-controller";

/** An event about the CronJob. */
export function say(
  about: CronJob,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
  { record }: ControllerContext,
): void {
  record({ about, type, reason, message });
}
