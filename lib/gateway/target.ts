// The path and query of a request: as HTTP writes them, and as the API server takes them.
import type { ApiRequest } from "@/lib/sim";

export type Target = Pick<ApiRequest, "path" | "query">;

/** The path below `prefix` and its query; nothing when the URL cannot be read. */
export function readTarget(url: string, prefix = ""): Target | undefined {
  const [path = "/", ...rest] = url.split("?");
  if (!path.startsWith(prefix)) return undefined;
  try {
    decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const query: Record<string, string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(rest.join("?"))) {
    query[name] = [...(query[name] ?? []), value];
  }
  return { path: path.slice(prefix.length) || "/", query };
}

/** Read again, it is the same. */
export function writeTarget({ path, query }: Target): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}
