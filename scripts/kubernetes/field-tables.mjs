// Reads scripts/kubernetes/fields/*.txt and enums.txt: what OpenAPI does not say of a field.
//
// A fields file names its package and then, per model, its fields in the order of their declaration:
//
//   Container
//     name 1 !; ports 6 map(containerPort,protocol) merge(containerPort); resources 8 {}
//
// number   protobuf's; 0 where there is none
// !        written even when empty
// *        a pointer: zero and absent differ
// {}       a struct by value: always present
// :Type    a named type of Go, with its group when that is another: `:core.Protocol`
// map(a,b) / set / atomic      how server-side apply merges
// merge(key) / merge / retainKeys / replace, joined by +     how a strategic merge patch does
// ^Other 2   the fields of Other stand here; in protobuf they are the message numbered 2
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function readFieldTables(root) {
  const folder = join(root, "scripts/kubernetes");
  const packages = readdirSync(join(folder, "fields"))
    .sort()
    .map((file) => readPackage(readFileSync(join(folder, "fields", file), "utf8"), file));
  return { packages, enums: readEnums(readFileSync(join(folder, "enums.txt"), "utf8")) };
}

function readPackage(text, file) {
  const [head, ...lines] = text.split("\n");
  const models = new Map();
  let current;
  for (const line of lines) {
    if (line.trim() === "") continue;
    if (line.startsWith(" ")) {
      current.text += ` ${line.trim()}`;
      continue;
    }
    const [name, ...flags] = line.split(" ");
    current = { atomic: flags.includes("atomic"), text: "" };
    models.set(name, current);
  }
  for (const model of models.values()) model.fields = readFields(model.text);
  const id = file.replace(/\.txt$/, "");
  return { name: head.replace(/^package /, ""), id, group: id.replace(/-v\d+$/, ""), models };
}

function readFields(text) {
  return text
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(readField);
}

function readField(part) {
  const [name, number, ...flags] = part.split(/\s+/);
  if (name.startsWith("^")) return { embedded: name.slice(1), number: Number(number) };
  const field = { name, number: Number(number) };
  for (const flag of flags) Object.assign(field, readFlag(flag, part));
  return field;
}

function readFlag(flag, part) {
  if (flag === "!") return { always: true };
  if (flag === "*") return { pointer: true };
  if (flag === "{}") return { value: true };
  if (flag.startsWith(":")) return { goType: flag.slice(1) };
  if (flag === "set" || flag === "atomic") return { list: flag };
  const map = /^map\((.*)\)$/.exec(flag);
  if (map !== null) return { list: "map", keys: map[1].split(",") };
  if (/^(merge|retainKeys|replace)/.test(flag)) return { patch: readPatch(flag) };
  throw new Error(`scripts/kubernetes/fields: unknown flag ${flag} in "${part}"`);
}

function readPatch(flag) {
  const strategies = flag.split("+").map((one) => one.replace(/\(.*/, ""));
  const key = /merge\((.*?)\)/.exec(flag)?.[1];
  return key === undefined ? { strategies } : { strategies, key };
}

function readEnums(text) {
  const joined = text.replace(/\n +/g, " ").trim();
  return new Map(
    joined.split("\n").map((line) => {
      const colon = line.indexOf(": ");
      const values = line.slice(colon + 2).split(", ");
      return [line.slice(0, colon), values.map((value) => (value === '""' ? "" : value))];
    }),
  );
}
