// Changing the pod spec inside an object: what all `kubectl set` commands on containers share.

import type { Container, PodSpec } from "@/generated/kubernetes/types";
import {
  deepEqual,
  getPath,
  isJsonObject,
  type JsonObject,
  type KubernetesObject,
  setPath,
} from "@/lib/sim/meta/object";
import { createTwoWayMergePatch } from "@/lib/sim/meta/patch/strategic-diff";
import { rootProperty } from "@/lib/sim/meta/schema/lookup";
import { asError, CommandError, throwCollected } from "../command-error";
import { kindName } from "../discovery";
import { resultPrinter } from "../output";
import { findTargets, targetFlags } from "../resources";
import { fetchTargets } from "../resources/fetch";
import type { Info, TargetOptions } from "../resources/target";
import { changeCause } from "../rollout/history";
import { type DryRun, dryRunOf, type Session } from "../session";
import { patchObject } from "../writes";

/** Where the pod spec lies in an object of a kind; nothing where there is none. */
export function podSpecPath(object: KubernetesObject): readonly string[] | undefined {
  if (object.kind === "Pod") return ["spec"];
  if (object.kind === "CronJob") return ["spec", "jobTemplate", "spec", "template", "spec"];
  const path = ["spec", "template", "spec"];
  return getPath(object, path) === undefined ? undefined : path;
}

export function podSpecOf(object: KubernetesObject): PodSpec | undefined {
  const path = podSpecPath(object);
  return path === undefined ? undefined : (getPath(object, path) as PodSpec | undefined);
}

export function noPodSpec({ object, kind, name }: Info): CommandError {
  return new CommandError(
    `${kindName(kind)}/${name} the object is not a pod or does not have a pod template: *v1.${object.kind}`,
  );
}

export interface SpecChange {
  /** `image updated`. */
  readonly operation: string;
  readonly targets?: TargetOptions;
  /** What upstream checks only once it has found the objects. */
  validate?(): void;
  change(object: KubernetesObject, info: Info): KubernetesObject;
  /** Put before the server's refusal. */
  readonly failure: string;
}

export function applyChange(session: Session, spec: SpecChange): number {
  const { flags } = session;
  const isLocal = flags.bool("local");
  const dryRun = dryRunOf(session);
  const { targets } = findTargets(session, { ...targetFlags(session), ...spec.targets });
  const { infos, errors } = fetchTargets(session, targets, { latest: !isLocal });
  throwCollected(errors);
  spec.validate?.();
  const problems: Error[] = [];
  for (const info of infos) {
    try {
      changeOne(session, info, { ...spec, dryRun, isLocal });
    } catch (thrown) {
      problems.push(asError(thrown));
    }
  }
  throwCollected(problems);
  return 0;
}

interface OneChange extends SpecChange {
  readonly dryRun: DryRun;
  readonly isLocal: boolean;
}

function changeOne(session: Session, info: Info, spec: OneChange): void {
  const { flags } = session;
  const { operation, failure, dryRun, isLocal } = spec;
  const changed = spec.change(info.object, info);
  const recorded = flags.bool("record") ? record(session, changed) : changed;
  const patch = difference(info, recorded);
  const print = resultPrinter(session, operation, dryRun);
  if (isLocal || dryRun === "client") {
    print(recorded);
    return;
  }
  if (Object.keys(patch).length === 0) return;
  try {
    const options = { fieldManager: flags.string("field-manager"), dryRun };
    print(patchObject(session, info, { type: "strategic", patch, options }));
  } catch (thrown) {
    throw new CommandError(`${failure}${asError(thrown).message}`);
  }
}

function difference({ object, kind }: Info, changed: KubernetesObject): JsonObject {
  if (deepEqual(object, changed)) return {};
  return createTwoWayMergePatch(
    object as unknown as JsonObject,
    changed as unknown as JsonObject,
    rootProperty(kind),
  );
}

/** `--record`: the command line as the cause of the change. */
function record(session: Session, object: KubernetesObject): KubernetesObject {
  const words = session.io.args.map((word) => (word === "--record" ? "--record=true" : word));
  return setPath(object, ["metadata", "annotations", changeCause], ["kubectl", ...words].join(" "));
}

/** Every container, init containers first as upstream goes through them. */
export function mapContainers(
  object: KubernetesObject,
  change: (container: Container, isInit: boolean) => Container,
): KubernetesObject {
  const path = podSpecPath(object) ?? [];
  const spec = getPath(object, path);
  if (!isJsonObject(spec)) return object;
  const map = (list: unknown, isInit: boolean) =>
    Array.isArray(list)
      ? list.map((container) => change(container as Container, isInit))
      : undefined;
  const initContainers = map(spec.initContainers, true);
  const containers = map(spec.containers, false);
  return setPath(object, path, {
    ...spec,
    ...(initContainers === undefined ? {} : { initContainers }),
    ...(containers === undefined ? {} : { containers }),
  });
}

/** `*` and `?` as in file names. */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = [...pattern]
    .map((one) =>
      one === "*" ? ".*" : one === "?" ? "." : one.replace(/[.+^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${source}$`).test(name);
}
