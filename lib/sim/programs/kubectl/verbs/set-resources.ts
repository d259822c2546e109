import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { parseResourceList } from "../create/quota";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  selectorFlag,
  templateFlags,
} from "../flags/shared-flags";
import type { Session } from "../session";
import { applyChange, mapContainers, matchesPattern, noPodSpec, podSpecOf } from "../set/pod-spec";

export const setResources: Command = {
  name: "resources",
  summary: "Update resource requests/limits on objects with pod templates",
  usage: "(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]",
  flags: defineFlags(
    `all:bool containers,c:string=* ${dryRunFlag} field-manager:string=kubectl-set ${filenameFlags} limits:string local:bool
     requests:string ${selectorFlag} ${templateFlags} ${recordFlag}`,
    recordDeprecation,
  ),
  run: runSetResources,
  complete: completeResources,
};

function runSetResources(session: Session): number {
  const { flags } = session;
  const limits = parseResourceList(flags.string("limits"));
  const requests = parseResourceList(flags.string("requests"));
  const pattern = flags.string("containers");
  return applyChange(session, {
    operation: "resource requirements updated",
    failure: "failed to patch resources update to pod template ",
    validate() {
      if (flags.string("limits") !== "" || flags.string("requests") !== "") return;
      throw new CommandError(
        "you must specify an update to requests or limits (in the form of --requests/--limits)",
      );
    },
    change(object, info) {
      if (podSpecOf(object) === undefined) throw noPodSpec(info);
      let isFound = false;
      const next = mapContainers(object, (container) => {
        if (!matchesPattern(pattern, container.name)) return container;
        isFound = true;
        const { resources } = container;
        return {
          ...container,
          resources: {
            ...resources,
            ...(Object.keys(limits).length === 0
              ? {}
              : { limits: { ...resources?.limits, ...limits } }),
            ...(Object.keys(requests).length === 0
              ? {}
              : { requests: { ...resources?.requests, ...requests } }),
          },
        };
      });
      if (!isFound) throw new CommandError(`unable to find container named ${pattern}`);
      return next;
    },
  });
}
