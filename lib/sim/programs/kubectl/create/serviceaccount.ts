import { defineGenerator, knownKind } from "./generator";

export const createServiceAccount = defineGenerator({
  name: "serviceaccount",
  aliases: ["sa"],
  summary: "Create a service account with the specified name",
  resource: knownKind("v1", "ServiceAccount", "serviceaccounts"),
  failure: "failed to create serviceaccount: ",
  build: (_, name) => ({ metadata: { name } }),
});
