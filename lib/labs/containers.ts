// The containers of a pod or of a template, found by name, whatever their order.
import type { KubernetesObject, Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { fieldAt } from "./field-path";
import { placeOf } from "./learner-files";
import { isNear } from "./near-misses";
import { named } from "./say";
import { type Fail, fail } from "./verdict";
import { placeIn, wrongImage } from "./wrong-field";

type Container = NonNullable<NonNullable<Resource<"Pod">["spec"]>["containers"]>[number];

export interface NamedContainer {
  readonly container: Container;
  /** `spec.template.spec.containers[1]` */
  readonly path: string;
}

const podSpecPath = ({ kind }: KubernetesObject): string =>
  kind === "Pod" ? "spec" : "spec.template.spec";

const containersOf = (object: KubernetesObject): readonly NamedContainer[] => {
  const list = `${podSpecPath(object)}.containers`;
  const containers = (fieldAt(object, list) ?? []) as readonly Container[];
  return containers.map((container, index) => ({ container, path: `${list}[${index}]` }));
};

export const findContainer = (object: KubernetesObject, name: string): NamedContainer | undefined =>
  containersOf(object).find(({ container }) => container.name === name);

/** Nothing when a container of that name runs that image. */
export function wrongContainer(
  context: CheckContext,
  object: KubernetesObject,
  wanted: { readonly name: string; readonly image: string; readonly hint: string },
): Fail | undefined {
  const { name, image, hint } = wanted;
  const found = findContainer(object, name);
  if (found !== undefined) {
    return wrongImage(context, object, { path: found.path, image, hint });
  }
  const all = containersOf(object);
  const near = all.find(({ container }) => isNear(container.name, name));
  const fieldPath = near === undefined ? `${podSpecPath(object)}.containers` : `${near.path}.name`;
  return fail({
    lookedFor: `이름이 ${named(name)}인 컨테이너`,
    found:
      near === undefined
        ? `컨테이너는 ${all.length}개인데, 그런 이름은 없어요`
        : `이름이 비슷한 ${named(near.container.name, "이/가")} 있어요`,
    where: placeOf(context.cluster, placeIn(object, fieldPath)),
    hint,
  });
}
