// The class that an annotation marks as the default; of several the newest, then the first by name.
import type { ObjectMeta } from "@/generated/kubernetes/types";
import { compareText } from "../../meta/go-text";

export function newestDefault<Class extends { readonly metadata: ObjectMeta }>(
  classes: readonly Class[],
  annotations: readonly string[],
): Class | undefined {
  const isMarked = ({ metadata }: Class): boolean =>
    annotations.some((annotation) => metadata.annotations?.[annotation] === "true");
  return classes
    .filter(isMarked)
    .sort(
      (a, b) =>
        compareText(b.metadata.creationTimestamp ?? "", a.metadata.creationTimestamp ?? "") ||
        compareText(a.metadata.name, b.metadata.name),
    )[0];
}
