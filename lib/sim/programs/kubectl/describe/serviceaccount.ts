import type { ServiceAccount } from "@/generated/kubernetes/types";
import { defineDescriber, writeOwnEvents } from "./describer";
import { writeAnnotations, writeLabels } from "./maps";

export const serviceAccountDescriber = defineDescriber<ServiceAccount>(
  "",
  "ServiceAccount",
  (w, account, context) => {
    const { metadata, imagePullSecrets = [] } = account;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    const title = "Image pull secrets:";
    if (imagePullSecrets.length === 0) w.write(0, `${title}\t<none>\n`);
    imagePullSecrets.forEach(({ name = "" }, index) => {
      w.write(0, `${index === 0 ? title : " ".repeat(title.length)}\t${name}\n`);
    });
    writeOwnEvents(w, account, context);
  },
);
