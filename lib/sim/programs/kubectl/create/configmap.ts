import { goQuote } from "@/lib/sim/meta/go-text";
import { encodeBytes, isBinary } from "./binary-text";
import { appendHash } from "./content-hash";
import { defineGenerator, knownKind, orNothing } from "./generator";
import { readKeySources } from "./key-sources";

export const createConfigMap = defineGenerator({
  name: "configmap",
  aliases: ["cm"],
  summary: "Create a config map from a local file, directory or literal value",
  usage:
    "NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]",
  flags: "from-file:slice from-literal:array from-env-file:slice append-hash:bool",
  resource: knownKind("v1", "ConfigMap", "configmaps"),
  failure: "failed to create configmap: ",
  build(session, name) {
    const values = readKeySources(session, {
      invalidKey: (key, problems) =>
        `${goQuote(key)} is not a valid key name for a ConfigMap: ${problems.join(",")}`,
      duplicateKey: (key) =>
        `cannot add key ${goQuote(key)}, another key by that name already exists in Data for ConfigMap ${goQuote(name)}`,
      environmentDirectory: "env config file cannot be a directory",
    });
    const entries = Object.entries(values);
    const data = Object.fromEntries(entries.filter(([, value]) => !isBinary(value)));
    const binary = entries
      .filter(([, value]) => isBinary(value))
      .map(([key, value]) => [key, encodeBytes(value)]);
    const object = {
      metadata: { name },
      data: orNothing(data),
      binaryData: orNothing(Object.fromEntries(binary)),
    };
    return appendHash(session, "ConfigMap", object);
  },
});
