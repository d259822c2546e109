// Where a path leads: through mounts to another machine's files, through a machine's own rows to its layers.
// Knows nothing of users; `files.ts` asks permission first.
import { limits } from "../kernel/limits";
import type { State } from "../kernel/state";
import { FileError } from "./file-error";
import type { Layer } from "./layers";
import { type FileRow, fileTable, machineTable, type UsageRow, usageTable } from "./machine-tables";
import { baseName, isWithin, parentOf, rebase } from "./paths";

/** A place after all mounts are followed. */
export interface Place {
  readonly machine: string;
  readonly path: string;
  readonly readOnly: boolean;
}

const key = (machine: string, path: string): string =>
  path === "/" ? `${machine}\0\0` : `${machine}\0${parentOf(path)}\0${baseName(path)}`;

const mountHops = 8;
const nameCharacters = 255;
const pathCharacters = 4096;

export class FileSystem {
  constructor(
    private readonly state: State,
    private readonly layers: ReadonlyMap<string, Layer>,
  ) {}

  locate(machine: string, path: string): Place {
    let place: Place = { machine, path, readOnly: false };
    for (let hop = 0; hop < mountHops; hop++) {
      const next = this.followMount(place);
      if (next === undefined) return place;
      place = next;
    }
    throw new FileError("ELOOP", path);
  }

  row(place: Place): FileRow | undefined {
    const own = this.state.table(fileTable).get(key(place.machine, place.path));
    if (own !== undefined) return own.type === "removed" ? undefined : own;
    if (alwaysThere.has(place.path)) return rootDirectory;
    const layer = this.layerOf(place);
    return layer ?? this.impliedByMount(place);
  }

  /** Names in a directory, sorted. */
  names(place: Place): string[] {
    const found = new Map<string, boolean>();
    for (const layer of this.layersOf(place.machine)) {
      if (this.isHidden(place)) continue;
      for (const name of layer.children.get(place.path) ?? []) found.set(name, true);
    }
    if (place.path === "/") found.set("dev", true);
    const prefix = `${place.machine}\0${place.path}\0`;
    for (const [rowKey, row] of this.state.table(fileTable).withPrefix(prefix)) {
      found.set(rowKey.slice(prefix.length), row.type !== "removed");
    }
    for (const mount of this.mountsOf(place.machine)) {
      const below = childToward(place.path, mount.path);
      if (below !== undefined) found.set(below, true);
    }
    return [...found.keys()]
      .filter((name) => name !== "" && found.get(name) === true)
      .sort(byCodeUnit);
  }

  put(place: Place, row: FileRow): void {
    if (place.readOnly) throw new FileError("EROFS", place.path);
    if (place.path.length > pathCharacters) throw new FileError("ENAMETOOLONG", place.path);
    if (baseName(place.path).length > nameCharacters)
      throw new FileError("ENAMETOOLONG", place.path);
    const size = row.text?.length ?? 0;
    if (size > limits.fileCharacters) throw new FileError("EFBIG", place.path);
    const table = this.state.table(fileTable);
    const rowKey = key(place.machine, place.path);
    const old = table.get(rowKey);
    const usage = this.usage(place.machine);
    const files = usage.files + (old === undefined ? 1 : 0);
    const characters = usage.characters + size - (old?.text?.length ?? 0);
    const grows = old === undefined || size > (old.text?.length ?? 0);
    if (grows && (files > limits.machineFiles || characters > limits.machineCharacters)) {
      throw new FileError("ENOSPC", place.path);
    }
    const replaces = old?.type === "removed" || old?.replaced === true;
    table.set(rowKey, replaces && row.type === "directory" ? { ...row, replaced: true } : row);
    this.state.table(usageTable).set(place.machine, { files, characters });
  }

  /** Forgets one row; a layer's file below stays hidden behind a marker. */
  remove(place: Place): void {
    if (place.readOnly) throw new FileError("EROFS", place.path);
    const table = this.state.table(fileTable);
    const rowKey = key(place.machine, place.path);
    const old = table.get(rowKey);
    const usage = this.usage(place.machine);
    const below = this.layersOf(place.machine).some((layer) => layer.files.has(place.path));
    if (old !== undefined) {
      table.delete(rowKey);
      this.state.table(usageTable).set(place.machine, {
        files: usage.files - 1,
        characters: usage.characters - (old.text?.length ?? 0),
      });
    }
    if (below) {
      this.put(place, { type: "removed", mode: 0, owner: "root", group: "root", modifiedMs: 0 });
    }
  }

  removeMachine(machine: string): void {
    const table = this.state.table(fileTable);
    for (const [rowKey] of table.withPrefix(`${machine}\0`)) table.delete(rowKey);
    this.state.table(usageTable).delete(machine);
  }

  usage(machine: string): UsageRow {
    return this.state.table(usageTable).get(machine) ?? { files: 0, characters: 0 };
  }

  isMountPoint(machine: string, path: string): boolean {
    return this.mountsOf(machine).some((mount) => mount.path === path);
  }

  private followMount(place: Place): Place | undefined {
    let best: { path: string; machine: string; source: string; readOnly?: boolean } | undefined;
    for (const mount of this.mountsOf(place.machine)) {
      if (!isWithin(place.path, mount.path)) continue;
      if (mount.machine === place.machine && mount.source === mount.path) continue;
      if (best === undefined || mount.path.length > best.path.length) best = mount;
    }
    if (best === undefined) return undefined;
    return {
      machine: best.machine,
      path: rebase(place.path, best.path, best.source),
      readOnly: place.readOnly || best.readOnly === true,
    };
  }

  private mountsOf(machine: string) {
    return this.state.table(machineTable).get(machine)?.mounts ?? [];
  }

  private layersOf(machine: string): Layer[] {
    const found: Layer[] = [];
    for (const name of this.state.table(machineTable).get(machine)?.layers ?? []) {
      const layer = this.layers.get(name);
      if (layer !== undefined) found.push(layer);
    }
    return found;
  }

  private layerOf(place: Place): FileRow | undefined {
    for (const layer of this.layersOf(place.machine)) {
      const row = layer.files.get(place.path);
      if (row !== undefined) return this.isHidden(place) ? undefined : row;
    }
    return undefined;
  }

  /** Whether a directory above was removed (and maybe made again) on the machine itself. */
  private isHidden(place: Place): boolean {
    const table = this.state.table(fileTable);
    for (let path = place.path; path !== "/"; path = parentOf(path)) {
      const own = table.get(key(place.machine, path));
      if (own !== undefined && (own.type === "removed" || own.replaced === true)) return true;
    }
    return false;
  }

  private impliedByMount(place: Place): FileRow | undefined {
    const implied = this.mountsOf(place.machine).some((mount) => isWithin(mount.path, place.path));
    return implied ? rootDirectory : undefined;
  }
}

const rootDirectory: FileRow = {
  type: "directory",
  mode: 0o755,
  owner: "root",
  group: "root",
  modifiedMs: 0,
};

const alwaysThere: ReadonlySet<string> = new Set(["/", "/dev"]);

function childToward(directory: string, path: string): string | undefined {
  if (path === directory || !isWithin(path, directory)) return undefined;
  const rest = directory === "/" ? path.slice(1) : path.slice(directory.length + 1);
  return rest.split("/")[0];
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
