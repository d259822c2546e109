import type { Deployment, ReplicaSet } from "@/generated/kubernetes/types";
import { asError } from "../command-error";
import { findReplicaSets, type OwnReplicaSets } from "../rollout/replica-sets";
import { type DescribeContext, defineDescriber, writeOwnEvents } from "./describer";
import { orNone, writeAnnotations, writeLabels } from "./maps";
import { selectorText, writeWorkloadConditions } from "./pod-counts";
import { writePodTemplate } from "./pod-template";
import { rfc1123 } from "./times";

export const deploymentDescriber = defineDescriber<Deployment>(
  "apps",
  "Deployment",
  (w, deployment, context) => {
    const { metadata, spec, status } = deployment;
    const line = (label: string, value: unknown) =>
      w.write(0, `${label}:\t${String(value ?? "")}\n`);
    line("Name", metadata?.name);
    line("Namespace", metadata?.namespace);
    line("CreationTimestamp", rfc1123(metadata?.creationTimestamp));
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    line("Selector", selectorText(spec?.selector));
    const {
      updatedReplicas = 0,
      replicas = 0,
      availableReplicas = 0,
      unavailableReplicas = 0,
    } = status ?? {};
    line(
      "Replicas",
      `${spec?.replicas ?? 0} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`,
    );
    line("StrategyType", spec?.strategy?.type);
    line("MinReadySeconds", spec?.minReadySeconds ?? 0);
    const rolling = spec?.strategy?.rollingUpdate;
    if (rolling !== undefined) {
      line(
        "RollingUpdateStrategy",
        `${rolling.maxUnavailable ?? ""} max unavailable, ${rolling.maxSurge ?? ""} max surge`,
      );
    }
    writePodTemplate(w, spec?.template);
    writeWorkloadConditions(w, status?.conditions);
    const { old, current } = replicaSets(context, deployment);
    if (old.length > 0 || current !== undefined) {
      line("OldReplicaSets", orNone(old.map(replicaSetText).join(", ")));
      line("NewReplicaSet", current === undefined ? "<none>" : replicaSetText(current));
    }
    writeOwnEvents(w, deployment, context);
  },
);

function replicaSets({ session }: DescribeContext, deployment: Deployment): OwnReplicaSets {
  try {
    return findReplicaSets(session, deployment);
  } catch (thrown) {
    asError(thrown);
    return { all: [], old: [] };
  }
}

const replicaSetText = ({ metadata, spec, status }: ReplicaSet): string =>
  `${metadata?.name ?? ""} (${status?.replicas ?? 0}/${spec?.replicas ?? 0} replicas created)`;
