// IPv4 addresses and ranges as numbers, by plain arithmetic.

/** The address as a number, or nothing when the text is none. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

export function formatAddress(value: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
}

export const isAddress = (text: string): boolean => parseAddress(text) !== undefined;

export interface Range {
  readonly first: number;
  readonly size: number;
}

/** `10.244.1.0/24` → its first address and how many there are. */
export function parseRange(cidr: string): Range | undefined {
  const [base = "", bits = ""] = cidr.split("/");
  const address = parseAddress(base);
  const length = Number(bits);
  if (address === undefined || !/^\d+$/.test(bits) || length > 32) return undefined;
  const size = 2 ** (32 - length);
  return { first: address - (address % size), size };
}

export function isInRange(address: string, cidr: string): boolean {
  const value = parseAddress(address);
  const range = parseRange(cidr);
  if (value === undefined || range === undefined) return false;
  return value >= range.first && value < range.first + range.size;
}

/** The bridge's own address, which a node's processes come from when they call its pods. */
export function gatewayOf(podCidr: string): string | undefined {
  const range = parseRange(podCidr);
  return range === undefined ? undefined : formatAddress(range.first + 1);
}

export const isLoopback = (address: string): boolean => address.startsWith("127.");
