// A pod without a controller may be wanted by any owner in its namespace; the key `<namespace>/` (with no
// name) asks a controller to look for one.
import type { ObjectChange, Watch } from "../client/reconciler";
import type { KubernetesObject } from "../meta/object";

export const wakeOrphanOwners: Watch = {
  kind: "Pod",
  keys: ({ old, current }: ObjectChange) => {
    if (current === undefined || isControlled(current)) return [];
    const isNewOrphan =
      old === undefined || isControlled(old) || old.metadata.labels !== current.metadata.labels;
    return isNewOrphan ? [`${current.metadata.namespace}/`] : [];
  },
};

const isControlled = (object: KubernetesObject): boolean =>
  object.metadata.ownerReferences?.some((owner) => owner.controller) ?? false;
