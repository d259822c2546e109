// kubectl wait: until a condition holds, a field has a value, an object is gone or there.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/wait/wait.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import { getPath, type KubernetesObject } from "@/lib/sim/meta/object";
import { getObject } from "../client";
import type { Command } from "../command";
import { asError, CommandError, isNotFound, throwCollected } from "../command-error";
import { completeResources } from "../completion";
import { kindName, type ResourceKind } from "../discovery";
import { defineFlags } from "../flags/flag-specs";
import { selectorFlag, templateFlags } from "../flags/shared-flags";
import { outputOf, resultPrinter } from "../output";
import { findJsonPath, relaxedJsonPath } from "../print/jsonpath";
import { findTargets, targetFlags } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { hasFiles } from "../resources/files";
import type { Target } from "../resources/target";
import type { Session } from "../session";

export const wait: Command = {
  name: "wait",
  summary: "Wait for a specific condition on one or many resources",
  usage:
    "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  flags: defineFlags(
    `all:bool all-namespaces,A:bool field-selector:string filename,f:slice for:array local:bool recursive,R:bool=true
     ${selectorFlag} ${templateFlags} timeout:duration=30s`,
  ),
  run: (session, resume) =>
    resume === undefined ? start(session) : goOn(session, resume as WaitState),
  complete: completeResources,
};

interface Awaited {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
}

interface WaitState {
  readonly remaining: readonly Awaited[];
  readonly until: number;
  /** `--for=create` of objects that are not there yet. */
  readonly creating?: boolean;
}

type Condition = (object: KubernetesObject | undefined, awaited: Awaited) => boolean;

function start(session: Session): ProgramResult {
  const { flags, io } = session;
  parseConditions(session);
  if (session.args.length === 0 && !hasFiles(session)) findTargets(session, targetFlags(session));
  const timeout = flags.duration("timeout");
  const until = io.process.now + (timeout < 0 ? 7 * 24 * 3_600_000 : timeout);
  const forms = flags.list("for").map((form) => form.toLowerCase());
  if (forms.includes("create")) return awaitCreation(session, until);
  const { targets } = findTargets(session, targetFlags(session));
  const isDeletion = forms.includes("delete");
  const { infos, errors } = fetchTargets(session, targets, {
    latest: true,
    ignoreNotFound: isDeletion,
  });
  throwCollected(errors);
  if (infos.length === 0) {
    if (isDeletion) return 0;
    throw new CommandError("no matching resources found");
  }

  const remaining = infos.map(({ kind, namespace, name, object }): Awaited => {
    const { uid } = object.metadata;
    return { kind, namespace, name, ...(uid === undefined ? {} : { uid }) };
  });
  return goOn(session, { remaining, until });
}

function awaitCreation(session: Session, until: number): ProgramResult {
  const { targets } = findTargets(session, targetFlags(session));
  const named = targets.filter(
    (target): target is Extract<Target, { by: "name" }> => target.by === "name",
  );
  if (named.length !== targets.length) {
    const { infos } = fetchTargets(session, targets, { latest: true });
    const found = infos.map(({ kind, namespace, name }) => ({ kind, namespace, name }));
    return goOn(session, { remaining: found, until, creating: true });
  }
  return goOn(session, {
    remaining: named.map(({ kind, namespace, name }) => ({ kind, namespace, name })),
    until,
    creating: true,
  });
}

function goOn(session: Session, state: WaitState): ProgramResult {
  const conditions = parseConditions(session);
  let remaining = state.remaining;
  for (const awaited of state.remaining) {
    const object = find(session, awaited);
    if (!conditions.every((condition) => condition(object, awaited))) continue;
    announce(session, awaited, object);
    remaining = remaining.filter((one) => one !== awaited);
  }
  const [first] = remaining;
  if (first === undefined) return 0;
  if (session.io.process.now >= state.until) {
    if (state.creating === true) throw new CommandError("timed out waiting for the condition");
    const errors = remaining.map(
      (one) =>
        new CommandError(`timed out waiting for the condition on ${one.kind.plural}/${one.name}`),
    );
    throwCollected(errors);
  }
  return {
    waitFor: { change: true, until: state.until },
    resume: { ...state, remaining } satisfies WaitState,
  };
}

function find(session: Session, place: Awaited): KubernetesObject | undefined {
  try {
    return getObject(session.cluster.client, place);
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function announce(
  session: Session,
  { kind, name }: Awaited,
  object: KubernetesObject | undefined,
): void {
  if (outputOf(session).format === "")
    session.io.stdout(`${kindName(kind)}/${name} condition met\n`);
  else
    resultPrinter(
      session,
      "condition met",
    )(object ?? { apiVersion: "", kind: kind.kind, metadata: { name } });
}

function parseConditions(session: Session): Condition[] {
  const forms = session.flags.list("for");
  if (forms.length === 0) throw new CommandError("unrecognized condition: []");
  return forms.map(parseCondition);
}

function parseCondition(form: string): Condition {
  const lower = form.toLowerCase();
  if (lower === "delete")
    return (object, { uid }) =>
      object === undefined || (uid !== undefined && object.metadata.uid !== uid);
  if (lower === "create") return (object) => object !== undefined;
  if (form.startsWith("condition=")) {
    const [type = "", value = "true"] = form.slice("condition=".length).split("=");
    return (object) => hasCondition(object, type, value);
  }
  if (form.startsWith("jsonpath=")) return jsonPathCondition(form.slice("jsonpath=".length));
  throw new CommandError(`unrecognized condition: ${JSON.stringify(form)}`);
}

function hasCondition(object: KubernetesObject | undefined, type: string, value: string): boolean {
  const conditions = getPath(object, ["status", "conditions"]);
  if (!Array.isArray(conditions)) return false;
  const found = conditions.find(
    (condition) => String(condition.type).toLowerCase() === type.toLowerCase(),
  );
  if (found === undefined) return false;
  const generation = object?.metadata.generation ?? 0;
  const observed = Number(
    found.observedGeneration ?? getPath(object, ["status", "observedGeneration"]) ?? generation,
  );
  return observed >= generation && String(found.status).toLowerCase() === value.toLowerCase();
}

function jsonPathCondition(text: string): Condition {
  const brace = text.indexOf("}");
  const equals = text.indexOf("=", Math.max(brace, 0));
  const expression = (equals < 0 ? text : text.slice(0, equals)).replace(/^'|'$/g, "");
  const wanted = equals < 0 ? undefined : text.slice(equals + 1).replace(/^["'](.*)["']$/, "$1");
  if (expression === "") throw new CommandError("jsonpath expression cannot be empty");
  if (wanted === "")
    throw new CommandError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  const path = relaxedJsonPath(expression);
  if ("error" in path) throw new CommandError(path.error);
  return (object) => {
    if (object === undefined) return false;
    const found = findJsonPath(path.path, object, { allowMissingKeys: true });
    if ("error" in found) throw new CommandError(found.error);
    const values = found.results.flat().filter((value) => value !== undefined && value !== null);
    if (values.length === 0) return false;
    return wanted === undefined || values.some((value) => String(value) === wanted);
  };
}
