import { describe, expect, it } from "vitest";
import { bytesOfText, textOfBytes, wholeCharacters } from "./byte-text";

describe("bytes as text", () => {
  it.each<[string, number[]]>([
    ["nothing", []],
    ["ASCII with zeros", [0x61, 0, 0x62]],
    ["한글 and 🐳", [...new TextEncoder().encode("한글 🐳")]],
    ["every byte", Array.from({ length: 256 }, (_, index) => index)],
    ["a torn character", [0xed, 0x95]],
    ["a surrogate that somebody encoded", [0xed, 0xb2, 0x80]],
    ["a form that is too long", [0xc0, 0x80, 0xe0, 0x80, 0x80, 0xf0, 0x80, 0x80, 0x80]],
  ])("%s comes back as it was", (_name, bytes) => {
    expect([...bytesOfText(textOfBytes(new Uint8Array(bytes)))]).toEqual(bytes);
  });

  it("is readable where it is text", () => {
    expect(textOfBytes(new TextEncoder().encode("한글 🐳"))).toBe("한글 🐳");
  });

  it("tears no character", () => {
    const bytes = new TextEncoder().encode("a한🐳");
    const ends = Array.from({ length: bytes.length + 1 }, (_, length) =>
      wholeCharacters(bytes.subarray(0, length)),
    );
    expect(ends).toEqual([0, 1, 1, 1, 4, 4, 4, 4, 8]);
  });
});
