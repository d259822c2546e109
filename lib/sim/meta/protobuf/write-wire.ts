// Writes protobuf's wire format, field by field.
//
// https://protobuf.dev/programming-guides/encoding
import { bytesOfText } from "../byte-text";

export class WireWriter {
  readonly bytes: number[] = [];

  integer(field: number, value: number | bigint): this {
    this.varint(BigInt(field) << 3n);
    return this.varint(BigInt.asUintN(64, BigInt(value)));
  }

  /** Left out when zero, as proto3 does. */
  number(field: number, value: number | bigint): this {
    return value === 0 || value === 0n ? this : this.integer(field, value);
  }

  text(field: number, value: string): this {
    return this.data(field, bytesOfText(value));
  }

  data(field: number, value: ArrayLike<number>): this {
    this.varint((BigInt(field) << 3n) | 2n);
    this.varint(BigInt(value.length));
    for (let at = 0; at < value.length; at++) this.bytes.push(value[at] ?? 0);
    return this;
  }

  double(field: number, value: number): this {
    this.varint((BigInt(field) << 3n) | 1n);
    const buffer = new Uint8Array(8);
    new DataView(buffer.buffer).setFloat64(0, value, true);
    this.bytes.push(...buffer);
    return this;
  }

  private varint(value: bigint): this {
    let rest = value;
    while (rest >= 0x80n) {
      this.bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.bytes.push(Number(rest));
    return this;
  }
}
