// The `continue` parameter: where the next page begins and at which revision.
//
// Kubernetes: staging/src/k8s.io/apiserver/pkg/storage/continue.go

import { decodeBase64Bytes, encodeBase64 } from "../meta/base64";
import { goQuote, textOfUtf8 } from "../meta/go-text";
import { parseJson } from "../meta/json/parse-json";
import { isJsonObject } from "../meta/object";
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
  const refuse = (why: string) =>
    badRequest(`invalid continue token: continue key is not valid: ${why}`);
  const bytes = decodeBase64Bytes(token.replaceAll("-", "+").replaceAll("_", "/"));
  if (bytes === undefined) throw refuse("illegal base64 data at input byte 0");
  const text = textOfUtf8(bytes);
  const parsed = parseJson(text);
  // Go's reader looks at bytes and names one that is no ASCII by its number.
  if ("error" in parsed) {
    const inBytes = parseJson(String.fromCharCode(...bytes.slice(0, 64)));
    throw refuse("error" in inBytes ? inBytes.error : parsed.error);
  }
  const value = isJsonObject(parsed.value) ? parsed.value : {};
  const { v, rv, start } = value;
  if (v !== "meta.k8s.io/v1")
    throw refuse(`server does not recognize this encoded version ${goQuote(String(v ?? ""))}`);
  if (typeof rv !== "number" || typeof start !== "string") throw refuse("start key is empty");
  return { revision: rv, start: start.replace(/\u0000$/, "") };
}
