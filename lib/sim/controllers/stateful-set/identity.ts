// What makes a stateful pod itself: its ordinal, its name in DNS, and its claims.
//
// Kubernetes: pkg/controller/statefulset/stateful_set_utils.go
import type {
  PersistentVolumeClaim,
  Pod,
  PodTemplateSpec,
  StatefulSet,
} from "@/generated/kubernetes/types";
import { podFrom } from "../pod-from-template";

export const revisionLabel = "controller-revision-hash";
const podNameLabel = "statefulset.kubernetes.io/pod-name";
const indexLabel = "apps.kubernetes.io/pod-index";

export const startOrdinal = ({ spec }: StatefulSet): number => spec?.ordinals?.start ?? 0;

export const podName = (set: StatefulSet, ordinal: number): string =>
  `${set.metadata.name}-${ordinal}`;

/** `web-2` of the set `web` is 2; nothing for names of another form. */
export function ordinalOf(set: StatefulSet, pod: Pod): number | undefined {
  const match = /^(.*)-(\d+)$/.exec(pod.metadata.name);
  return match?.[1] === set.metadata.name ? Number(match[2]) : undefined;
}

/** The pod of an ordinal as a template of some revision has it. */
export function statefulPod(
  set: StatefulSet,
  ordinal: number,
  { template, revision }: { readonly template: PodTemplateSpec; readonly revision: string },
) {
  const { generateName: _, ...metadata } = podFrom(template, set).metadata;
  const name = podName(set, ordinal);
  return {
    metadata: {
      ...metadata,
      name,
      labels: {
        ...metadata.labels,
        [indexLabel]: String(ordinal),
        [revisionLabel]: revision,
        [podNameLabel]: name,
      },
    },
    spec: {
      ...template.spec,
      containers: template.spec?.containers ?? [],
      hostname: name,
      ...(set.spec?.serviceName ? { subdomain: set.spec.serviceName } : {}),
      ...withClaims(set, ordinal, template),
    },
  };
}

function withClaims(set: StatefulSet, ordinal: number, { spec }: PodTemplateSpec) {
  const claims = claimTemplates(set).map(({ metadata }) => ({
    name: metadata?.name ?? "",
    persistentVolumeClaim: { claimName: claimName(set, metadata?.name ?? "", ordinal) },
  }));
  const others = (spec?.volumes ?? []).filter(
    ({ name }) => !claims.some((claim) => claim.name === name),
  );
  const volumes = [...claims, ...others];
  return volumes.length > 0 ? { volumes } : {};
}

const claimTemplates = ({ spec }: StatefulSet): readonly PersistentVolumeClaim[] =>
  spec?.volumeClaimTemplates ?? [];

const claimName = (set: StatefulSet, template: string, ordinal: number): string =>
  `${template}-${set.metadata.name}-${ordinal}`;

/** The claims of an ordinal, as they are made. */
export function claimsOf(set: StatefulSet, ordinal: number) {
  return claimTemplates(set).map(({ metadata, spec }) => ({
    metadata: {
      name: claimName(set, metadata?.name ?? "", ordinal),
      namespace: set.metadata.namespace ?? "",
      labels: { ...metadata?.labels, ...set.spec?.selector?.matchLabels },
      ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
    },
    ...(spec === undefined ? {} : { spec }),
  }));
}
