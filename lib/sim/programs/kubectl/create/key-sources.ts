// `--from-literal`, `--from-file` and `--from-env-file`: keys and values for config maps and secrets.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/util/util.go, pkg/cmd/util/env_file.go
import { FileError } from "@/lib/sim/machine/file-error";
import { goQuote } from "@/lib/sim/meta/go-text";
import { environmentVariableName, validConfigMapKey } from "@/lib/sim/meta/names";
import { CommandError } from "../command-error";
import type { Session } from "../session";

export interface KeyRules {
  /** `"a b" is not a valid key name for a ConfigMap: …`. */
  invalidKey(key: string, problems: readonly string[]): string;
  duplicateKey(key: string): string;
  /** `env config file cannot be a directory`. */
  readonly environmentDirectory: string;
}

export function readKeySources(session: Session, rules: KeyRules): Record<string, string> {
  const { flags } = session;
  if (
    flags.list("from-env-file").length > 0 &&
    (flags.list("from-file").length > 0 || flags.list("from-literal").length > 0)
  ) {
    throw new CommandError("from-env-file cannot be combined with from-file or from-literal");
  }
  const data: Record<string, string> = {};
  const add = (key: string, value: string) => {
    const problems = validConfigMapKey(key);
    if (problems.length > 0) throw new CommandError(rules.invalidKey(key, problems));
    if (Object.hasOwn(data, key)) throw new CommandError(rules.duplicateKey(key));
    data[key] = value;
  };
  for (const source of flags.list("from-file")) addFile(session, source, add);
  for (const source of flags.list("from-literal")) addLiteral(source, add);
  for (const path of flags.list("from-env-file")) addEnvironmentFile(session, path, { add, rules });
  return data;
}

type Add = (key: string, value: string) => void;

function addLiteral(source: string, add: Add): void {
  const equals = source.indexOf("=");
  if (equals < 1) throw new CommandError(`invalid literal source ${source}, expected key=value`);
  add(source.slice(0, equals), unquote(source.slice(equals + 1)));
}

/** One pair of quotes around the whole value is the shell's leftover. */
function unquote(value: string): string {
  const match = /^(["'])(.*)\1$/s.exec(value);
  return value.length > 1 && match !== null ? (match[2] ?? "") : value;
}

function addFile(session: Session, source: string, add: Add): void {
  const { files } = session.io;
  const { key, path } = parseFileSource(source);
  if (path === "-") {
    add(key, session.stdin);
    return;
  }
  if (!files.exists(path))
    throw new CommandError(`error reading ${path}: no such file or directory`);
  if (!files.isDirectory(path)) {
    add(key, readFile(session, path));
    return;
  }
  if (source.includes("=")) throw new CommandError("cannot give a key name for a directory path");
  for (const name of files.list(path)) {
    const inside = `${path.replace(/\/$/, "")}/${name}`;
    if (files.lstat(inside)?.type === "file") add(name, readFile(session, inside));
  }
}

function parseFileSource(source: string): { key: string; path: string } {
  const parts = source.split("=");
  const [first = "", second = ""] = parts;
  if (parts.length === 1) return { key: first.slice(first.lastIndexOf("/") + 1), path: first };
  if (source.startsWith("="))
    throw new CommandError(`key name for file path ${source.slice(1)} missing`);
  if (source.endsWith("="))
    throw new CommandError(`file path for key name ${source.slice(0, -1)} missing`);
  if (parts.length > 2) throw new CommandError("key names or file paths cannot contain '='");
  return { key: first, path: second };
}

export function readFile(session: Session, path: string): string {
  try {
    return session.io.files.read(path);
  } catch (thrown) {
    if (!(thrown instanceof FileError)) throw thrown;
    throw new CommandError(`open ${path}: ${thrown.message.toLowerCase()}`);
  }
}

function addEnvironmentFile(
  session: Session,
  path: string,
  { add, rules }: { add: Add; rules: KeyRules },
): void {
  const { files } = session.io;
  if (!files.exists(path))
    throw new CommandError(`error reading ${path}: no such file or directory`);
  if (files.isDirectory(path)) throw new CommandError(rules.environmentDirectory);
  for (const line of readFile(session, path).split("\n")) {
    const text = line.replace(/^\s+/, "");
    if (text === "" || text.startsWith("#")) continue;
    const equals = text.indexOf("=");
    const key = equals < 0 ? text : text.slice(0, equals);
    const problems = environmentVariableName(key);
    if (problems.length > 0)
      throw new CommandError(`${goQuote(key)} is not a valid key name: ${problems.join(";")}`);
    const value = equals < 0 ? session.io.process.environment[key] : text.slice(equals + 1);
    if (value !== undefined) add(key, value);
  }
}
