// Unit files as systemd reads them: the unit itself, then its drop-ins in order of name.
import { sha256Hex } from "../../meta/sha256";
import type { Files } from "../files-contract";

export interface UnitFile {
  readonly path: string;
  readonly dropIns: readonly string[];
  readonly text: string;
  readonly description: string;
  readonly documentation: string;
  /** The command line; empty when there is none. */
  readonly execStart: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly restart: string;
  readonly restartMs: number;
  readonly wantedBy: string;
}

const directories = ["/etc/systemd/system", "/usr/lib/systemd/system"];

export function readUnitFile(files: Files, unit: string): UnitFile | undefined {
  const path = directories.map((directory) => `${directory}/${unit}`).find(isFile(files));
  if (path === undefined) return undefined;
  const dropIns = dropInsOf(files, unit);
  const parts = [path, ...dropIns].map((each) => files.read(each));
  const fields = fieldsOf(parts.join("\n"));
  const last = (name: string): string => fields.get(name)?.at(-1) ?? "";
  return {
    path,
    dropIns,
    text: parts.join("\0"),
    description: last("Description"),
    documentation: last("Documentation"),
    execStart: last("ExecStart"),
    environment: environmentOf(files, fields),
    restart: last("Restart") || "no",
    restartMs: Number.parseFloat(last("RestartSec") || "0.1") * 1000,
    wantedBy: last("WantedBy"),
  };
}

export const hashOfUnit = (unit: UnitFile): string => sha256Hex(unit.text).slice(0, 16);

const isFile =
  (files: Files) =>
  (path: string): boolean =>
    files.stat(path)?.type === "file";

/** A drop-in in /etc hides the one of the same name in /usr/lib. */
function dropInsOf(files: Files, unit: string): string[] {
  const found = new Map<string, string>();
  for (const directory of [...directories].reverse()) {
    const place = `${directory}/${unit}.d`;
    if (!files.isDirectory(place)) continue;
    for (const name of files.list(place)) {
      if (name.endsWith(".conf")) found.set(name, files.resolve(`${place}/${name}`));
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** All values of a setting; an empty one forgets those before. */
function fieldsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const line of text.replaceAll("\\\n", " ").split("\n")) {
    const found = /^([A-Za-z]+)=(.*)$/.exec(line.trim());
    if (found === null) continue;
    const [, name = "", value = ""] = found;
    fields.set(name, value === "" ? [] : [...(fields.get(name) ?? []), value]);
  }
  return fields;
}

function environmentOf(
  files: Files,
  fields: ReadonlyMap<string, readonly string[]>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  const add = (text: string): void => {
    const found = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text);
    if (found !== null) environment[found[1] ?? ""] = unquoted(found[2] ?? "");
  };
  for (const text of fields.get("Environment") ?? []) add(unquoted(text));
  for (const path of fields.get("EnvironmentFile") ?? []) {
    const place = path.replace(/^-/, "");
    if (isFile(files)(place)) for (const line of files.read(place).split("\n")) add(line.trim());
  }
  return environment;
}

const unquoted = (text: string): string => text.replace(/^(["'])([\s\S]*)\1$/, "$2");

/** The words of a command line, with `$NAME` split into words as systemd does. */
export function commandWords({ execStart, environment }: UnitFile): string[] {
  return execStart
    .replace(/^[-@:+!]+/, "")
    .split(/\s+/)
    .flatMap((word) => {
      const name = /^\$(?:\{(\w+)\}|(\w+))$/.exec(word);
      if (name === null) return word === "" ? [] : [word];
      const value = environment[name[1] ?? name[2] ?? ""] ?? "";
      return value.split(/\s+/).filter((each) => each !== "");
    });
}
