import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
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
import { applyChange, mapContainers, noPodSpec, podSpecOf } from "../set/pod-spec";

export const setImage: Command = {
  name: "image",
  summary: "Update the image of a pod template",
  usage:
    "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N",
  flags: defineFlags(
    `all:bool ${dryRunFlag} field-manager:string=kubectl-set ${filenameFlags} local:bool ${selectorFlag} ${templateFlags} ${recordFlag}`,
    recordDeprecation,
  ),
  run: runSetImage,
  complete: completeResources,
};

function runSetImage(session: Session): number {
  const { args } = session;
  const resources = args.filter((word) => !word.includes("="));
  const images = new Map(
    args
      .filter((word) => word.includes("="))
      .map((word) => {
        const equals = word.indexOf("=");
        return [word.slice(0, equals), word.slice(equals + 1)] as const;
      }),
  );
  return applyChange(session, {
    operation: "image updated",
    targets: { args: resources },
    failure: "failed to patch image update to pod template: ",
    validate() {
      if (images.size === 0) throw new CommandError("at least one image update is required");
      if (images.size > 1 && images.has("*")) {
        throw new CommandError(
          "all containers are already specified by *, but saw more than one container_name=container_image pairs",
        );
      }
    },
    change(object, info) {
      if (podSpecOf(object) === undefined) throw noPodSpec(info);
      let next = object;
      for (const [name, image] of images) {
        let isFound = false;
        next = mapContainers(next, (container) => {
          if (name !== "*" && container.name !== name) return container;
          isFound = true;
          return { ...container, image };
        });
        if (!isFound)
          throw new CommandError(`unable to find container named ${JSON.stringify(name)}`);
      }
      return next;
    },
  });
}
