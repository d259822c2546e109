// Which volume a claim gets.
//
// Kubernetes: staging/src/k8s.io/component-helpers/storage/volume/pv_helpers.go (FindMatchingVolume)
import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from "@/generated/kubernetes/types";
import { compareQuantities, quantityOf } from "../../meta/quantity";
import { matchesLabelSelector } from "../../meta/selector";
import { matchesTerm } from "../pod/node-affinity";

const betaClass = "volume.beta.kubernetes.io/storage-class";
export const selectedNodeAnnotation = "volume.kubernetes.io/selected-node";
export const boundByController = "pv.kubernetes.io/bound-by-controller";
export const bindCompleted = "pv.kubernetes.io/bind-completed";

export const classOf = (object: PersistentVolume | PersistentVolumeClaim): string =>
  object.metadata.annotations?.[betaClass] ?? object.spec?.storageClassName ?? "";

/** Whether a pod has to be on its way to a node before the claim is bound. */
export function isDelayed(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass | undefined,
): boolean {
  const isChosen = claim.metadata.annotations?.[selectedNodeAnnotation] !== undefined;
  return storageClass?.volumeBindingMode === "WaitForFirstConsumer" && !isChosen;
}

export const isFullyBound = (claim: PersistentVolumeClaim): boolean =>
  Boolean(claim.spec?.volumeName) && claim.metadata.annotations?.[bindCompleted] !== undefined;

/** The volume is promised to this claim, by name and, once it is bound, by uid. */
export function isPromisedTo(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const reference = volume.spec?.claimRef;
  if (reference?.name !== claim.metadata.name || reference.namespace !== claim.metadata.namespace)
    return false;
  return !reference.uid || reference.uid === claim.metadata.uid;
}

export interface Wanted {
  readonly claim: PersistentVolumeClaim;
  /** Where the volume must be reachable. */
  readonly node?: Node;
  /** Volumes that others have been given. */
  readonly taken?: ReadonlySet<string>;
  /** Only a volume that is promised to the claim will do. */
  readonly onlyPromised?: boolean;
}

/** The volume promised to the claim, else the smallest that is large enough. */
export function findVolume(
  volumes: readonly PersistentVolume[],
  wanted: Wanted,
): PersistentVolume | undefined {
  const fitting = volumes.filter((volume) => fits(volume, wanted));
  const promised = fitting.find((volume) => isPromisedTo(volume, wanted.claim));
  if (promised !== undefined || wanted.onlyPromised) return promised;
  return fitting
    .filter(({ spec, status }) => spec?.claimRef === undefined && status?.phase === "Available")
    .sort(
      (a, b) =>
        compareQuantities(sizeOf(a), sizeOf(b)) || (a.metadata.name < b.metadata.name ? -1 : 1),
    )[0];
}

const sizeOf = ({ spec }: PersistentVolume) => quantityOf(spec?.capacity?.storage);

function fits(volume: PersistentVolume, { claim, node, taken }: Wanted): boolean {
  const { spec, metadata } = volume;
  const asked = claim.spec;
  if (taken?.has(metadata.name) || metadata.deletionTimestamp !== undefined) return false;
  if ((spec?.volumeMode ?? "Filesystem") !== (asked?.volumeMode ?? "Filesystem")) return false;
  if (compareQuantities(sizeOf(volume), quantityOf(asked?.resources?.requests?.storage)) < 0)
    return false;
  if (node !== undefined && !isReachable(volume, node)) return false;
  if (isPromisedTo(volume, claim)) return true;
  if (spec?.claimRef !== undefined || classOf(volume) !== classOf(claim)) return false;
  if (asked?.selector !== undefined && !matchesLabelSelector(asked.selector, metadata.labels))
    return false;
  return (asked?.accessModes ?? []).every((mode) => spec?.accessModes?.includes(mode));
}

/** Whether the volume's node affinity allows the node. */
export function isReachable({ spec }: PersistentVolume, node: Node): boolean {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms;
  return terms === undefined || terms.some((term) => matchesTerm(term, node));
}
