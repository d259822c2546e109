// The network address a request came from. scripts/server.mjs writes this header itself and drops what
// a browser claims, so it can be trusted for counting.
export const addressHeader = "x-naru-address";

export function requestAddress(headers: Headers): string {
  return headers.get(addressHeader) ?? "unknown";
}
