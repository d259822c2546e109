// The API server's answer as HTTP: JSON as Go writes it, warnings, compression of what is long.
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { type ApiResponse, goJsonIndent, wireJson, writeYaml } from "@/lib/sim";

/** Kubernetes: handlers/responsewriters/writers.go (defaultGzipThresholdBytes); level 1 there too. */
const compressedFrom = 128 * 1024;

export function writeResponse(
  request: IncomingMessage,
  response: ServerResponse,
  answer: ApiResponse,
): void {
  writeHeaders(request, response, answer);
  if (answer.code === 304) {
    response.end();
    return;
  }
  const text = bodyText(answer, isPretty(request));
  const isCompressed =
    text.length >= compressedFrom && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  const bytes = isCompressed ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  if (isCompressed) {
    response.setHeader("content-encoding", "gzip");
    response.setHeader("vary", [answer.headers.vary, "Accept-Encoding"].filter(Boolean).join(", "));
  }
  response.setHeader("content-length", bytes.length);
  response.end(bytes);
}

/** All headers but those that say how long the body is. */
export function writeHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { code, headers, warnings }: ApiResponse,
): void {
  response.statusCode = code;
  const given = request.headers["audit-id"];
  const auditId = typeof given === "string" && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader("audit-id", auditId);
  response.setHeader("cache-control", "no-cache, private");
  response.setHeader("x-content-type-options", "nosniff");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const lines = warnings.map((text) => `299 - "${quoted(text)}"`);
  if (lines.length > 0) response.setHeader("warning", lines);
}

/** A header has one line, in Latin-1. */
const quoted = (text: string): string =>
  Buffer.from(text.replace(/[\u0000-\u001f\u007f]/g, " ").replace(/["\\]/g, "\\$&"))
    .toString("latin1")
    .slice(0, 4096);

function bodyText({ body, headers }: ApiResponse, isIndented: boolean): string {
  if (typeof body === "string") return body;
  if (body === undefined) return "";
  if (headers["content-type"] === "application/yaml") return writeYaml(body);
  const text = wireJson(body);
  if (!isIndented) return `${text}\n`;
  return goJsonIndent(JSON.parse(text), "  ", { keepOrder: true });
}

// Kubernetes: handlers/negotiation/negotiate.go (isPrettyPrint); pkg/routes/version.go indents always.
function isPretty(request: IncomingMessage): boolean {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  if (path.endsWith("/version")) return true;
  const asked = new URLSearchParams(query).get("pretty");
  if (asked !== null) return asked === "true" || asked === "1" || asked === "";
  return /^(curl|Wget|Mozilla\/5\.0)/.test(request.headers["user-agent"] ?? "");
}
