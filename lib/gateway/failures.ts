// Refusals that never reach the API server, as upstream's HTTP filters answer them.
import { type ApiResponse, limits, type Status } from "@/lib/sim";

function failure(status: Omit<Status, "kind" | "apiVersion" | "metadata" | "status">): ApiResponse {
  return {
    code: status.code ?? 500,
    headers: { "content-type": "application/json" },
    warnings: [],
    body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", ...status },
  };
}

export const unauthorized = failure({
  message: "Unauthorized",
  reason: "Unauthorized",
  code: 401,
});

export const methodNotAllowed = failure({
  message: "the server does not allow this method on the requested resource",
  reason: "MethodNotAllowed",
  details: {},
  code: 405,
});

export const badUrl = failure({
  message: "the URL of the request cannot be read",
  reason: "BadRequest",
  code: 400,
});

export const tooLarge = failure({
  message: `Request entity too large: limit is ${limits.requestBodyBytes}`,
  reason: "RequestEntityTooLarge",
  code: 413,
});

/** What a watcher saw was taken back. */
export const expired = failure({
  message: "The resourceVersion for the provided watch is too old.",
  reason: "Expired",
  code: 410,
});

/** The learner has started anew: this cluster's kubeconfig leads nowhere now. */
export const gone = failure({
  message: "this cluster was started anew in Naru: download its kubeconfig again",
  reason: "Gone",
  code: 410,
});

/** A page of another site that is open in the learner's browser. */
export const foreignOrigin = failure({
  message: "the Origin of the request is not this server",
  reason: "Forbidden",
  details: {},
  code: 403,
});

/** A stream of bytes is wanted in a way that is not spoken here. */
export const noProtocol = failure({
  message: `unable to upgrade: no protocol is offered that is spoken here`,
  reason: "BadRequest",
  code: 400,
});

/** Our mistake; what went wrong is in the log, not in the answer. */
export const internalError = failure({
  message: "Internal error occurred: the simulator has made a mistake; it is in the log",
  reason: "InternalError",
  details: { causes: [{ message: "the simulator has made a mistake; it is in the log" }] },
  code: 500,
});

// Kubernetes: staging/src/k8s.io/apiserver/pkg/server/filters/maxinflight.go (tooManyRequests)
export const tooManyRequests: ApiResponse = {
  code: 429,
  headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "1" },
  warnings: [],
  body: "Too many requests, please try again later.\n",
};
