import type { IngressClass } from "@/generated/kubernetes/types";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";

export const ingressClassDescriber = defineDescriber<IngressClass>(
  "networking.k8s.io",
  "IngressClass",
  (w, ingressClass, context) => {
    const { metadata, spec } = ingressClass;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, `Controller:\t${spec?.controller ?? ""}\n`);
    const parameters = spec?.parameters;
    if (parameters !== undefined) {
      w.write(0, "Parameters:\n");
      if (parameters.apiGroup !== undefined) w.write(1, `APIGroup:\t${parameters.apiGroup}\n`);
      w.write(1, `Kind:\t${parameters.kind}\n`);
      w.write(1, `Name:\t${parameters.name}\n`);
    }
    writeOwnEvents(w, ingressClass, context);
  },
);
