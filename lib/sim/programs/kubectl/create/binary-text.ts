// Files hold text here; bytes that are no UTF-8 arrive as U+FFFD or as low code points. Values that are not
// plain text go into `binaryData`.
import { encodeBase64 } from "@/lib/sim/meta/base64";

/** Whether Go's `utf8.Valid` would refuse the file. */
export function isBinary(text: string): boolean {
  return text.includes("\ufffd") || /[\udc80-\udcff](?<![\ud800-\udbff][\udc80-\udcff])/.test(text);
}

export { encodeBase64 };
