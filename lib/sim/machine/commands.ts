// What a command name means on a machine: a program of the registry, a script with its interpreter, or
// nothing.
import { FileError } from "./file-error";
import type { Files } from "./files-contract";
import type { MachineRow } from "./machine-tables";
import { baseName } from "./paths";
import type { Resolution } from "./program";

const binaryDirectories = [
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
];
export const defaultPath = binaryDirectories.join(":");

/** First line of a file that stands for a program, such as a downloaded binary: `#!naru etcd`. */
const programFile = /^#!naru ([\w.-]+)/;

export interface CommandLookup {
  readonly machine: MachineRow;
  readonly files: Files;
  readonly path: string | undefined;
  readonly has: (program: string) => boolean;
}

export function resolveCommand(lookup: CommandLookup, command: string): Resolution {
  if (command.includes("/")) return resolvePath(lookup, command);
  const directories = (lookup.path ?? defaultPath).split(":");
  for (const directory of directories) {
    const path = `${directory === "" ? "." : directory}/${command}`;
    const stat = lookup.files.stat(path);
    if (stat?.type === "file" && lookup.files.may(path, "execute"))
      return resolvePath(lookup, path);
    if (directory === programHome(command) && isProgram(lookup, command)) {
      return { kind: "program", program: command, path };
    }
  }
  return { kind: "missing" };
}

/** Where a registered program lives. */
export function programHome(program: string): string {
  return clusterPrograms.has(program) ? "/usr/local/bin" : "/usr/bin";
}

const clusterPrograms: ReadonlySet<string> = new Set([
  "etcdctl",
  "etcdutl",
  "crictl",
  "ctr",
  "nerdctl",
]);

function resolvePath(lookup: CommandLookup, path: string): Resolution {
  const stat = lookup.files.stat(path);
  const name = baseName(path);
  if (stat === undefined) {
    const directory = lookup.files.absolute(path).slice(0, -name.length - 1);
    const isHome = binaryDirectories.includes(directory) && isHomeOf(lookup, name, directory);
    return isHome && isProgram(lookup, name)
      ? { kind: "program", program: name, path }
      : { kind: "missing" };
  }
  if (stat.type === "directory") return { kind: "directory" };
  if (!lookup.files.may(path, "execute")) return { kind: "denied" };
  let text: string;
  try {
    text = lookup.files.read(path);
  } catch (error) {
    if (error instanceof FileError) return { kind: "denied" };
    throw error;
  }
  const program = programFile.exec(text)?.[1];
  if (program !== undefined) {
    return lookup.has(program) ? { kind: "program", program, path } : { kind: "denied" };
  }
  const first = /^#![ \t]*(\S+)[ \t]*(.*)/.exec(text.slice(0, 256));
  const interpreter = baseName(first?.[1] ?? "/bin/sh");
  const rest = (first?.[2] ?? "")
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (interpreter === "env") {
    const [next = "sh", ...more] = rest;
    return { kind: "script", path, interpreter: next, interpreterArgs: more };
  }
  return { kind: "script", path, interpreter, interpreterArgs: rest };
}

/** What a host's packages bring does not lie in /usr/local; images put their programs where they like. */
function isHomeOf({ machine }: CommandLookup, program: string, directory: string): boolean {
  return machine.container || !directory.startsWith("/usr/local/") || clusterPrograms.has(program);
}

function isProgram(lookup: CommandLookup, name: string): boolean {
  if (!lookup.has(name)) return false;
  return lookup.machine.programs === undefined || lookup.machine.programs.includes(name);
}
