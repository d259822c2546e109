// A label selector as written on the command line, as the structured selector of an object.
import type { LabelSelector } from "@/lib/sim/meta/object";
import { parseSelector } from "@/lib/sim/meta/selector-parser";
import { CommandError } from "../command-error";

export function parseSelectorFlag(text: string): LabelSelector {
  const result = parseSelector(text);
  if ("error" in result) throw new CommandError(result.error);
  const matchLabels: Record<string, string> = {};
  const matchExpressions: { key: string; operator: string; values?: readonly string[] }[] = [];
  for (const { key, operator, values } of result.selector.requirements) {
    const list = [...(values ?? [])];
    if (operator === "=" || operator === "==") matchLabels[key] = list[0] ?? "";
    else if (operator === "in") matchExpressions.push({ key, operator: "In", values: list });
    else if (operator === "!=" || operator === "notin")
      matchExpressions.push({ key, operator: "NotIn", values: list });
    else if (operator === "exists") matchExpressions.push({ key, operator: "Exists" });
    else if (operator === "!") matchExpressions.push({ key, operator: "DoesNotExist" });
    else
      throw new CommandError(`${JSON.stringify(operator)} is not a valid label selector operator`);
  }
  return {
    ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
  };
}
