import type { PodDisruptionBudget } from "@/generated/kubernetes/types";
import { formatLabelSelector } from "@/lib/sim/meta/selector";
import { defineDescriber, writeOwnEvents } from "./describer";

export const podDisruptionBudgetDescriber = defineDescriber<PodDisruptionBudget>(
  "policy",
  "PodDisruptionBudget",
  (w, budget, context) => {
    const { metadata, spec, status } = budget;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    if (spec?.minAvailable !== undefined) w.write(0, `Min available:\t${spec.minAvailable}\n`);
    else if (spec?.maxUnavailable !== undefined)
      w.write(0, `Max unavailable:\t${spec.maxUnavailable}\n`);
    w.write(
      0,
      `Selector:\t${spec?.selector === undefined ? "<unset>" : formatLabelSelector(spec.selector)}\n`,
    );
    w.write(0, "Status:\n");
    w.write(2, `Allowed disruptions:\t${status?.disruptionsAllowed ?? 0}\n`);
    w.write(2, `Current:\t${status?.currentHealthy ?? 0}\n`);
    w.write(2, `Desired:\t${status?.desiredHealthy ?? 0}\n`);
    w.write(2, `Total:\t${status?.expectedPods ?? 0}\n`);
    writeOwnEvents(w, budget, context);
  },
);
