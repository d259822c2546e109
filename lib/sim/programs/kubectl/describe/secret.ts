import type { Secret } from "@/generated/kubernetes/types";
import { decodeBase64, decodeBase64Bytes } from "@/lib/sim/meta/base64";
import { defineDescriber } from "./describer";
import { sortedKeys, writeAnnotations, writeLabels } from "./maps";

export const secretDescriber = defineDescriber<Secret>("", "Secret", (w, secret) => {
  const { metadata, data, type = "" } = secret;
  w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
  w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
  writeLabels(w, "Labels", metadata?.labels);
  writeAnnotations(w, "Annotations", metadata?.annotations);
  w.write(0, `\nType:\t${type}\n`);
  w.write(0, "\nData\n====\n");
  for (const key of sortedKeys(data)) {
    const value = data?.[key] ?? "";
    const isToken = key === "token" && type === "kubernetes.io/service-account-token";
    if (isToken) w.write(0, `${key}:\t${decodeBase64(value) ?? ""}\n`);
    else w.write(0, `${key}:\t${decodeBase64Bytes(value)?.length ?? 0} bytes\n`);
  }
});
