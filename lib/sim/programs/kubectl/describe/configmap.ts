import type { ConfigMap } from "@/generated/kubernetes/types";
import { decodeBase64Bytes } from "@/lib/sim/meta/base64";
import { defineDescriber, writeOwnEvents } from "./describer";
import { sortedKeys, writeAnnotations, writeLabels } from "./maps";

export const configMapDescriber = defineDescriber<ConfigMap>(
  "",
  "ConfigMap",
  (w, configMap, context) => {
    const { metadata, data, binaryData } = configMap;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    writeLabels(w, "Labels", metadata?.labels);
    writeAnnotations(w, "Annotations", metadata?.annotations);
    w.write(0, "\nData\n====\n");
    for (const key of sortedKeys(data)) w.write(0, `${key}:\n----\n${data?.[key] ?? ""}\n\n`);
    w.write(0, "\nBinaryData\n====\n");
    for (const key of sortedKeys(binaryData)) {
      w.write(0, `${key}: ${decodeBase64Bytes(binaryData?.[key] ?? "")?.length ?? 0} bytes\n`);
    }
    w.write(0, "\n");
    writeOwnEvents(w, configMap, context);
  },
);
