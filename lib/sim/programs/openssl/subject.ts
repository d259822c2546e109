// Names of people and machines: `/CN=kim/O=dev` as typed, DER as stored, `CN = kim, O = dev` as shown.
import { children, derTags, tagged, wholeOf } from "../../meta/der";
import { textOfUtf8, utf8Bytes } from "../../meta/go-text";

const types: Readonly<Record<string, readonly number[]>> = {
  CN: [0x55, 0x04, 0x03],
  C: [0x55, 0x04, 0x06],
  L: [0x55, 0x04, 0x07],
  ST: [0x55, 0x04, 0x08],
  O: [0x55, 0x04, 0x0a],
  OU: [0x55, 0x04, 0x0b],
  emailAddress: [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01],
};

/** An error's words when it cannot be read. */
export function parseSubject(text: string): number[] | { readonly error: string } {
  if (!text.startsWith("/")) {
    return {
      error: `name is expected to be in the format /type0=value0/type1=value1/type2=... where characters may be escaped by \\. This name is not in that format: '${text}'`,
    };
  }
  const sets: number[][] = [];
  for (const part of text.slice(1).split(/(?<!\\)\//)) {
    if (part === "") continue;
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/.exec(part) ?? [];
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) return { error: `Skipping unknown subject name attribute "${name}"` };
    const plain = utf8Bytes(value.replace(/\\(.)/g, "$1"));
    const pair = tagged(
      derTags.sequence,
      tagged(derTags.identifier, type),
      tagged(derTags.utf8, plain),
    );
    sets.push(tagged(derTags.set, pair));
  }
  return tagged(derTags.sequence, ...sets);
}

export function showSubject(name: readonly number[]): string {
  const whole = wholeOf(name);
  const pairs = (whole === undefined ? [] : children(name, whole)).flatMap((set) =>
    children(name, set),
  );
  return pairs
    .map((pair) => {
      const [type, value] = children(name, pair);
      if (type === undefined || value === undefined) return "";
      const text = textOfUtf8(name.slice(value.start, value.end));
      return `${typeName(name.slice(type.start, type.end))} = ${text}`;
    })
    .join(", ");
}

function typeName(bytes: readonly number[]): string {
  const known = Object.entries(types).find(([, type]) => type.join() === bytes.join());
  return known?.[0] ?? "undefined";
}
