// Access logs and dates as web servers write them.

import { civilFromMs } from "../meta/time";
import type { HttpRequest } from "../network/messages";
import type { ServerSide } from "./define-image";

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const weekdays = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const two = (value: number): string => String(value).padStart(2, "0");

/** `2026/11/23 03:42:52`. */
export function logTime(ms: number): string {
  const t = civilFromMs(ms);
  return `${t.year}/${two(t.month)}/${two(t.day)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
}

/** `23/Nov/2026:03:42:54 +0000`. */
export function accessTime(ms: number): string {
  const t = civilFromMs(ms);
  return `${two(t.day)}/${months[t.month - 1]}/${t.year}:${two(t.hour)}:${two(t.minute)}:${two(t.second)} +0000`;
}

/** `Mon, 23 Nov 2026 03:42:54 GMT`. */
export function httpDate(ms: number): string {
  const t = civilFromMs(ms);
  const day = `${weekdays[t.weekday]}, ${two(t.day)} ${months[t.month - 1]} ${t.year}`;
  return `${day} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} GMT`;
}

export interface AccessEntry {
  readonly request: HttpRequest;
  readonly server: Pick<ServerSide, "now" | "clientAddress">;
  readonly status: number;
  readonly bytes: number;
  /** nginx ends the line with the forwarded-for header. */
  readonly forwarded: boolean;
}

export function accessLine({ request, server, status, bytes, forwarded }: AccessEntry): string {
  const { method, path, headers } = request;
  const field = (name: string): string => `"${headers[name] ?? "-"}"`;
  const start = `${server.clientAddress} - - [${accessTime(server.now)}] "${method} ${path} HTTP/1.1" ${status} ${bytes}`;
  const agents = `${field("referer")} ${field("user-agent")}`;
  return `${start} ${agents}${forwarded ? ` ${field("x-forwarded-for")}` : ""}\n`;
}
