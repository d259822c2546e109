// Reads the declarations of kubernetes-models and @kubernetes-models/apimachinery as text: what each model and
// each field says of itself. client-node has no description for a field that is another model, and loses
// the line breaks of the others.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** From upstream's name without its dots (`ioK8sApiCoreV1Pod`) to `{ own, fields }`. */
export function readDescriptions(folders) {
  const descriptions = new Map();
  for (const file of folders.flatMap(declarationsIn)) {
    const text = readFileSync(file, "utf8");
    const name = / as I(IoK8s\w+)/.exec(text)?.[1];
    if (name !== undefined) descriptions.set(name, readDeclaration(text));
  }
  return { of: (schema) => descriptions.get(joinedName(schema)) };
}

function declarationsIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== "_schemas")
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "node_modules" ? [] : declarationsIn(path);
      return entry.name.endsWith(".d.ts") && entry.name !== "index.d.ts" ? [path] : [];
    })
    .sort();
}

/** `io.k8s.api.core.v1.Pod` is written `IoK8sApiCoreV1Pod` there. */
const joinedName = (schema) =>
  schema.replace(/(^|[.-])(\w)/g, (_whole, _mark, letter) => letter.toUpperCase());

function readDeclaration(text) {
  const [, head = "", , body = ""] =
    /(?:\/\*\*\n((?:(?!\*\/)[\s\S])*)\*\/\n)?export (interface|type) ([\s\S]*?\n\}|.*)/.exec(
      text,
    ) ?? [];
  const fields = new Map();
  const pattern = /\/\*\*\n((?:(?!\*\/)[\s\S])*)\*\/\n\s*"([^"]+)"\??:/g;
  for (const [, comment, name] of body.matchAll(pattern)) fields.set(name, commentText(comment));
  return { own: commentText(head), fields };
}

/** The lines of a comment without their stars and tags, and `\*` as it was. */
const commentText = (comment) =>
  comment
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .filter((line) => line !== "@deprecated")
    .join("\n")
    .replace(/\\([*/])/g, "$1")
    .trim();
