// Names in Korean sentences: set as code, and followed by the particle their last sound asks for.
import { particleAfter } from "@/lib/messages/translate";

/** `named("web", "이/가")` → "`web`이". */
export function named(name: string | number, particle = ""): string {
  return `\`${name}\`${particle === "" ? "" : particleAfter(String(name), particle)}`;
}

/** `` `a`, `b` `` or "없음". */
export const listed = (names: readonly (string | number)[]): string =>
  names.map((name) => named(name)).join(", ") || "없음";

/** Labels, environment …: `` `app=web`, `tier=edge` `` or "없음". */
export const pairs = (map: Readonly<Record<string, string>> | undefined): string =>
  listed(Object.entries(map ?? {}).map(([key, value]) => `${key}=${value}`));
