import type { ReplicaSet } from "@/generated/kubernetes/types";
import { formatLabelSelector } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import { writeController } from "./pod";
import { selectorText, writePodCounts, writeWorkloadConditions } from "./pod-counts";
import { writePodTemplate } from "./pod-template";

export const replicaSetDescriber = defineDescriber<ReplicaSet>(
  "apps",
  "ReplicaSet",
  (w, replicaSet, context) => {
    const { metadata, spec, status } = replicaSet;
    const namespace = metadata?.namespace ?? "";
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${namespace}\n`);
    w.write(0, `Selector:\t${formatLabelSelector(spec?.selector)}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    writeController(w, replicaSet);
    w.write(0, `Replicas:\t${status?.replicas ?? 0} current / ${spec?.replicas ?? 0} desired\n`);
    writePodCounts(w, context, {
      namespace,
      uid: metadata?.uid ?? "",
      selector: selectorText(spec?.selector),
    });
    writePodTemplate(w, spec?.template);
    writeWorkloadConditions(w, status?.conditions);
    writeOwnEvents(w, replicaSet, context);
  },
);
