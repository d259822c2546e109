import { defineGenerator, knownKind } from "./generator";

export const createNamespace = defineGenerator({
  name: "namespace",
  aliases: ["ns"],
  summary: "Create a namespace with the specified name",
  resource: knownKind("v1", "Namespace", "namespaces", false),
  build: (_, name) => ({ metadata: { name }, spec: {}, status: {} }),
});
