import { encodeBase64Bytes } from "../../meta/base64";

export function writePem(type: string, bytes: readonly number[]): string {
  const lines = encodeBase64Bytes(bytes).replace(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN ${type}-----\n${lines}\n-----END ${type}-----\n`;
}
