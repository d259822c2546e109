// IP addresses and ranges in fields.
//
// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go,
// pkg/apis/core/validation/validation.go (ValidateEndpointIP, ValidateNonSpecialIP)
import { type FieldPath, invalid } from "../meta/field-errors";
import type { FieldErrors } from "./field-rules";

/** The 32 bits of an IPv4 address, or nothing when the text is none. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let address = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    address = address * 256 + Number(part);
  }
  return address;
}

export function formatIpv4(address: number): string {
  const byte = (shift: number): number => Math.floor(address / 2 ** shift) % 256;
  return `${byte(24)}.${byte(16)}.${byte(8)}.${byte(0)}`;
}

/** The eight groups of an IPv6 address. */
function parseIpv6(text: string): readonly number[] | undefined {
  const halves = expandIpv4Tail(text)?.split("::") ?? [];
  if (halves.length === 0 || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const groups = [...head, ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  if (halves.length === 1 ? groups.length !== 8 : groups.length > 7) return undefined;
  const zeros = Array.from({ length: 8 - groups.length }, () => "0");
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}

function expandIpv4Tail(text: string): string | undefined {
  if (!text.includes(":")) return undefined;
  if (!text.includes(".")) return text;
  const colon = text.lastIndexOf(":");
  const address = parseIpv4(text.slice(colon + 1));
  if (address === undefined) return undefined;
  const [high, low] = [Math.floor(address / 65_536), address % 65_536];
  return `${text.slice(0, colon + 1)}${high.toString(16)}:${low.toString(16)}`;
}

export const isIpv4 = (text: string): boolean => parseIpv4(text) !== undefined;
export const isIpv6 = (text: string): boolean => parseIpv6(text) !== undefined;
export const isIp = (text: string): boolean => isIpv4(text) || isIpv6(text);

const ipMessage = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const cidrMessage = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

export function checkIp(text: string, path: FieldPath, errors: FieldErrors): boolean {
  if (isIp(text)) return true;
  errors.push(invalid(path, text, ipMessage));
  return false;
}

export interface Cidr {
  readonly address: string;
  readonly prefix: number;
}

export function parseCidr(text: string): Cidr | undefined {
  const [address = "", prefix = "", ...rest] = text.split("/");
  if (rest.length > 0 || !/^(0|[1-9]\d*)$/.test(prefix)) return undefined;
  const bits = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
  return Number(prefix) <= bits ? { address, prefix: Number(prefix) } : undefined;
}

export function checkCidr(text: string, path: FieldPath, errors: FieldErrors): boolean {
  if (parseCidr(text) !== undefined) return true;
  errors.push(invalid(path, text, cidrMessage));
  return false;
}

/** Whether an IPv4 address lies in an IPv4 range. */
export function contains(cidr: Cidr, address: string): boolean {
  const base = parseIpv4(cidr.address);
  const value = parseIpv4(address);
  if (base === undefined || value === undefined) return false;
  const size = 2 ** (32 - cidr.prefix);
  return Math.floor(base / size) === Math.floor(value / size);
}

/** Addresses that can never be an endpoint. */
export function checkNotSpecialIp(text: string, path: FieldPath, errors: FieldErrors): void {
  const refuse = (why: string) => errors.push(invalid(path, text, why));
  const v4 = parseIpv4(text);
  const v6 = v4 === undefined ? parseIpv6(text) : undefined;
  if (v4 === undefined && v6 === undefined) {
    refuse("must be a valid IP address");
    return;
  }
  const first = v6?.[0] ?? -1;
  const isZero = v4 === 0 || v6?.every((group) => group === 0) === true;
  const isLoopback = inRange(v4, 0x7f000000, 8) || isLastOnly(v6);
  const isLinkLocal = inRange(v4, 0xa9fe0000, 16) || (first & 0xffc0) === 0xfe80;
  const isLocalMulticast = inRange(v4, 0xe0000000, 24) || (first & 0xff0f) === 0xff02;
  if (isZero) refuse(`may not be unspecified (${text})`);
  if (isLoopback) refuse("may not be in the loopback range (127.0.0.0/8, ::1/128)");
  if (isLinkLocal) refuse("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
  if (isLocalMulticast) {
    refuse("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
  }
}

const inRange = (address: number | undefined, base: number, prefix: number): boolean =>
  address !== undefined &&
  Math.floor(address / 2 ** (32 - prefix)) === Math.floor(base / 2 ** (32 - prefix));

const isLastOnly = (groups: readonly number[] | undefined): boolean =>
  groups?.every((group, index) => group === (index === 7 ? 1 : 0)) === true;
