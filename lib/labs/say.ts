// Names in Korean sentences: set as code, and followed by the particle their last sound asks for.
import { particleAfter } from "@/lib/messages/translate";

/** `named("web", "이/가")` → "`web`이". */
export function named(name: string | number, particle = ""): string {
  return `\`${name}\`${particle === "" ? "" : particleAfter(String(name), particle)}`;
}

/** `` `a`, `b` `` or "없음", with a particle after the last. */
export function listed(names: readonly (string | number)[], particle = ""): string {
  const text = names.map((name) => named(name)).join(", ") || "없음";
  return particle === "" ? text : text + particleAfter(text, particle);
}

/** Labels, environment …: `` `app=web`, `tier=edge` `` or "없음". */
export const pairs = (map: Readonly<Record<string, string>> | undefined, particle = ""): string =>
  listed(
    Object.entries(map ?? {}).map(([key, value]) => `${key}=${value}`),
    particle,
  );
