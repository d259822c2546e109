// The key that the cluster's tokens are signed with. It is part of the cluster's state and follows from its
// seed, so forks and replays know each other's tokens and other clusters do not.
//
// Differs: one secret both signs and verifies (HMAC-SHA256) where the real server has an RSA key pair; nobody
// outside of the cluster verifies its tokens, and `alg` in a token's header says what it was signed with.
import { defineTable, type State } from "../kernel/state";
import { encodeBase64Bytes } from "../meta/base64";
import { hmacSha256, sha256Hex } from "../meta/sha256";

const keyTable = defineTable<string>("apiserver.signing-key");
const keyRow = "service-accounts";

/** Tokens of before are nobody's from now on. */
export function makeSigningKey(state: State, origin: string): void {
  state.table(keyTable).set(keyRow, sha256Hex(`service-account signing key of ${origin}`));
}

/** `header.payload` with its signature behind it. */
export function sign(state: State, content: string): string {
  const key = state.table(keyTable).get(keyRow) ?? "";
  return `${content}.${urlSafe(encodeBase64Bytes(hmacSha256(key, content)))}`;
}

/** What was signed, of a token that this cluster has signed. */
export function verified(state: State, token: string): string | undefined {
  const content = token.slice(0, Math.max(0, token.lastIndexOf(".")));
  // Digests are compared, so that the time it takes tells nothing about the signature.
  return sha256Hex(sign(state, content)) === sha256Hex(token) ? content : undefined;
}

/** The alphabet of base64 for addresses, without padding. */
export const urlSafe = (base64: string): string =>
  base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
