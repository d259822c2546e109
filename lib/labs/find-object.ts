// The object a task asks for, or why it is not there: in another namespace, under a name that differs by a
// letter, of another kind, or only in a file that was not applied.
import type { KindName, KubernetesObject, Resource } from "@/lib/sim";
import type { CheckContext } from "./define-checks";
import { findManifest, placeOf, refusalOf } from "./learner-files";
import { isNear } from "./near-misses";
import { named } from "./say";
import { type Fail, fail } from "./verdict";

export interface Wanted<Name extends KindName = KindName> {
  readonly kind: Name;
  /** None for what belongs to the cluster as a whole. */
  readonly namespace?: string;
  readonly name: string;
  /** The hint that helps when nothing like it is there. */
  readonly hint: string;
  /** The hint for the right thing in the wrong place; the same when absent. */
  readonly misplacedHint?: string;
  /** The lab began with it, so it must have been deleted. */
  readonly wasThere?: boolean;
}

export type Found<Object> = { readonly object: Object } | { readonly failure: Fail };

export function findObject<Name extends KindName>(
  context: CheckContext,
  wanted: Wanted<Name>,
): Found<Resource<Name>> {
  const { kind, name } = wanted;
  const object = context.client.get(kind, { ...inNamespace(wanted), name });
  if (object !== undefined && object.metadata.deletionTimestamp === undefined) return { object };
  return {
    failure:
      misplaced(context, wanted) ??
      otherKind(context, wanted) ??
      onlyInFile(context, wanted) ??
      absent(wanted),
  };
}

const lookedFor = ({ kind, namespace, name }: Wanted): string =>
  namespace === undefined
    ? `${kind} ${named(name)}`
    : `\`${namespace}\` 네임스페이스의 ${kind} \`${name}\``;

const inNamespace = ({ namespace }: Wanted): { readonly namespace?: string } =>
  namespace === undefined ? {} : { namespace };

function misplaced({ client, cluster }: CheckContext, wanted: Wanted): Fail | undefined {
  const { kind, namespace, name, hint, misplacedHint = hint } = wanted;
  const all: readonly KubernetesObject[] = client.list(kind);
  const elsewhere = all.find(
    ({ metadata }) => metadata.name === name && metadata.namespace !== namespace,
  );
  if (elsewhere !== undefined) {
    const place = elsewhere.metadata.namespace ?? "";
    return fail({
      lookedFor: lookedFor(wanted),
      found: `이름은 맞지만 \`${place}\` 네임스페이스에 있어요`,
      where: placeOf(cluster, { kind, namespace: place, name, fieldPath: "metadata.namespace" }),
      hint: misplacedHint,
    });
  }
  const near = all.find(
    ({ metadata }) => metadata.namespace === namespace && isNear(metadata.name, name),
  );
  if (near === undefined) return undefined;
  return fail({
    lookedFor: lookedFor(wanted),
    found: `이름이 비슷한 ${named(near.metadata.name, "이/가")} 있어요`,
    where: placeOf(cluster, {
      kind,
      ...inNamespace(wanted),
      name: near.metadata.name,
      fieldPath: "metadata.name",
    }),
    hint: misplacedHint,
  });
}

/** Kinds that are taken for each other. */
const workloads = [
  "Pod",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
] as const;

function otherKind({ client, cluster }: CheckContext, wanted: Wanted): Fail | undefined {
  const { namespace = "", name, hint, misplacedHint = hint } = wanted;
  const isWorkload = workloads.some((kind) => kind === wanted.kind);
  const kind =
    isWorkload && workloads.find((each) => client.get(each, { namespace, name }) !== undefined);
  if (kind === undefined || kind === false || kind === wanted.kind) return undefined;
  return fail({
    lookedFor: lookedFor(wanted),
    found: `이름은 맞지만 종류가 ${named(kind, "이에요/예요")}`,
    where: placeOf(cluster, { kind, namespace, name, fieldPath: "kind" }),
    hint: misplacedHint,
  });
}

function onlyInFile({ cluster }: CheckContext, wanted: Wanted): Fail | undefined {
  const { kind, name, hint } = wanted;
  const manifest = findManifest(cluster, { kind, name });
  if (manifest === undefined) return undefined;
  const { path } = manifest;
  const refusal = refusalOf(cluster, path);
  return fail({
    lookedFor: lookedFor(wanted),
    found:
      refusal === undefined
        ? `${named(path)}에 적혀 있지만 클러스터에는 아직 없어요`
        : `${named(path)}에 적혀 있지만 kubectl이 이 파일을 거절해요`,
    where: {
      kind,
      ...inNamespace(wanted),
      name,
      file: path,
      ...(refusal?.line === undefined ? {} : { line: refusal.line }),
      ...(refusal === undefined ? {} : { event: refusal.message }),
    },
    hint,
  });
}

function absent(wanted: Wanted): Fail {
  const { kind, name, hint } = wanted;
  return fail({
    lookedFor: lookedFor(wanted),
    found: wanted.wasThere === true ? "처음에는 있었는데 없어졌어요" : "아직 없어요",
    where: { kind, ...inNamespace(wanted), name },
    hint,
  });
}
