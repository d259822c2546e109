// Absolute, normalised POSIX paths: `/`, `/etc/hosts`. Everything below this file speaks only of such paths.

/** `path` as seen from `directory`, without `.`, `..` and doubled slashes. */
export function absolutePath(directory: string, path: string): string {
  const parts: string[] = [];
  const whole = path.startsWith("/") ? path : `${directory}/${path}`;
  for (const part of whole.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return `/${parts.join("/")}`;
}

export function parentOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether `path` is `directory` or lies under it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === "/" || path === directory || path.startsWith(`${directory}/`);
}

/** `path` moved from under `from` to under `to`. */
export function rebase(path: string, from: string, to: string): string {
  const rest = from === "/" ? path : path.slice(from.length);
  const moved = to === "/" ? rest : `${to}${rest}`;
  return moved === "" ? "/" : moved.length > 1 && moved.endsWith("/") ? moved.slice(0, -1) : moved;
}
