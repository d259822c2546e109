// A definition becomes a kind once its names are free, and takes all its objects along when it goes.
//
// Kubernetes: staging/src/k8s.io/apiextensions-apiserver/pkg/controller/{status,establish,finalizer}
import type {
  CustomResourceDefinition,
  CustomResourceDefinitionCondition,
  CustomResourceDefinitionNames,
} from "@/generated/kubernetes/types";
import type { KindName } from "../../client/client";
import { formatTime } from "../../meta/time";
import { type ControllerContext, defineController, watchOwn } from "../define-controller";

export const cleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";
/** While objects are still on their way out. */
const retryMs = 1000;

export const customResourceDefinitionController = {
  ...defineController({
    name: "customresourcedefinition-controller",
    watches: [watchOwn("CustomResourceDefinition")],
    resync: ({ client }) =>
      client.list("CustomResourceDefinition").map(({ metadata }) => metadata.name),
    reconcile(name, context) {
      const definition = context.client.get("CustomResourceDefinition", { name });
      if (definition === undefined) return;
      if (definition.metadata.deletionTimestamp === undefined) acceptNames(definition, context);
      else finalize(definition, context);
    },
  }),
  process: "kube-apiserver",
};

function acceptNames(
  definition: CustomResourceDefinition,
  { client, now }: ControllerContext,
): void {
  const { names } = definition.spec;
  const taken = client
    .list("CustomResourceDefinition")
    .filter(
      ({ metadata, spec }) =>
        metadata.name !== definition.metadata.name && spec.group === definition.spec.group,
    )
    .flatMap(({ status }) => (status?.acceptedNames === undefined ? [] : [status.acceptedNames]));
  const conflict = findConflict(names, taken);
  const time = formatTime(now);
  const said = (type: string, isTrue: boolean, [reason, message]: readonly [string, string]) => {
    const known = definition.status?.conditions?.find((each) => each.type === type);
    const status = isTrue ? "True" : "False";
    const lastTransitionTime = known?.status === status ? (known.lastTransitionTime ?? time) : time;
    return { type, status, lastTransitionTime, reason, message };
  };
  const isEstablished = definition.status?.conditions?.some(
    ({ type, status }) => type === "Established" && status === "True",
  );
  const conditions: CustomResourceDefinitionCondition[] = [
    conflict === undefined
      ? said("NamesAccepted", true, ["NoConflicts", "no conflicts found"])
      : said("NamesAccepted", false, conflict),
    conflict === undefined || isEstablished
      ? said("Established", true, ["InitialNamesAccepted", "the initial names have been accepted"])
      : said("Established", false, ["NotAccepted", "not all names are accepted"]),
  ];
  const acceptedNames = conflict === undefined ? names : definition.status?.acceptedNames;
  client.updateStatus("CustomResourceDefinition", {
    ...definition,
    status: {
      ...definition.status,
      conditions,
      ...(acceptedNames === undefined ? {} : { acceptedNames }),
    },
  });
}

// Kubernetes: pkg/controller/status/naming_controller.go (calculateNamesAndConditions)
function findConflict(
  names: CustomResourceDefinitionNames,
  taken: readonly CustomResourceDefinitionNames[],
): readonly [reason: string, message: string] | undefined {
  const resources = new Set(
    taken.flatMap(({ plural, singular, shortNames }) => [plural, singular, ...(shortNames ?? [])]),
  );
  const kinds = new Set(taken.flatMap(({ kind, listKind }) => [kind, listKind]));
  const used = (name: string): string => `"${name}" is already in use`;
  if (resources.has(names.plural)) return ["PluralConflict", used(names.plural)];
  if (names.singular && resources.has(names.singular))
    return ["SingularConflict", used(names.singular)];
  const short = names.shortNames?.find((each) => resources.has(each));
  if (short !== undefined) return ["ShortNamesConflict", used(short)];
  if (kinds.has(names.kind)) return ["KindConflict", used(names.kind)];
  if (names.listKind && kinds.has(names.listKind))
    return ["ListKindConflict", used(names.listKind)];
  return undefined;
}

function finalize(
  definition: CustomResourceDefinition,
  { client, enqueue }: ControllerContext,
): void {
  const { finalizers = [], ...metadata } = definition.metadata;
  if (!finalizers.includes(cleanupFinalizer)) return;
  const { group, names } = definition.spec;
  const kind = client.addedKinds().find((each) => each.group === group && each.kind === names.kind);
  // Added kinds go by their kind and group.
  const name = `${names.kind}.${group}` as KindName;
  const list = () => (kind === undefined ? [] : client.list(name));
  for (const object of list()) {
    if (object.metadata.deletionTimestamp === undefined) client.delete(name, object.metadata);
  }
  if (list().length > 0) return enqueue(definition.metadata.name, retryMs);
  const others = finalizers.filter((each) => each !== cleanupFinalizer);
  client.update("CustomResourceDefinition", {
    ...definition,
    metadata: { ...metadata, ...(others.length > 0 ? { finalizers: others } : {}) },
  });
}
