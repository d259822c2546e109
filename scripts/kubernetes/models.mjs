// Reads the model files of @kubernetes/client-node as text: names, types and formats from the .js file,
// descriptions and what is optional from the .d.ts file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function readModels(folder) {
  const models = new Map();
  for (const file of readdirSync(folder)) {
    const match = /^([A-Z]\w*)\.d\.ts$/.exec(file);
    if (match === null || match[1] === "ObjectSerializer") continue;
    const model = readModel(folder, match[1]);
    if (model !== undefined) models.set(match[1], model);
  }
  return models;
}

function readModel(folder, name) {
  const program = readFileSync(join(folder, `${name}.js`), "utf8");
  const list = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(program);
  if (list === null) return undefined;
  const declaration = readFileSync(join(folder, `${name}.d.ts`), "utf8");
  const declared = readDeclaration(declaration);
  const fields = JSON.parse(list[1]).map((attribute) => ({
    name: attribute.baseName,
    type: attribute.type,
    format: attribute.format,
    required: declared.get(attribute.name)?.required ?? false,
    description: declared.get(attribute.name)?.description ?? "",
  }));
  const head = /\/\*\*\n\* ((?:(?!\*\/)[\s\S])*)\n\*\/\nexport declare class/.exec(declaration);
  return { description: cleanText(head?.[1] ?? ""), fields };
}

/** `/** … *​/ 'name'?: type;` of a class body. */
function readDeclaration(text) {
  const fields = new Map();
  const pattern = /(?:\/\*\*\n\s*\* ((?:(?!\*\/)[\s\S])*?)\n\s*\*\/\n\s*)?'(\w+)'(\?)?:/g;
  for (const [, description, name, optional] of text.matchAll(pattern)) {
    fields.set(name, { description: cleanText(description ?? ""), required: optional !== "?" });
  }
  return fields;
}

/** Undoes the generator's escapes: `\"`, `\'`, `\\`. Comment ends inside texts were broken up, too. */
function cleanText(text) {
  return text
    .replace(/\\+(["'`])/g, "$1")
    .replace(/\\\\/g, "\\")
    .replace(/\* \//g, "*/")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .trim();
}
