// The API server as a plain HTTP client meets it: a request of curl as an `ApiRequest`, the answer as text.

import type { Credentials } from "../apiserver/credentials";
import type { ApiRequest, ApiResponse } from "../apiserver/request";
import { encodeBase64 } from "../meta/base64";
import { goJsonIndent } from "../meta/go-json";
import { defineOwn } from "../meta/object";
import { wireJson } from "../meta/schema/wire-json";
import { certificateHeader, type HttpRequest, type HttpResponse } from "./messages";

/** Whom a request says it comes from. */
export function credentialsOf({ headers }: HttpRequest): Credentials {
  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  const certificate = headers[certificateHeader];
  if (bearer !== undefined) return { token: bearer };
  return certificate === undefined ? {} : { clientCertificateData: encodeBase64(certificate) };
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/** Nothing for methods the API server has never heard of. */
export function apiRequestOf(request: HttpRequest): ApiRequest | undefined {
  const method = methods.find((one) => one === request.method);
  if (method === undefined) return undefined;
  const [path = "/", query = ""] = request.path.split("?");
  const { [certificateHeader]: _, authorization: __, ...headers } = request.headers;
  return {
    method,
    path,
    query: queryOf(query),
    headers,
    ...(request.body === "" ? {} : { body: request.body }),
  };
}

function queryOf(text: string): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const pair of text.split("&").filter((each) => each !== "")) {
    const [name = "", value = ""] = pair.split("=").map(decode);
    defineOwn(query, name, [...(Object.hasOwn(query, name) ? (query[name] ?? []) : []), value]);
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

export function httpAnswer({ code, body }: ApiResponse): HttpResponse {
  const isText = typeof body === "string";
  return {
    kind: "http",
    status: code,
    headers: { "Content-Type": isText ? "text/plain; charset=utf-8" : "application/json" },
    body: isText
      ? body
      : `${goJsonIndent(JSON.parse(wireJson(body ?? {})), "  ", { keepOrder: true })}\n`,
  };
}
