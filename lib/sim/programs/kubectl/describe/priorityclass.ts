import type { PriorityClass } from "@/generated/kubernetes/types";
import { formatLabels } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";

export const priorityClassDescriber = defineDescriber<PriorityClass>(
  "scheduling.k8s.io",
  "PriorityClass",
  (w, priorityClass, context) => {
    const {
      metadata,
      value,
      globalDefault = false,
      preemptionPolicy = "",
      description = "",
    } = priorityClass;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Value:\t${value}\n`);
    w.write(0, `GlobalDefault:\t${globalDefault}\n`);
    w.write(0, `PreemptionPolicy:\t${preemptionPolicy}\n`);
    w.write(0, `Description:\t${description}\n`);
    w.write(0, `Annotations:\t${formatLabels(metadata?.annotations)}\n`);
    writeOwnEvents(w, priorityClass, context);
  },
);
