import type { ResourceQuota } from "@/generated/kubernetes/types";
import { compareText } from "@/lib/sim/meta/go-text";
import { defineDescriber } from "./describer";
import { sortedKeys } from "./maps";

export const resourceQuotaDescriber = defineDescriber<ResourceQuota>(
  "",
  "ResourceQuota",
  (w, quota) => {
    const { metadata, spec, status } = quota;
    w.write(0, `Name:\t${metadata?.name ?? ""}\n`);
    w.write(0, `Namespace:\t${metadata?.namespace ?? ""}\n`);
    const scopes = [...(spec?.scopes ?? [])].sort(compareText);
    if (scopes.length > 0) w.write(0, `Scopes:\t${scopes.join(", ")}\n`);
    for (const scope of scopes) {
      const help = scopeHelp(scope);
      if (help !== "") w.write(0, ` * ${help}\n`);
    }
    w.write(0, "Resource\tUsed\tHard\n");
    w.write(0, "--------\t----\t----\n");
    for (const name of sortedKeys(status?.hard)) {
      w.write(0, `${name}\t${status?.used?.[name] ?? "0"}\t${status?.hard?.[name] ?? "0"}\n`);
    }
  },
);

const helps: Readonly<Record<string, string>> = {
  Terminating:
    "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
  NotTerminating:
    "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
  BestEffort:
    "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
  NotBestEffort:
    "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
};

export const scopeHelp = (scope: string): string => helps[scope] ?? "";
