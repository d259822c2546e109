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
import { hasFiles } from "../resources/files";
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
  const { args, flags } = session;
  const resources = args.filter((word) => !word.includes("="));
  const images = new Map(
    args
      .filter((word) => word.includes("="))
      .map((word) => {
        const equals = word.indexOf("=");
        return [word.slice(0, equals), word.slice(equals + 1)] as const;
      }),
  );
  const problems = [
    ...(resources.length === 0 &&
    !hasFiles(session) &&
    !(flags.bool("all") || flags.string("selector") !== "")
      ? ["one or more resources must be specified as <resource> <name> or <resource>/<name>"]
      : []),
    ...(images.size === 0 ? ["at least one image update is required"] : []),
    ...(images.size > 1 && images.has("*")
      ? [
          "all containers are already specified by *, but saw more than one container_name=container_image pairs",
        ]
      : []),
  ];
  if (problems.length === 2) throw new CommandError(`[${problems.join(", ")}]`);
  if (problems[0] !== undefined) throw new CommandError(problems[0]);
  return applyChange(session, {
    operation: "image updated",
    targets: { args: resources },
    failure: "failed to patch image update to pod template: ",
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
