/** A text that changes when any file below a folder does: how many there are and when the newest was written. */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";

export async function folderVersion(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const times = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map((file) => stat(path.join(file.parentPath, file.name)).catch(() => undefined)),
  );
  return `${times.length}-${Math.max(0, ...times.map((file) => file?.mtimeMs ?? 0))}`;
}
