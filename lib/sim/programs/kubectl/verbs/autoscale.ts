import { canonicalQuantity } from "@/lib/sim/meta/quantity";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { completeResources } from "../completion";
import { finish, knownKind } from "../create/generator";
import { groupVersion } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
} from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { visitInfos } from "../resources";
import { dryRunOf, type Session } from "../session";
import { createObject } from "../writes";

export const autoscale: Command = {
  name: "autoscale",
  summary: "Auto-scale a deployment, replica set, stateful set, or replication controller",
  usage:
    "(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]",
  flags: defineFlags(
    `cpu:string cpu-percent:int32=-1 ${dryRunFlag} field-manager:string=kubectl-autoscale ${filenameFlags} max:int32=-1!
     memory:string min:int32=-1 name:string save-config:bool ${templateFlags} ${recordFlag}`,
    {
      ...recordDeprecation,
      "cpu-percent":
        "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    },
  ),
  run: runAutoscale,
  complete: completeResources,
};

const autoscalerKind = knownKind(
  "autoscaling/v2",
  "HorizontalPodAutoscaler",
  "horizontalpodautoscalers",
);

function runAutoscale(session: Session): number {
  const { flags } = session;
  const dryRun = dryRunOf(session);
  const [min, max] = [flags.number("min"), flags.number("max")];
  if (max < 1)
    throw new CommandError(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min)
    throw new CommandError(
      `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`,
    );
  const metrics = [
    ...metric("cpu", cpuTarget(session)),
    ...metric("memory", flags.string("memory")),
  ];
  visitInfos(session, { withFiles: true, latest: true }, (info) => {
    const scaleTargetRef = {
      kind: info.kind.kind,
      name: info.name,
      apiVersion: groupVersion(info.kind),
    };
    const object = finish(session, autoscalerKind, {
      metadata: { name: flags.string("name") || info.name },
      spec: {
        scaleTargetRef,
        minReplicas: min > 0 ? min : undefined,
        maxReplicas: max,
        metrics: metrics.length === 0 ? undefined : metrics,
      },
      status: { desiredReplicas: 0, currentMetrics: null },
    });
    const print = resultPrinter(session, "autoscaled", dryRun, "go");
    if (dryRun === "client") return print(object);
    if (metrics.length === 0) {
      // Without a metric upstream tries autoscaling/v1, which cannot be made from nothing either.
      checkCreate(session, () =>
        createObject(session, { kind: autoscalerKind, namespace: info.namespace }, object, {
          dryRun: "server",
        }),
      );
    }
    const options = { fieldManager: flags.string("field-manager"), dryRun };
    print(
      createObject(session, { kind: autoscalerKind, namespace: info.namespace }, object, options),
    );
  });
  return 0;
}

function checkCreate(_: Session, create: () => unknown): void {
  try {
    create();
  } catch (thrown) {
    asError(thrown);
    throw new CommandError(
      "failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: empty input",
    );
  }
}

function cpuTarget({ flags }: Session): string {
  const percent = flags.number("cpu-percent");
  if (flags.string("cpu") !== "" && percent >= 0)
    throw new CommandError("--cpu-percent and --cpu cannot be used together");
  return percent > 0 ? `${percent}%` : flags.string("cpu");
}

function metric(name: string, target: string): object[] {
  if (target === "") return [];
  if (target.endsWith("%")) {
    const percent = Number(target.slice(0, -1));
    if (!Number.isInteger(percent)) throw new CommandError(`invalid ${name} value: ${target}`);
    return [
      {
        type: "Resource",
        resource: { name, target: { type: "Utilization", averageUtilization: percent } },
      },
    ];
  }
  const averageValue = canonicalQuantity(target);
  if (averageValue === undefined) throw new CommandError(`invalid ${name} value: ${target}`);
  return [{ type: "Resource", resource: { name, target: { type: "AverageValue", averageValue } } }];
}
