import { CommandError } from "../command-error";
import { defineGenerator, knownKind } from "./generator";
import { parseSelectorFlag } from "./selector-flag";

export const createPodDisruptionBudget = defineGenerator({
  name: "poddisruptionbudget",
  aliases: ["pdb"],
  summary: "Create a pod disruption budget with the specified name",
  usage: "NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]",
  flags: "min-available:string max-unavailable:string selector:string",
  resource: knownKind("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets"),
  failure: "failed to create poddisruptionbudgets: ",
  build({ flags }, name) {
    const [selector, min, max] = ["selector", "min-available", "max-unavailable"].map((flag) =>
      flags.string(flag),
    );
    if (!selector) throw new CommandError("a selector must be specified");
    if (!min && !max)
      throw new CommandError("one of min-available or max-unavailable must be specified");
    if (min && max)
      throw new CommandError("min-available and max-unavailable cannot be both specified");
    return {
      metadata: { name },
      spec: {
        minAvailable: min ? amount(min, "min-available") : undefined,
        selector: parseSelectorFlag(selector),
        maxUnavailable: max ? amount(max, "max-unavailable") : undefined,
      },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    };
  },
});

function amount(text: string, flag: string): number | string {
  if (/^[0-9]+%$/.test(text)) return text;
  if (/^[0-9]+$/.test(text)) return Number(text);
  throw new CommandError(`invalid format specified for ${flag}`);
}
