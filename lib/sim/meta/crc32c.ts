// CRC-32 with Castagnoli's polynomial, as Go's hash/crc32 has it: the hash of etcd's databases.

const polynomial = 0x82f63b78;

const table: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value >>> 0;
});

/** Of the parts, one after the other. */
export function crc32c(parts: Iterable<ArrayLike<number>>): number {
  let value = 0xffffffff;
  for (const bytes of parts) {
    for (let at = 0; at < bytes.length; at++) {
      value = (table[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
    }
  }
  return (value ^ 0xffffffff) >>> 0;
}
