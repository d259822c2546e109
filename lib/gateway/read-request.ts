// An HTTP request as the value that the API server takes. Nothing larger than the limits is ever held.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type ApiRequest, limits, protobufType, type UserInfo } from "@/lib/sim";
import type { Target } from "./target";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
type Method = (typeof methods)[number];

export const methodOf = (method: string | undefined): Method | undefined =>
  methods.find((known) => known === method);

/** Headers that come twice are one list, as HTTP says. */
export function readHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const read: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return read;
}

/** All of the body, or "too large"; nothing when the client has gone. */
export async function readBody(
  request: IncomingMessage,
): Promise<Buffer | "too large" | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > limits.requestBodyBytes) return "too large";
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // The connection has to live on for the answer, even when the body is not wanted.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > limits.requestBodyBytes) return "too large";
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

export interface Parts extends Target {
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly user: UserInfo | undefined;
}

export function apiRequest({ method, path, query, headers, body, user }: Parts): ApiRequest {
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim();
  const content = type === protobufType ? new Uint8Array(body) : body.toString("utf8");
  return {
    method,
    path,
    query,
    headers,
    ...(body.length === 0 ? {} : { body: content }),
    ...(user === undefined ? {} : { user }),
  };
}
