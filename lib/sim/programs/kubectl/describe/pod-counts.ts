// How many pods of a controller are in which phase.
import type { LabelSelector, Labels } from "@/lib/sim/meta/object";
import { controllerOf } from "@/lib/sim/meta/object";
import { formatSelector, selectorFromLabels, selectorOf } from "@/lib/sim/meta/selector";
import { listObjects } from "../client";
import { asError } from "../command-error";
import { podKind } from "../streams/pods";
import type { DescribeContext } from "./describer";
import type { DescriptionWriter } from "./writer";

export interface Controller {
  readonly namespace: string;
  readonly uid: string;
  /** The selector as text. */
  readonly selector: string;
}

/** `2 Running / 0 Waiting / 0 Succeeded / 0 Failed`. */
export function podCounts(
  { session }: DescribeContext,
  { namespace, uid, selector }: Controller,
): string {
  const counts = { Running: 0, Pending: 0, Succeeded: 0, Failed: 0 };
  const { items } = listObjects(
    session.cluster.client,
    { kind: podKind, namespace },
    { labelSelector: selector },
  );
  for (const pod of items) {
    if (controllerOf(pod)?.uid !== uid) continue;
    const phase = (pod.status as { readonly phase?: keyof typeof counts } | undefined)?.phase;
    if (phase !== undefined && phase in counts) counts[phase]++;
  }
  return `${counts.Running} Running / ${counts.Pending} Waiting / ${counts.Succeeded} Succeeded / ${counts.Failed} Failed`;
}

export function writePodCounts(
  w: DescriptionWriter,
  context: DescribeContext,
  controller: Controller,
): void {
  try {
    w.write(0, `Pods Status:\t${podCounts(context, controller)}\n`);
  } catch (thrown) {
    w.write(0, `Pods Status:\terror in fetching pods: ${asError(thrown).message}\n`);
  }
}

export const selectorText = (selector: LabelSelector | undefined): string =>
  formatSelector(selectorOf(selector));
export const labelsText = (labels: Labels | undefined): string =>
  formatSelector(selectorFromLabels(labels));

export interface WorkloadCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export function writeWorkloadConditions(
  w: DescriptionWriter,
  conditions: readonly WorkloadCondition[] | undefined,
): void {
  if (conditions === undefined || conditions.length === 0) return;
  w.write(0, "Conditions:\n  Type\tStatus\tReason\n");
  w.write(1, "----\t------\t------\n");
  for (const { type, status, reason = "" } of conditions)
    w.write(1, `${type} \t${status}\t${reason}\n`);
}
