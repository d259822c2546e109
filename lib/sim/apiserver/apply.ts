// Server-side apply: the request says what its manager wants, the server knows who set which field.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go (applyPatcher)
import { failure } from "../meta/status-error";
import type { Call } from "./call";
import type { ServerContext } from "./server-context";
import type { ObjectTarget } from "./stored-object";

export function applyObject(
  _server: ServerContext,
  _target: ObjectTarget,
  _call: Call,
): never {
  throw failure(501, "NotImplemented", "server-side apply is not simulated here yet");
}
