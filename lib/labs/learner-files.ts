// The learner's own manifests: which file says what the cluster has, on which line, and what kubectl thinks
// of a file that it refuses.
import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments } from "yaml";
import type { Cluster } from "@/lib/sim";
import { type FieldStep, readFieldPath } from "./field-path";
import type { Place } from "./verdict";

const machine = "controlplane";
const home = "/root";
const mostFiles = 40;
const longestFile = 100_000;

/** The place, and the line of the learner's file that says the same. */
export function placeOf(cluster: Cluster, place: Place): Place {
  const found = findManifest(cluster, place);
  if (found === undefined) return place;
  return {
    ...place,
    file: found.path,
    line: lineOf(found, readFieldPath(place.fieldPath ?? "kind")),
  };
}

interface Manifest {
  readonly path: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** The first of the learner's files with such an object. */
export function findManifest(
  cluster: Cluster,
  { kind, name }: Pick<Place, "kind" | "name">,
): Manifest | undefined {
  for (const path of manifestFiles(cluster)) {
    const lines = new LineCounter();
    const documents = readDocuments(cluster.files(machine, home).read(path), lines);
    const document = documents.find(
      (each) => each.get("kind") === kind && each.getIn(["metadata", "name"]) === name,
    );
    if (document !== undefined) return { path, document, lines };
  }
  return undefined;
}

function manifestFiles(cluster: Cluster): string[] {
  const files = cluster.files(machine, home);
  const found = ["*", "*/*"].flatMap((depth) =>
    ["yaml", "yml", "json"].flatMap((end) => files.glob(`${home}/${depth}.${end}`)),
  );
  const isSmall = (path: string): boolean => {
    const stat = files.stat(path);
    return stat?.type === "file" && stat.size <= longestFile;
  };
  return found.filter(isSmall).slice(0, mostFiles);
}

function readDocuments(text: string, lineCounter: LineCounter): Document[] {
  const documents = parseAllDocuments(text, { lineCounter, version: "1.1", logLevel: "silent" });
  return [...documents].filter(({ contents }) => isMap(contents));
}

/** Of the field, or of the nearest thing above it that is there. */
function lineOf({ document, lines }: Manifest, steps: readonly FieldStep[]): number {
  for (let depth = steps.length; depth > 0; depth -= 1) {
    const offset = offsetOf(document, steps.slice(0, depth));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, steps: readonly FieldStep[]): number | undefined {
  const parent = steps.length > 1 ? document.getIn(steps.slice(0, -1), true) : document.contents;
  const last = steps.at(-1);
  if (isMap(parent)) {
    const key = parent.items.find((item) => isScalar(item.key) && item.key.value === last)?.key;
    return isScalar(key) ? key.range?.[0] : undefined;
  }
  const node = document.getIn(steps, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

export interface Refusal {
  /** kubectl's own words. */
  readonly message: string;
  readonly line?: number;
}

/** What `kubectl apply` would say to this file if it refused it. Ask on a fork. */
export function refusalOf(cluster: Cluster, path: string): Refusal | undefined {
  const quoted = `'${path.replaceAll("'", `'\\''`)}'`;
  const { status, stderr } = cluster.run(machine, `kubectl apply --dry-run=server -f ${quoted}`);
  if (status === 0) return undefined;
  const message = stderr.split("\n").find((line) => /rror|invalid/.test(line)) ?? stderr.trim();
  const line = /line (\d+)/.exec(message)?.[1];
  return {
    message,
    ...(line === undefined ? lineOfField(cluster, path, message) : { line: Number(line) }),
  };
}

/** `unknown field "spec.containers[0].enviroment"` → the line where that stands. */
function lineOfField(cluster: Cluster, path: string, message: string): { line?: number } {
  const field = /unknown field "([^"]+)"/.exec(message)?.[1];
  if (field === undefined) return {};
  const lines = new LineCounter();
  const [document] = readDocuments(cluster.files(machine, home).read(path), lines);
  if (document === undefined) return {};
  return { line: lineOf({ path, document, lines }, readFieldPath(field)) };
}
