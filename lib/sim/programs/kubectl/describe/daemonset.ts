import type { DaemonSet } from "@/generated/kubernetes/types";
import { formatLabels } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";
import { selectorText, writePodCounts } from "./pod-counts";
import { writePodTemplate } from "./pod-template";

export const daemonSetDescriber = defineDescriber<DaemonSet>(
  "apps",
  "DaemonSet",
  (w, daemonSet, context) => {
    const { metadata, spec, status } = daemonSet;
    const namespace = metadata?.namespace ?? "";
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${namespace}\n`);
    w.write(0, `Selector:\t${selectorText(spec?.selector)}\n`);
    w.write(0, `Node-Selector:\t${formatLabels(spec?.template.spec?.nodeSelector)}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, `Desired Number of Nodes Scheduled: ${status?.desiredNumberScheduled ?? 0}\n`);
    w.write(0, `Current Number of Nodes Scheduled: ${status?.currentNumberScheduled ?? 0}\n`);
    w.write(
      0,
      `Number of Nodes Scheduled with Up-to-date Pods: ${status?.updatedNumberScheduled ?? 0}\n`,
    );
    w.write(0, `Number of Nodes Scheduled with Available Pods: ${status?.numberAvailable ?? 0}\n`);
    w.write(0, `Number of Nodes Misscheduled: ${status?.numberMisscheduled ?? 0}\n`);
    writePodCounts(w, context, {
      namespace,
      uid: metadata?.uid ?? "",
      selector: selectorText(spec?.selector),
    });
    writePodTemplate(w, spec?.template);
    writeOwnEvents(w, daemonSet, context);
  },
);
