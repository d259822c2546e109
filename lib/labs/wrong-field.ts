// One field that is not as it should be, said at the field: what it is, and by how little it missed.
import type { KubernetesObject } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { fieldAt, nearFieldAt } from "./field-path";
import { placeOf } from "./learner-files";
import { imageDifference, isNear } from "./near-misses";
import { named } from "./say";
import { type Fail, fail, type Place } from "./verdict";

export interface WantedField {
  /** `spec.replicas` */
  readonly path: string;
  readonly is: string | number | boolean | undefined;
  readonly hint: string;
  /** For the learner: `레이블`; the field's name when absent. */
  readonly as?: string;
}

/** Nothing when the field is right. */
export function wrongField(
  { cluster }: CheckContext,
  object: KubernetesObject,
  wanted: WantedField,
): Fail | undefined {
  const { path, is, hint } = wanted;
  const value = fieldAt(object, path);
  if (value === is) return undefined;
  const shown = wanted.as ?? path.replace(/^.*\.(?=[^\]]*$)/, "");
  return fail({
    lookedFor: is === undefined ? `${named(shown, "이/가")} 없는 것` : `\`${shown}: ${is}\``,
    found: foundText(object, wanted, value),
    where: placeOf(cluster, placeIn(object, path)),
    hint,
  });
}

function foundText(object: KubernetesObject, { path, is }: WantedField, value: unknown): string {
  if (value === undefined) {
    const near = nearFieldAt(object, path);
    return near === undefined
      ? "비어 있어요"
      : `비어 있어요. 철자가 비슷한 ${named(near, "은/는")} 있어요`;
  }
  const shown = named(
    typeof value === "object" ? JSON.stringify(value) : String(value),
    "이에요/예요",
  );
  const isClose = typeof value === "string" && typeof is === "string" && isNear(value, is);
  return isClose ? `${shown}. 한 글자 달라요` : shown;
}

/** Nothing when the container runs that image; `path` leads to the container. */
export function wrongImage(
  { cluster }: CheckContext,
  object: KubernetesObject,
  wanted: { readonly path: string; readonly image: string; readonly hint: string },
): Fail | undefined {
  const path = `${wanted.path}.image`;
  const image = String(fieldAt(object, path) ?? "");
  const difference = imageDifference(image, wanted.image);
  if (difference === undefined) return undefined;
  return fail({
    lookedFor: `이미지 ${named(wanted.image)}`,
    found: `${named(image, "이에요/예요")}. ${difference}`,
    where: placeOf(cluster, placeIn(object, path)),
    hint: wanted.hint,
  });
}

export function placeIn(object: KubernetesObject, fieldPath: string): Place {
  const { kind, metadata } = object;
  const namespace = metadata.namespace === undefined ? {} : { namespace: metadata.namespace };
  return { ...(kind === undefined ? {} : { kind }), ...namespace, name: metadata.name, fieldPath };
}
