import type { ReplicationController } from "@/generated/kubernetes/types";
import { formatLabels } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import { labelsText, writePodCounts, writeWorkloadConditions } from "./pod-counts";
import { writePodTemplate } from "./pod-template";

export const replicationControllerDescriber = defineDescriber<ReplicationController>(
  "",
  "ReplicationController",
  (w, controller, context) => {
    const { metadata, spec, status } = controller;
    const namespace = metadata?.namespace ?? "";
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${namespace}\n`);
    w.write(0, `Selector:\t${formatLabels(spec?.selector)}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, `Replicas:\t${status?.replicas ?? 0} current / ${spec?.replicas ?? 0} desired\n`);
    writePodCounts(w, context, {
      namespace,
      uid: metadata?.uid ?? "",
      selector: labelsText(spec?.selector),
    });
    writePodTemplate(w, spec?.template);
    writeWorkloadConditions(w, status?.conditions);
    writeOwnEvents(w, controller, context);
  },
);
