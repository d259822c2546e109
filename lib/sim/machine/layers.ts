// Read-only base file systems: an image's or a distribution's files, shared by all machines that name the
// layer and never saved with the cluster. A machine's own rows lie on top.

import type { FileRow } from "./machine-tables";
import { absolutePath, baseName, parentOf } from "./paths";

export interface LayerFile {
  readonly text?: string;
  readonly link?: string;
  readonly mode?: number;
  readonly owner?: string;
}

export interface Layer {
  readonly name: string;
  readonly files: ReadonlyMap<string, FileRow>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/**
 * A layer from path → text (or details); a path that ends in `/` is a directory. Parents are made.
 *
 *     defineLayer("nginx", { "/etc/nginx/nginx.conf": "user nginx;\n", "/var/cache/nginx/": "" })
 */
export function defineLayer(
  name: string,
  files: Readonly<Record<string, string | LayerFile>>,
  modifiedMs = 0,
): Layer {
  const rows = new Map<string, FileRow>();
  const children = new Map<string, string[]>();
  const directory = (path: string, mode: number): void => {
    if (rows.has(path)) return;
    rows.set(path, { type: "directory", mode, owner: "root", group: "root", modifiedMs });
    if (path === "/") return;
    directory(parentOf(path), 0o755);
    children.set(parentOf(path), [...(children.get(parentOf(path)) ?? []), baseName(path)]);
  };
  for (const [key, value] of Object.entries(files)) {
    const path = absolutePath("/", key);
    const details: LayerFile = typeof value === "string" ? { text: value } : value;
    if (key.endsWith("/")) {
      directory(path, details.mode ?? 0o755);
      continue;
    }
    directory(parentOf(path), 0o755);
    children.set(parentOf(path), [...(children.get(parentOf(path)) ?? []), baseName(path)]);
    const owner = details.owner ?? "root";
    rows.set(
      path,
      details.link === undefined
        ? {
            type: "file",
            text: details.text ?? "",
            mode: details.mode ?? 0o644,
            owner,
            group: owner,
            modifiedMs,
          }
        : { type: "link", text: details.link, mode: 0o777, owner, group: owner, modifiedMs },
    );
  }
  return { name, files: rows, children };
}
