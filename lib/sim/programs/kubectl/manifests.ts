// Objects in files: `-f` with files, directories and `-`, many documents per file, Lists taken apart.
// Kubernetes: staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go
import { FileError } from "@/lib/sim/machine/file-error";
import type { Files } from "@/lib/sim/machine/files-contract";
import { goJson } from "@/lib/sim/meta/go-json";
import { isJsonObject, type JsonObject, type KubernetesObject } from "@/lib/sim/meta/object";
import { decodeMetadataOnly } from "@/lib/sim/meta/schema/decode-metadata";
import { readYaml, splitYamlDocuments } from "@/lib/sim/meta/yaml/read";
import { CommandError } from "./command-error";

export interface ManifestSource {
  /** How messages name it: the path as given, `STDIN`. */
  readonly name: string;
  readonly text: string;
}

export type ManifestItem =
  | { readonly source: string; readonly object: KubernetesObject }
  | { readonly source: string; readonly error: Error };

export interface ManifestOptions {
  readonly files: Files;
  readonly stdin: string;
  readonly filenames: readonly string[];
  readonly isRecursive: boolean;
  /** Says what is wrong with a document before it is decoded; nothing when all is well. */
  readonly validate?: (document: unknown) => string | undefined;
}

export function readManifests(options: ManifestOptions): ManifestItem[] {
  return findSources(options).flatMap((source) => readSource(source, options));
}

function findSources(options: ManifestOptions): ManifestSource[] {
  return options.filenames.flatMap((path) => {
    if (path === "-") return [{ name: "STDIN", text: options.stdin }];
    if (/^https?:\/\//.test(path)) {
      throw new CommandError(
        `unable to read URL ${JSON.stringify(path)}: the internet is not simulated here; save the file first`,
      );
    }
    return pathSources(options, path);
  });
}

function pathSources({ files, isRecursive }: ManifestOptions, path: string): ManifestSource[] {
  const matches = path.includes("*") || path.includes("?") ? files.glob(path) : [];
  const paths = matches.length > 0 ? matches : [path];
  return paths.flatMap((one) => {
    if (!files.exists(one))
      throw new CommandError(`the path ${JSON.stringify(one)} does not exist`);
    if (!files.isDirectory(one)) return [readPath(files, one)];
    return walk(files, one.replace(/\/$/, ""), isRecursive).map((file) => readPath(files, file));
  });
}

function walk(files: Files, directory: string, isRecursive: boolean): string[] {
  return [...files.list(directory)].sort().flatMap((name) => {
    const path = `${directory}/${name}`;
    if (files.isDirectory(path)) return isRecursive ? walk(files, path, true) : [];
    return /\.(json|yaml|yml)$/.test(name) ? [path] : [];
  });
}

function readPath(files: Files, path: string): ManifestSource {
  try {
    return { name: path, text: files.read(path) };
  } catch (thrown) {
    if (!(thrown instanceof FileError)) throw thrown;
    throw new CommandError(`open ${path}: ${thrown.message.toLowerCase()}`);
  }
}

function readSource(source: ManifestSource, options: ManifestOptions): ManifestItem[] {
  const items: ManifestItem[] = [];
  for (const text of splitYamlDocuments(source.text)) {
    const result = readDocument(source, text, options.validate);
    if (result === undefined) continue;
    items.push(...result);
    // What cannot be read ends the file; what is read and is no object is passed over.
    if (result.some((item) => "error" in item && !isUndecodable(item.error))) break;
  }
  return items;
}

const isUndecodable = ({ message }: Error): boolean => message.startsWith("unable to decode ");

function readDocument(
  source: ManifestSource,
  text: string,
  validate: ManifestOptions["validate"],
): ManifestItem[] | undefined {
  const failure = (message: string): ManifestItem[] => [
    { source: source.name, error: new CommandError(message) },
  ];
  const result = parseDocument(text);
  if ("error" in result) return failure(`error parsing ${source.name}: ${result.error}`);
  const document = result.value;
  if (document === null || document === undefined) return undefined;
  const problem = validate?.(document);
  if (problem !== undefined) {
    return failure(
      `error validating ${JSON.stringify(source.name)}: error validating data: ${problem}`,
    );
  }
  const undecodable = decodeProblem(document);
  if (undecodable !== undefined)
    return failure(`unable to decode ${JSON.stringify(source.name)}: ${undecodable}`);
  return flatten(document as KubernetesObject).map((object) => ({ source: source.name, object }));
}

/** The value of one YAML or JSON document. */
export function parseDocument(text: string): { value: unknown } | { error: string } {
  if (text.trimStart().startsWith("{")) {
    try {
      return { value: JSON.parse(text) };
    } catch {
      // Flow-style YAML also begins with a brace.
    }
  }
  return readYaml(text);
}

/** `apiVersion not set`, as the client-side check says it. */
export function missingType(document: unknown): string | undefined {
  const ignore =
    "; if you choose to ignore these errors, turn validation off with --validate=false";
  if (!isJsonObject(document)) return `invalid object to validate${ignore}`;
  const missing = ["apiVersion", "kind"]
    .filter((field) => !document[field])
    .map((field) => `${field} not set`);
  const [first] = missing;
  if (first === undefined) return undefined;
  return `${missing.length === 1 ? first : `[${missing.join(", ")}]`}${ignore}`;
}

/** What Go's decoder says of a document whose type or metadata it cannot read. */
function decodeProblem(document: unknown): string | undefined {
  if (!isJsonObject(document))
    return "couldn't get version/kind; json parse error: json: cannot unmarshal the document into an object";
  if (!document.kind) return `Object 'Kind' is missing in '${goJson(document)}'`;
  return decodeMetadataOnly(document);
}

function flatten(object: KubernetesObject): KubernetesObject[] {
  const { items } = object;
  if (!object.kind.endsWith("List") || !Array.isArray(items)) return [object];
  return items
    .filter((item): item is KubernetesObject & JsonObject => isJsonObject(item))
    .flatMap(flatten);
}
