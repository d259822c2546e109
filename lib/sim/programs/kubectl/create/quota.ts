import { canonicalQuantity, quantityError } from "@/lib/sim/meta/quantity";
import { CommandError } from "../command-error";
import { defineGenerator, knownKind, orNothing } from "./generator";

export const createQuota = defineGenerator({
  name: "quota",
  aliases: ["resourcequota"],
  summary: "Create a quota with the specified name",
  usage:
    "NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]",
  flags: "hard:string scopes:string",
  resource: knownKind("v1", "ResourceQuota", "resourcequotas"),
  failure: "failed to create quota: ",
  build: ({ flags }, name) => ({
    metadata: { name },
    spec: {
      hard: orNothing(parseResourceList(flags.string("hard"))),
      scopes: orNothing(flags.string("scopes") === "" ? [] : flags.string("scopes").split(",")),
    },
    status: {},
  }),
});

/** `cpu=1,memory=1Gi` as a resource list. */
export function parseResourceList(text: string): Record<string, string> {
  const list: Record<string, string> = {};
  for (const statement of text.split(",").filter((one) => one !== "")) {
    const [key = "", value = "", ...more] = statement.split("=");
    if (!statement.includes("=") || more.length > 0) {
      throw new CommandError(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    }
    const problem = quantityError(value);
    if (problem !== undefined) throw new CommandError(problem);
    list[key] = canonicalQuantity(value) ?? value;
  }
  return list;
}
