// The `continue` parameter: where the next page begins and at which revision.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/storage/continue.go

import { decodeBase64, encodeBase64 } from "../meta/base64";
import { badRequest } from "../meta/status-error";

interface Position {
  readonly revision: number;
  /** The key, below the kind's prefix, of the last object already sent. */
  readonly start: string;
}

export function encodeContinue(revision: number, lastSent: string): string {
  const text = JSON.stringify({ v: "meta.k8s.io/v1", rv: revision, start: `${lastSent}\u0000` });
  return encodeBase64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function decodeContinue(token: string): Position {
  const refuse = () => badRequest("continue key is not valid: illegal base64 data");
  const text = decodeBase64(token.replaceAll("-", "+").replaceAll("_", "/"));
  if (text === undefined) throw refuse();
  const value = parseJson(text);
  if (typeof value !== "object" || value === null) throw refuse();
  const { v, rv, start } = value as { v?: unknown; rv?: unknown; start?: unknown };
  if (v !== "meta.k8s.io/v1" || typeof rv !== "number" || typeof start !== "string") throw refuse();
  return { revision: rv, start: start.replace(/\u0000$/, "") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
