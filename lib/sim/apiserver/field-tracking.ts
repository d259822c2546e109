// Who set which field: keeps `metadata.managedFields` right for writes that are not server-side apply.
//
// Differs: Events and Leases carry no managed fields: nobody applies them, and they are most of all writes.
import type { KindDefinition } from "../kinds/define-kind";
import type { JsonObject, KubernetesObject } from "../meta/object";
import { type FieldManagerContext, trackUpdate } from "../meta/patch/apply/managed-fields";
import { formatTime } from "../meta/time";
import type { ServerContext } from "./server-context";
import type { WriteOptions } from "./stored-object";

export interface TrackedWrite {
  readonly kind: KindDefinition;
  readonly object: KubernetesObject;
  readonly old?: KubernetesObject;
  readonly options: WriteOptions;
  readonly subresource: string;
}

const untracked: ReadonlySet<string> = new Set(["Event", "Lease"]);
const statusOnly = { "f:status": {} };

/** The object with its managed fields brought up to date. */
export function trackFields(server: ServerContext, write: TrackedWrite): KubernetesObject {
  const { kind, object, old, options, subresource } = write;
  if (untracked.has(kind.kind) || options.isTracked) return object;
  const context = managerContext(server, { kind, subresource, manager: options.fieldManager });
  const managedFields = trackUpdate(asJson(old), asJson(object), context);
  if (managedFields === object.metadata.managedFields) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: managedFields === undefined ? metadata : { ...metadata, managedFields },
  };
}

export function managerContext(
  server: ServerContext,
  of: { readonly kind: KindDefinition; readonly subresource: string; readonly manager: string },
): FieldManagerContext {
  const { kind, subresource, manager } = of;
  const hidesStatus = kind.hasStatus && subresource === "";
  return {
    gvk: kind,
    manager,
    now: formatTime(server.state.now),
    subresource,
    ...(hidesStatus ? { resetFields: statusOnly } : {}),
  };
}

function asJson(object: KubernetesObject): JsonObject;
function asJson(object: KubernetesObject | undefined): JsonObject | undefined;
function asJson(object: KubernetesObject | undefined): JsonObject | undefined {
  return object as JsonObject | undefined;
}
