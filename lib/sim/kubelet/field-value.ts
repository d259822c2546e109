// Fields of a pod that its containers may ask for: the downward API.
//
// Kubernetes: pkg/fieldpath/fieldpath.go
import type { Pod } from "@/generated/kubernetes/types";
import { goQuote } from "../meta/go-text";

export interface Addresses {
  readonly podIP: string;
  readonly hostIP: string;
}

export function fieldValue(pod: Pod, path: string, { podIP, hostIP }: Addresses): string {
  const subscript = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (subscript !== null) {
    const map = pod.metadata[subscript[1] as "labels" | "annotations"] ?? {};
    return map[subscript[2] ?? ""] ?? "";
  }
  switch (path) {
    case "metadata.name":
      return pod.metadata.name;
    case "metadata.namespace":
      return pod.metadata.namespace ?? "";
    case "metadata.uid":
      return pod.metadata.uid ?? "";
    case "metadata.labels":
      return formatMap(pod.metadata.labels ?? {});
    case "metadata.annotations":
      return formatMap(pod.metadata.annotations ?? {});
    case "spec.nodeName":
      return pod.spec?.nodeName ?? "";
    case "spec.serviceAccountName":
      return pod.spec?.serviceAccountName ?? "";
    case "status.podIP":
    case "status.podIPs":
      return podIP;
    case "status.hostIP":
    case "status.hostIPs":
      return hostIP;
    default:
      return "";
  }
}

/** One `key="value"` per line, sorted. */
function formatMap(map: Readonly<Record<string, string>>): string {
  return Object.keys(map)
    .sort()
    .map((key) => `${key}=${goQuote(map[key] ?? "")}`)
    .join("\n");
}
