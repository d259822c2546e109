// The API server's refusals. A `StatusError` carries the Status object a client receives; each reason has
// one maker here, with upstream's code, reason, message and details.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go
import {
  aggregateMessages,
  type FieldError,
  fieldErrorBody,
  formatFieldError,
} from "./field-errors";
import { goQuote } from "./go-text";

export interface StatusCause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface Status {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: { readonly resourceVersion?: string };
  readonly status: "Success" | "Failure";
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

export class StatusError extends Error {
  override readonly name = "StatusError";

  constructor(readonly status: Status) {
    super(status.message ?? "");
  }

  get reason(): string {
    return this.status.reason ?? "";
  }

  get code(): number {
    return this.status.code ?? 500;
  }
}

/** A resource for messages: `{ group: "apps", resource: "deployments" }` is `deployments.apps`. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** `deployments.apps` or `pods`, as text or in parts. */
export type ResourceName = string | GroupResource;

export function groupResource(name: ResourceName): GroupResource {
  if (typeof name !== "string") return name;
  const dot = name.indexOf(".");
  if (dot < 0) return { group: "", resource: name };
  return { group: name.slice(dot + 1), resource: name.slice(0, dot) };
}

export const formatGroupResource = ({ group, resource }: GroupResource): string =>
  group === "" ? resource : `${resource}.${group}`;

const formatGroupKind = ({ group, kind }: GroupKind): string =>
  group === "" ? kind : `${kind}.${group}`;

export function notFound(resource: ResourceName, name: string): StatusError {
  return ofResource(
    404,
    "NotFound",
    resource,
    name,
    (text) => `${text} ${goQuote(name)} not found`,
  );
}

export function alreadyExists(resource: ResourceName, name: string): StatusError {
  return ofResource(
    409,
    "AlreadyExists",
    resource,
    name,
    (text) => `${text} ${goQuote(name)} already exists`,
  );
}

/** What a stale `resourceVersion` is told. */
export const modifiedMessage =
  "the object has been modified; please apply your changes to the latest version and try again";

export function conflict(resource: ResourceName, name: string, why = modifiedMessage): StatusError {
  return ofResource(
    409,
    "Conflict",
    resource,
    name,
    (text) => `Operation cannot be fulfilled on ${text} ${goQuote(name)}: ${why}`,
  );
}

/** Server-side apply against fields of other managers. */
export function applyConflict(causes: readonly StatusCause[], message: string): StatusError {
  return failure(409, "Conflict", message, { causes });
}

export function forbidden(resource: ResourceName, name: string, why: string): StatusError {
  const parts = groupResource(resource);
  if (parts.resource === "" && parts.group === "") {
    return failure(403, "Forbidden", `forbidden: ${why}`, {});
  }
  const quoted = name === "" ? "" : ` ${goQuote(name)}`;
  return ofResource(
    403,
    "Forbidden",
    resource,
    name,
    (text) => `${text}${quoted} is forbidden: ${why}`,
  );
}

/** Who asked for what, for the API server's own `forbidden`. */
export interface DeniedRequest {
  readonly user: string;
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/log`. */
  readonly resource: string;
  readonly namespace: string;
}

// Kubernetes: staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go
export function deniedMessage(request: DeniedRequest): string {
  const what = `User ${goQuote(request.user)} cannot ${request.verb} resource ${goQuote(request.resource)}`;
  const where =
    request.namespace === ""
      ? "at the cluster scope"
      : `in the namespace ${goQuote(request.namespace)}`;
  return `${what} in API group ${goQuote(request.group)} ${where}`;
}

export function unauthorized(message = "Unauthorized"): StatusError {
  return failure(401, "Unauthorized", message);
}

export function badRequest(message: string): StatusError {
  return failure(400, "BadRequest", message);
}

export function invalid(kind: GroupKind, name: string, errors: readonly FieldError[]): StatusError {
  const causes = errors.map((error) => ({
    reason: error.type,
    message: fieldErrorBody(error),
    field: error.field === "" ? "<nil>" : error.field,
  }));
  const what = `${formatGroupKind(kind)} ${goQuote(name)} is invalid`;
  const why = errors.length === 0 ? "" : `: ${aggregateMessages(errors.map(formatFieldError))}`;
  return failure(422, "Invalid", what + why, detailsOf(name, kind.group, kind.kind, { causes }));
}

export function methodNotSupported(resource: ResourceName, action: string): StatusError {
  const parts = groupResource(resource);
  const message = `${action} is not supported on resources of kind ${goQuote(formatGroupResource(parts))}`;
  return failure(405, "MethodNotAllowed", message, detailsOf("", parts.group, parts.resource));
}

/** No handler for this method at this path. */
export function methodNotAllowed(): StatusError {
  const message = "the server does not allow this method on the requested resource";
  return failure(405, "MethodNotAllowed", message, {});
}

/** A route that does not exist. */
export function noSuchRoute(): StatusError {
  return failure(404, "NotFound", "the server could not find the requested resource", {});
}

/** `message` without its prefix `Timeout: `. */
export function timeout(
  message: string,
  retryAfterSeconds = 0,
  causes?: readonly StatusCause[],
): StatusError {
  return failure(504, "Timeout", `Timeout: ${message}`, {
    ...(causes === undefined ? {} : { causes }),
    ...(retryAfterSeconds === 0 ? {} : { retryAfterSeconds }),
  });
}

export function tooManyRequests(
  message: string,
  retryAfterSeconds = 0,
  causes?: readonly StatusCause[],
): StatusError {
  return failure(429, "TooManyRequests", message, {
    ...(causes === undefined ? {} : { causes }),
    ...(retryAfterSeconds === 0 ? {} : { retryAfterSeconds }),
  });
}

/** A revision or a continue token that has been compacted. */
export function expired(message: string): StatusError {
  return failure(410, "Expired", message);
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  const list = accepted.join(", ");
  const message = `the body of the request was in an unknown format - accepted media types include: ${list}`;
  return failure(415, "UnsupportedMediaType", message);
}

export function requestEntityTooLarge(message: string): StatusError {
  return failure(413, "RequestEntityTooLarge", `Request entity is too large: ${message}`);
}

export function serviceUnavailable(message: string): StatusError {
  return failure(503, "ServiceUnavailable", message);
}

export function internalError(message: string): StatusError {
  return failure(500, "InternalError", `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });
}

/** A Go error that is no Status: code 500 and no reason. */
export function unknownError(message: string): StatusError {
  return new StatusError(bareStatus("Failure", { message, code: 500 }));
}

/** Whatever the other makers do not cover. */
export function failure(
  code: number,
  reason: string,
  message: string,
  details?: StatusDetails,
): StatusError {
  const base = { message, reason };
  return new StatusError(
    bareStatus("Failure", details === undefined ? { ...base, code } : { ...base, details, code }),
  );
}

const bareStatus = (status: Status["status"], rest: Partial<Status>): Status => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status,
  ...rest,
});

function ofResource(
  code: number,
  reason: string,
  resource: ResourceName,
  name: string,
  message: (resource: string) => string,
): StatusError {
  const parts = groupResource(resource);
  const details = detailsOf(name, parts.group, parts.resource);
  return failure(code, reason, message(formatGroupResource(parts)), details);
}

function detailsOf(
  name: string,
  group: string,
  kind: string,
  more: StatusDetails = {},
): StatusDetails {
  return {
    ...(name === "" ? {} : { name }),
    ...(group === "" ? {} : { group }),
    ...(kind === "" ? {} : { kind }),
    ...more,
  };
}
