// The public face of the simulator. Nothing outside `lib/sim` imports past this file.

export type { Credentials } from "./apiserver/credentials";
export { releaseVersion } from "./apiserver/release";
export type {
  ApiRequest,
  ApiResponse,
  UserInfo,
  WatchCursor,
  WatchEvent,
} from "./apiserver/request";
export type { WatchRead } from "./apiserver/watch";
export type { Client, KindName, ObjectKey, Resource } from "./client/client";
export { Cluster, type NewCluster, systemUser } from "./cluster";
export { limits } from "./kernel/limits";
export type { SavedState } from "./kernel/state";
export { humanDuration } from "./meta/duration";
export { goJsonIndent } from "./meta/go-json";
export type { KubernetesObject } from "./meta/object";
export { findCondition } from "./meta/object";
export { protobufType } from "./meta/protobuf/envelope";
export { addQuantities, formatQuantity, quantityOf } from "./meta/quantity";
export { wireJson } from "./meta/schema/wire-json";
export type { Status } from "./meta/status-error";
export { formatTime, timeOf } from "./meta/time";
export { writeYaml } from "./meta/yaml/write";
export { presets } from "./presets";
export type { Verdict as SchedulerVerdict } from "./scheduler/verdict";
