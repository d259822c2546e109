// The suffix that names a config map or a secret by its content, as kustomize and `--append-hash` make it.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/util/hash/hash.go
import { goJson } from "@/lib/sim/meta/go-json";
import { sha256Hex } from "@/lib/sim/meta/sha256";
import type { Session } from "../session";
import type { GeneratedObject } from "./generator";

export function appendHash(
  session: Session,
  kind: "ConfigMap" | "Secret",
  object: GeneratedObject,
): GeneratedObject {
  if (!session.flags.bool("append-hash")) return object;
  const { name } = object.metadata;
  return {
    ...object,
    metadata: { ...object.metadata, name: `${name}-${contentHash(kind, name, object)}` },
  };
}

export function contentHash(
  kind: "ConfigMap" | "Secret",
  name: string,
  object: Readonly<Record<string, unknown>>,
): string {
  const content =
    kind === "ConfigMap"
      ? {
          kind,
          name,
          data: object.data ?? "",
          ...(object.binaryData ? { binaryData: object.binaryData } : {}),
        }
      : { kind, name, type: object.type ?? "", data: object.data ?? "" };
  const letters: Readonly<Record<string, string>> = {
    "0": "g",
    "1": "h",
    "3": "k",
    a: "m",
    e: "t",
  };
  return [...sha256Hex(goJson(content)).slice(0, 10)]
    .map((digit) => letters[digit] ?? digit)
    .join("");
}
