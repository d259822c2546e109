import { defineGenerator, knownKind, orNothing } from "./generator";

export const createPriorityClass = defineGenerator({
  name: "priorityclass",
  aliases: ["pc"],
  summary: "Create a priority class with the specified name",
  usage: "NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]",
  flags:
    "value:int32 global-default:bool description:string preemption-policy:string=PreemptLowerPriority",
  resource: knownKind("scheduling.k8s.io/v1", "PriorityClass", "priorityclasses", false),
  failure: "failed to create priorityclass: ",
  build: ({ flags }, name) => ({
    metadata: { name },
    value: flags.number("value"),
    globalDefault: flags.bool("global-default") ? true : undefined,
    description: orNothing(flags.string("description")),
    preemptionPolicy: flags.string("preemption-policy"),
  }),
});
