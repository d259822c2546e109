// The files of a machine, for the editor: a folder's names or a file's text.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { learnerMachine, machinesOf } from "./learner-machine";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { look } from "./sessions";

export interface FileEntry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
}

export type ReadFile =
  | { readonly type: "folder"; readonly path: string; readonly entries: readonly FileEntry[] }
  | {
      readonly type: "file";
      readonly path: string;
      readonly text: string;
      readonly isReadOnly: boolean;
    };

const mostEntries = 500;
/** What an editor in a browser opens without trouble. */
const mostCharacters = 1_000_000;

export async function readFiles(
  viewer: Viewer,
  id: string,
  place: { readonly machine?: string | undefined; readonly path: string },
): Promise<ReadFile> {
  await openSession(viewer, id, "view");
  const read = await translateErrors(() =>
    look(id, ({ timeline: { cluster } }): ReadFile | "missing" | "too-large" => {
      const machine = place.machine ?? learnerMachine(cluster);
      if (!machinesOf(cluster).includes(machine)) return "missing";
      const files = cluster.files(machine);
      const path = files.absolute(place.path);
      const stat = files.stat(path);
      if (stat === undefined || stat.type === "device") return "missing";
      if (stat.type === "directory")
        return { type: "folder", path, entries: entriesOf(files, path) };
      if (stat.size > mostCharacters) return "too-large";
      return { type: "file", path, text: files.read(path), isReadOnly: !files.may(path, "write") };
    }),
  );
  if (read === "missing") refuse("notFound");
  if (read === "too-large") refuse("tooLarge");
  return read;
}

interface Folder {
  list(path: string): readonly string[];
  isDirectory(path: string): boolean;
}

function entriesOf(files: Folder, path: string): FileEntry[] {
  const root = path === "/" ? "" : path;
  return files
    .list(path)
    .slice(0, mostEntries)
    .map((name) => ({
      name,
      path: `${root}/${name}`,
      isFolder: files.isDirectory(`${root}/${name}`),
    }))
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
}
