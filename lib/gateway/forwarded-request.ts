// HTTP/1.1 as it comes through port-forward: where one request ends, what it asks, and how its answer is written.
// Pure, so that a replay of a session reads the same.
import { type HttpResponse, limits, reasonPhrase, type ServerRequest } from "@/lib/sim";

export interface Forwarded {
  readonly request: ServerRequest & { readonly kind: "http" };
  /** Bytes it takes; what follows is the next request. */
  readonly length: number;
  /** The client wants the connection to stay. */
  readonly keepsAlive: boolean;
}

const headEnd = Buffer.from("\r\n\r\n");
const longestHead = 64 * 1024;

/** The first request in `bytes`; `more` when it is not whole yet, `bad` when it is no HTTP. */
export function readForwarded(bytes: Buffer): Forwarded | "more" | "bad" {
  const end = bytes.indexOf(headEnd);
  const isHttp = /^[A-Z]{1,16}( |$)/.test(bytes.subarray(0, 17).toString("latin1"));
  if (bytes.length > 0 && !isHttp) return "bad";
  if (end < 0) return bytes.length > longestHead ? "bad" : "more";
  const [line = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [, method, path, version] = /^([A-Z]+) (\S+) HTTP\/1\.([01])$/.exec(line) ?? [];
  if (method === undefined || path === undefined) return "bad";
  const headers = readHeaders(lines);
  const body = readBody(bytes.subarray(end + headEnd.length), headers);
  if (typeof body === "string") return body;
  const connection = headers.connection?.toLowerCase();
  return {
    request: { kind: "http", method, path, headers, body: body.content.toString("utf8") },
    length: end + headEnd.length + body.length,
    keepsAlive: version === "1" ? connection !== "close" : connection === "keep-alive",
  };
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

type Body = { readonly content: Buffer; readonly length: number } | "more" | "bad";

function readBody(rest: Buffer, headers: Readonly<Record<string, string>>): Body {
  if (headers["transfer-encoding"]?.toLowerCase().includes("chunked")) return readChunks(rest);
  const length = Number(headers["content-length"] ?? 0);
  if (!Number.isInteger(length) || length < 0 || length > limits.forwardBytes) return "bad";
  return rest.length < length ? "more" : { content: rest.subarray(0, length), length };
}

function readChunks(rest: Buffer): Body {
  const chunks: Buffer[] = [];
  let total = 0;
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd < 0) return "more";
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString("latin1"), 16);
    total += size;
    if (!(size >= 0) || total > limits.forwardBytes) return "bad";
    const next = lineEnd + 2 + size + 2;
    if (rest.length < next) return "more";
    if (size === 0) return { content: Buffer.concat(chunks), length: next };
    chunks.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}

export function writeForwarded({ request, keepsAlive }: Forwarded, answer: HttpResponse): Buffer {
  const body = Buffer.from(answer.body, "utf8");
  const own = Object.entries(answer.headers).filter(
    ([name]) => !/^(content-length|connection|transfer-encoding)$/i.test(name),
  );
  const head = [
    `HTTP/1.1 ${answer.status} ${reasonPhrase(answer.status)}`,
    ...own.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    `Connection: ${keepsAlive ? "keep-alive" : "close"}`,
  ].join("\r\n");
  return Buffer.concat([
    Buffer.from(`${head}\r\n\r\n`, "latin1"),
    request.method === "HEAD" ? Buffer.alloc(0) : body,
  ]);
}
