// What is said over a connection, as whole values: one request, one answer.

export interface HttpRequest {
  readonly kind: "http";
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A client's certificate travels in a header of our own, as there is no TLS underneath. */
export const certificateHeader = "x-naru-client-certificate";

/** A protocol of the server's own, such as redis'. */
export interface RawRequest {
  readonly kind: "raw";
  readonly text: string;
}

export type ServerRequest = HttpRequest | RawRequest;

export interface HttpResponse {
  readonly kind: "http";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long the caller waits for it. */
  readonly delayMs?: number;
}

export interface RawResponse {
  readonly kind: "raw";
  readonly text: string;
  readonly delayMs?: number;
}

/** `none`: the server took the request and never answers; `reset`: it hung up. */
export type ServerAnswer = HttpResponse | RawResponse | { readonly kind: "none" | "reset" };

const reasons: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

export const reasonPhrase = (status: number): string => reasons[status] ?? "Unknown";
