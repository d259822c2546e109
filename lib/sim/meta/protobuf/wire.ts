// Protobuf's wire format: a message as its fields' numbers and raw values. What they mean is in
// decode-message.ts.
//
// https://protobuf.dev/programming-guides/encoding

/** Leaves the decoding; caught in envelope.ts and nowhere else. */
export class WireError {
  constructor(readonly text: string) {}
}

/** Integers as they were written, unsigned; bytes of strings, messages and packed lists. */
export type WireValue =
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "double"; readonly value: number }
  | { readonly kind: "bytes"; readonly value: Uint8Array };

/** The values of a message by field number, in the order they came. */
export type WireFields = ReadonlyMap<number, readonly WireValue[]>;

export function readFields(bytes: Uint8Array): WireFields {
  const reader = new Reader(bytes);
  const fields = new Map<number, WireValue[]>();
  while (!reader.isAtEnd()) {
    const tag = Number(reader.varint());
    const number = Math.floor(tag / 8);
    if (number < 1) throw new WireError(`proto: illegal tag ${number} (wire type ${tag % 8})`);
    const values = fields.get(number) ?? [];
    values.push(reader.value(tag % 8));
    fields.set(number, values);
  }
  return fields;
}

/** A packed list of integers. */
export function readPacked(bytes: Uint8Array): WireValue[] {
  const reader = new Reader(bytes);
  const values: WireValue[] = [];
  while (!reader.isAtEnd()) values.push({ kind: "integer", value: reader.varint() });
  return values;
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  value(wireType: number): WireValue {
    switch (wireType) {
      case 0:
        return { kind: "integer", value: this.varint() };
      case 1:
        return { kind: "double", value: viewOf(this.take(8)).getFloat64(0, true) };
      case 2:
        return { kind: "bytes", value: this.take(Number(this.varint())) };
      case 5:
        return { kind: "double", value: viewOf(this.take(4)).getFloat32(0, true) };
      default:
        throw new WireError(`proto: illegal wireType ${wireType}`);
    }
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new WireError("unexpected EOF");
      this.at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new WireError("proto: integer overflow");
  }

  private take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new WireError("unexpected EOF");
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
