// Binding in four writes: the volume names the claim, is Bound, the claim names the volume, is Bound. Each may be
// the last before the controller stops; the next run takes up where it ended.
//
// Kubernetes: pkg/controller/volume/persistentvolume/pv_controller.go (bind)
import type { PersistentVolume, PersistentVolumeClaim } from "@/generated/kubernetes/types";
import {
  bindCompleted,
  boundByController,
  isPromisedTo,
} from "../../kinds/persistent-volume/match-claim";
import type { ControllerContext } from "../define-controller";
import { setPhase, setVolumePhase } from "./phases";

export function bind(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
  context: ControllerContext,
): void {
  const promised = promise(volume, claim, context);
  const bound = setVolumePhase(promised, { phase: "Bound" }, context);
  const named = nameVolume(bound, claim, context);
  const { capacity, accessModes } = bound.spec ?? {};
  setPhase(
    named,
    {
      phase: "Bound",
      ...(accessModes === undefined ? {} : { accessModes }),
      ...(capacity === undefined ? {} : { capacity }),
    },
    context,
  );
}

function promise(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
  { client }: ControllerContext,
): PersistentVolume {
  if (volume.spec?.claimRef?.uid === claim.metadata.uid) return volume;
  const wasAskedFor = isPromisedTo(volume, claim);
  const { namespace = "", name, uid = "", resourceVersion = "" } = claim.metadata;
  return client.update("PersistentVolume", {
    ...volume,
    metadata: wasAskedFor ? volume.metadata : annotated(volume.metadata, boundByController),
    spec: {
      ...volume.spec,
      claimRef: {
        kind: "PersistentVolumeClaim",
        namespace,
        name,
        uid,
        apiVersion: "v1",
        resourceVersion,
      },
    },
  });
}

function nameVolume(
  { metadata: { name } }: PersistentVolume,
  claim: PersistentVolumeClaim,
  { client }: ControllerContext,
): PersistentVolumeClaim {
  const { annotations } = claim.metadata;
  const isNamed = claim.spec?.volumeName === name;
  if (isNamed && annotations?.[bindCompleted] !== undefined) return claim;
  const completed = annotated(claim.metadata, bindCompleted);
  return client.update("PersistentVolumeClaim", {
    ...claim,
    metadata: isNamed ? completed : annotated(completed, boundByController),
    spec: { ...claim.spec, volumeName: name },
  });
}

function annotated<Metadata extends { readonly annotations?: Readonly<Record<string, string>> }>(
  metadata: Metadata,
  annotation: string,
): Metadata {
  return { ...metadata, annotations: { ...metadata.annotations, [annotation]: "yes" } };
}
