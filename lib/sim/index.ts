// The public face of the simulator. Nothing outside `lib/sim` imports past this file.

export type { Credentials } from "./apiserver/credentials";
export { releaseVersion } from "./apiserver/release";
export type {
  ApiRequest,
  ApiResponse,
  LogCursor,
  UserInfo,
  WatchCursor,
  WatchEvent,
} from "./apiserver/request";
export type { WatchRead } from "./apiserver/watch";
export type { Client, KindName, ObjectKey, Resource } from "./client/client";
export { Cluster, type NewCluster, type Refused, systemUser } from "./cluster";
export { limits } from "./kernel/limits";
export type { SavedState } from "./kernel/state";
export {
  isStreamTerminal,
  type StreamChange,
  type StreamPosition,
  type StreamRead,
  type StreamStatus,
} from "./kubelet/streams";
export { bytesOfText, textOfBytes, wholeCharacters } from "./meta/byte-text";
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
export type { HttpResponse, ServerAnswer, ServerRequest } from "./network/messages";
export { reasonPhrase } from "./network/messages";
export { presets } from "./presets";
export type { Verdict as SchedulerVerdict } from "./scheduler/verdict";
