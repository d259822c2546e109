// Files the kubelet keeps on its node, written by whole paths: it is root and makes what is missing above.
import type { State } from "../../kernel/state";
import { FileSystem } from "../../machine/file-system";
import type { FileRow } from "../../machine/machine-tables";
import { parentOf } from "../../machine/paths";

export class NodeFiles {
  private readonly fileSystem: FileSystem;

  constructor(
    private readonly state: State,
    private readonly machine: string,
  ) {
    this.fileSystem = new FileSystem(state, new Map());
  }

  has(path: string): boolean {
    return this.fileSystem.row(this.place(path)) !== undefined;
  }

  read(path: string): string | undefined {
    return this.fileSystem.row(this.place(path))?.text;
  }

  names(path: string): string[] {
    return this.fileSystem.names(this.place(path));
  }

  directory(path: string, mode = 0o755): void {
    if (path === "/" || this.has(path)) return;
    this.directory(parentOf(path));
    this.put(path, { type: "directory", mode });
  }

  file(path: string, text: string, mode = 0o644): void {
    this.directory(parentOf(path));
    this.put(path, { type: "file", text, mode });
  }

  link(path: string, target: string): void {
    this.put(path, { type: "link", text: target, mode: 0o777 });
  }

  remove(path: string): void {
    for (const name of this.names(path)) this.remove(path === "/" ? `/${name}` : `${path}/${name}`);
    if (this.has(path)) this.fileSystem.remove(this.place(path));
  }

  private put(path: string, row: Pick<FileRow, "type" | "text" | "mode">): void {
    this.fileSystem.put(this.place(path), {
      owner: "root",
      group: "root",
      modifiedMs: this.state.now,
      ...row,
    });
  }

  private place(path: string) {
    return { machine: this.machine, path, readOnly: false };
  }
}
