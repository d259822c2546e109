// A container that could not be started this time.
import type { PodWork } from "./pod-work";

/** Shown as `reason` from the next sync on; the sync is tried again. */
export function fail(work: PodWork, container: string, reason: string, message: string): void {
  work.setContainer(container, { reason: { reason, message } });
  work.set({ trouble: { ...work.row.trouble } });
}
