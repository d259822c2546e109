// The public face of the simulator. Nothing outside `lib/sim` imports past this file.
export { limits } from "./kernel/limits";
export type { SavedState } from "./kernel/state";
export { Cluster, type NewCluster, systemUser } from "./cluster";
export type { ApiRequest, ApiResponse, UserInfo, WatchCursor, WatchEvent } from "./apiserver/request";
export type { Credentials } from "./apiserver/credentials";
export type { WatchRead } from "./apiserver/watch";
export type { Client, KindName, ObjectKey, Resource } from "./client/client";
export { goJson, goJsonIndent } from "./meta/go-json";
export { protobufType } from "./meta/protobuf/envelope";
export type { Status } from "./meta/status-error";
export { writeYaml } from "./meta/yaml/write";
export type { KubernetesObject } from "./meta/object";
export { findCondition } from "./meta/object";
export { humanDuration } from "./meta/duration";
export { formatTime, timeOf } from "./meta/time";
export { presets } from "./presets";
export type { Verdict as SchedulerVerdict } from "./scheduler/verdict";
export { releaseVersion } from "./apiserver/release";
