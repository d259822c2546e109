import type {
  HorizontalPodAutoscaler,
  HPAScalingRules,
  MetricSpec,
  MetricStatus,
} from "@/generated/kubernetes/types";
import { goQuote } from "@/lib/sim/meta/go-text";
import { defineDescriber, orUnset, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import { rfc1123 } from "./times";
import type { DescriptionWriter } from "./writer";

export const horizontalPodAutoscalerDescriber = defineDescriber<HorizontalPodAutoscaler>(
  "autoscaling",
  "HorizontalPodAutoscaler",
  (w, autoscaler, context) => {
    const { metadata, spec, status } = autoscaler;
    const target = spec?.scaleTargetRef;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, `CreationTimestamp:\t${rfc1123(metadata?.creationTimestamp)}\n`);
    w.write(0, `Reference:\t${target?.kind ?? ""}/${target?.name ?? ""}\n`);
    w.write(0, "Metrics:\t( current / target )\n");
    (spec?.metrics ?? []).forEach((metric, index) => {
      writeMetric(w, metric, status?.currentMetrics?.[index]);
    });
    w.write(0, `Min replicas:\t${orUnset(spec?.minReplicas)}\n`);
    w.write(0, `Max replicas:\t${spec?.maxReplicas ?? 0}\n`);
    if (spec?.behavior !== undefined) {
      w.write(0, "Behavior:\n");
      writeBehavior(w, "Scale Up", spec.behavior.scaleUp);
      writeBehavior(w, "Scale Down", spec.behavior.scaleDown);
    }
    w.write(
      0,
      `${target?.kind ?? ""} pods:\t${status?.currentReplicas ?? 0} current / ${status?.desiredReplicas ?? 0} desired\n`,
    );
    const conditions = status?.conditions ?? [];
    if (conditions.length > 0) {
      w.write(0, "Conditions:\n");
      w.write(1, "Type\tStatus\tReason\tMessage\n");
      w.write(1, "----\t------\t------\t-------\n");
    }
    for (const { type, status: value, reason = "", message = "" } of conditions) {
      w.write(1, `${type}\t${value}\t${reason}\t${message}\n`);
    }
    writeOwnEvents(w, autoscaler, context);
  },
);

interface Amount {
  readonly averageValue?: unknown;
  readonly averageUtilization?: number;
  readonly value?: unknown;
}

function writeMetric(
  w: DescriptionWriter,
  metric: MetricSpec,
  current: MetricStatus | undefined,
): void {
  const { resource, containerResource, pods, external, object } = metric;
  const known = (amount: unknown): string => (amount === undefined ? "<unknown>" : String(amount));
  if (resource !== undefined) {
    w.write(1, `resource ${resource.name} on pods`);
    writeUtilization(w, resource.target, current?.resource?.current);
  } else if (containerResource !== undefined) {
    w.write(
      1,
      `resource ${containerResource.name} of container "${containerResource.container}" on pods`,
    );
    writeUtilization(w, containerResource.target, current?.containerResource?.current);
  } else if (pods !== undefined) {
    w.write(
      1,
      `${goQuote(pods.metric.name)} on pods:\t${known(current?.pods?.current.averageValue)} / ${String(pods.target.averageValue)}\n`,
    );
  } else if (external !== undefined) {
    const isAverage = external.target.averageValue !== undefined;
    const now = isAverage
      ? current?.external?.current.averageValue
      : current?.external?.current.value;
    const wanted = isAverage ? external.target.averageValue : external.target.value;
    w.write(
      1,
      `${goQuote(external.metric.name)} (target ${isAverage ? "average " : ""}value):\t${known(now)} / ${String(wanted)}\n`,
    );
  } else if (object !== undefined) {
    const isAverage = object.target.type === "AverageValue";
    const now = isAverage ? current?.object?.current.averageValue : current?.object?.current.value;
    const wanted = isAverage ? object.target.averageValue : object.target.value;
    const subject = `${object.describedObject.kind}/${object.describedObject.name}`;
    w.write(
      1,
      `"${object.metric.name}" on ${subject} (target ${isAverage ? "average " : ""}value):\t${known(now)} / ${String(wanted)}\n`,
    );
  } else w.write(1, `<unknown metric type ${goQuote(metric.type)}>\n`);
}

function writeUtilization(w: DescriptionWriter, target: Amount, current: Amount | undefined): void {
  if (target.averageValue !== undefined) {
    w.write(
      0,
      `:\t${current === undefined ? "<unknown>" : String(current.averageValue)} / ${String(target.averageValue)}\n`,
    );
    return;
  }
  const used = current?.averageUtilization;
  const now = used === undefined ? "<unknown>" : `${used}% (${String(current?.averageValue)})`;
  const wanted =
    target.averageUtilization === undefined ? "<auto>" : `${target.averageUtilization}%`;
  w.write(1, `(as a percentage of request):\t${now} / ${wanted}\n`);
}

function writeBehavior(
  w: DescriptionWriter,
  title: string,
  rules: HPAScalingRules | undefined,
): void {
  if (rules === undefined) return;
  w.write(1, `${title}:\n`);
  if (rules.stabilizationWindowSeconds !== undefined) {
    w.write(2, `Stabilization Window: ${rules.stabilizationWindowSeconds} seconds\n`);
  }
  if (!rules.policies?.length) return;
  w.write(2, `Select Policy: ${rules.selectPolicy ?? "Max"}\n`);
  w.write(2, "Policies:\n");
  for (const { type, value, periodSeconds } of rules.policies) {
    w.write(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds\n`);
  }
}
