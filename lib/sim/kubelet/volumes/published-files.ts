// Files that change all at once, as the kubelet publishes ConfigMaps: the texts lie in a directory named after
// the instant, `..data` points to it, and the visible names point through `..data`.
//
// Kubernetes: pkg/volume/util/atomic_writer.go
import { randomBelow } from "../../kernel/random";
import type { State } from "../../kernel/state";
import { civilFromMs } from "../../meta/time";
import type { NodeFiles } from "./node-files";
import type { VolumeFile } from "./volume-contents";

/** Does nothing when the files are what they should be. */
export function publishFiles(
  state: State,
  files: NodeFiles,
  directory: string,
  wanted: readonly VolumeFile[],
): void {
  const before = files.read(`${directory}/..data`);
  if (before !== undefined && isSame(files, `${directory}/${before}`, wanted)) return;
  const name = versionName(state);
  files.directory(directory, 0o777);
  files.directory(`${directory}/${name}`);
  for (const { path, text, mode } of wanted) files.file(`${directory}/${name}/${path}`, text, mode);
  files.link(`${directory}/..data`, name);
  const visible = new Set(wanted.map(({ path }) => path.split("/")[0] ?? path));
  for (const each of visible) files.link(`${directory}/${each}`, `..data/${each}`);
  for (const each of files.names(directory)) {
    if (!each.startsWith("..") && !visible.has(each)) files.remove(`${directory}/${each}`);
  }
}

function isSame(files: NodeFiles, directory: string, wanted: readonly VolumeFile[]): boolean {
  const names = new Set(wanted.map(({ path }) => path.split("/")[0]));
  if (files.names(directory).length !== names.size) return false;
  return wanted.every(({ path, text }) => files.read(`${directory}/${path}`) === text);
}

/** `..2026_11_23_03_47_08.2848064342`. */
function versionName(state: State): string {
  const t = civilFromMs(state.now);
  const two = (value: number): string => String(value).padStart(2, "0");
  const time = [t.year, two(t.month), two(t.day), two(t.hour), two(t.minute), two(t.second)].join(
    "_",
  );
  return `..${time}.${randomBelow(state, "kubelet-volumes", 4_294_967_296)}`;
}
