// An endpoint of the command line: `127.0.0.1:2379`, `https://etcd:2379`.
import type { FlagValues } from "../kubectl/flags/flag-values";

export interface Endpoint {
  /** As it was given. */
  readonly text: string;
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

export function endpointsOf(flags: FlagValues): Endpoint[] {
  return flags.list("endpoints").map((text) => parseEndpoint(text));
}

export function parseEndpoint(text: string): Endpoint {
  const found = /^(?:(https?):\/\/)?([^/:]+)(?::(\d+))?\/?$/.exec(text);
  const [, scheme, host = text, port = "2379"] = found ?? [];
  return { text, host, port: Number(port), isTls: scheme === "https" };
}

export const addressOf = ({ host, port }: Endpoint): string => `${host}:${port}`;
