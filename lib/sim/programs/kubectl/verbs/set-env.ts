// kubectl set env: sets, removes and lists environment variables.
import type { Container, EnvVar } from "@/generated/kubernetes/types";
import { environmentVariableName } from "@/lib/sim/meta/names";
import { isJsonObject } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError, throwCollected } from "../command-error";
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
import { findTargets, targetFlags, visitInfos } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { hasFiles } from "../resources/files";
import type { Info } from "../resources/target";
import type { Session } from "../session";
import { applyChange, mapContainers, matchesPattern, noPodSpec, podSpecOf } from "../set/pod-spec";

export const setEnv: Command = {
  name: "env",
  summary: "Update environment variables on a pod template",
  usage: "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
  flags: defineFlags(
    `all:bool containers,c:string=* ${dryRunFlag} env,e:array field-manager:string=kubectl-set ${filenameFlags} from:string
     keys:slice list:bool local:bool overwrite:bool=true prefix:string resolve:bool ${selectorFlag} ${templateFlags} ${recordFlag}`,
    recordDeprecation,
  ),
  run: runSetEnv,
  complete: completeResources,
};

function runSetEnv(session: Session): number {
  const { flags, args } = session;
  const isChange = (word: string) =>
    (word.includes("=") && !word.startsWith("=")) || (word.endsWith("-") && word !== "-");
  const resources = args.filter((word) => !isChange(word));
  const words = [...args.filter(isChange), ...flags.list("env")];
  if (resources.length === 0 && !hasFiles(session)) {
    throw new CommandError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  if (flags.bool("list")) return list(session, resources);
  const remove = words.filter((word) => !word.includes("=")).map((word) => word.slice(0, -1));
  const set = [
    ...words.filter((word) => word.includes("=")).map(parseVariable),
    ...fromSource(session),
  ];
  const both = remove.find((name) => set.some((variable) => variable.name === name));
  if (both !== undefined)
    throw new CommandError(
      `can not both modify and remove the following environment variable(s) in the same command: ${both}`,
    );
  // Upstream finds nothing to do, and says nothing.
  if (set.length === 0 && remove.length === 0) return 0;
  const pattern = flags.string("containers");
  return applyChange(session, {
    operation: "env updated",
    targets: { args: resources },
    failure: "failed to patch env update to pod template: ",
    change(object, info) {
      if (podSpecOf(object) === undefined) throw noPodSpec(info);
      checkOverwrite(session, info, set);
      return mapContainers(object, (container) =>
        matchesPattern(pattern, container.name) ? update(container, set, remove) : container,
      );
    },
  });
}

function parseVariable(word: string): EnvVar {
  const equals = word.indexOf("=");
  const name = word.slice(0, equals);
  const problems = environmentVariableName(name);
  if (problems.length > 0)
    throw new CommandError(
      `${JSON.stringify(name)} is not a valid key name: ${problems.join(";")}`,
    );
  return { name, value: word.slice(equals + 1) };
}

/** All keys of a config map or a secret, as references to it. */
function fromSource(session: Session): EnvVar[] {
  const from = session.flags.string("from");
  if (from === "") return [];
  const {
    infos: [info],
    errors,
  } = fetchTargets(session, findTargets(session, { args: [from] }).targets);
  throwCollected(errors);
  if (info === undefined) return [];
  const isSecret = info.kind.kind === "Secret";
  if (!isSecret && info.kind.kind !== "ConfigMap") {
    throw new CommandError(`unsupported resource specified in --from`);
  }
  const wanted = session.flags.list("keys");
  const data = isJsonObject(info.object.data) ? info.object.data : {};
  return Object.keys(data)
    .sort()
    .filter((key) => wanted.length === 0 || wanted.includes(key))
    .map((key) => {
      const name = `${session.flags.string("prefix")}${key}`
        .toUpperCase()
        .replace(/[^A-Z0-9_]/g, "_");
      const reference = { name: info.name, key };
      return {
        name,
        valueFrom: isSecret ? { secretKeyRef: reference } : { configMapKeyRef: reference },
      };
    });
}

function checkOverwrite(session: Session, info: Info, set: readonly EnvVar[]): void {
  if (session.flags.bool("overwrite")) return;
  const existing = (podSpecOf(info.object)?.containers ?? []).flatMap(
    (container) => container.env ?? [],
  );
  const taken = set.find((variable) =>
    existing.some((old) => old.name === variable.name && old.value !== variable.value),
  );
  if (taken === undefined) return;
  const old = existing.find((one) => one.name === taken.name);
  throw new CommandError(
    `'${taken.name}' already has a value (${old?.value ?? ""}), and --overwrite is false`,
  );
}

function update(
  container: Container,
  set: readonly EnvVar[],
  remove: readonly string[],
): Container {
  const before = container.env ?? [];
  const changed = before.map((old) => set.find((one) => one.name === old.name) ?? old);
  const added = set.filter((one) => before.every((old) => old.name !== one.name));
  const env = [...changed, ...added].filter((one) => !remove.includes(one.name));
  return { ...container, env };
}

function list(session: Session, resources: readonly string[]): number {
  const { flags, io } = session;
  visitInfos(
    session,
    { ...targetFlags(session), args: resources, latest: !flags.bool("local") },
    (info) => {
      const spec = podSpecOf(info.object);
      if (spec === undefined) throw noPodSpec(info);
      const containers = [...(spec.initContainers ?? []), ...spec.containers].filter((container) =>
        matchesPattern(flags.string("containers"), container.name),
      );
      for (const container of containers) {
        io.stdout(`# ${info.kind.kind} ${info.name}, container ${container.name}\n`);
        for (const variable of container.env ?? []) io.stdout(`${variableText(variable)}\n`);
      }
    },
  );
  return 0;
}

function variableText({ name, value, valueFrom }: EnvVar): string {
  if (valueFrom === undefined) return `${name}=${value ?? ""}`;
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  if (secretKeyRef !== undefined)
    return `# ${name} from secret ${secretKeyRef.name ?? ""}, key ${secretKeyRef.key}`;
  if (configMapKeyRef !== undefined)
    return `# ${name} from configmap ${configMapKeyRef.name ?? ""}, key ${configMapKeyRef.key}`;
  if (fieldRef !== undefined) return `# ${name} from field path ${fieldRef.fieldPath}`;
  return `# ${name} from resource field ${resourceFieldRef?.resource ?? ""}`;
}
