// What the API server fills in for volumes.
//
// Kubernetes: pkg/apis/core/v1/defaults.go
import type { PersistentVolumeClaimSpec, Volume } from "@/generated/kubernetes/types";
import type { Draft } from "../define-kind";
import { pullPolicyOf } from "./pull-policy";

const fileMode = 0o644;

export function setVolumeDefaults(volume: Draft<Volume>): void {
  if (isSourceless(volume)) volume.emptyDir = {};
  if (volume.secret !== undefined) volume.secret.defaultMode ??= fileMode;
  if (volume.configMap !== undefined) volume.configMap.defaultMode ??= fileMode;
  if (volume.downwardAPI !== undefined) {
    volume.downwardAPI.defaultMode ??= fileMode;
    volume.downwardAPI.items?.forEach(setFieldVersion);
  }
  if (volume.hostPath !== undefined) volume.hostPath.type ??= "";
  if (volume.iscsi !== undefined) volume.iscsi.iscsiInterface ??= "default";
  if (volume.image !== undefined) {
    volume.image.pullPolicy ??= pullPolicyOf(volume.image.reference ?? "");
  }
  if (volume.ephemeral?.volumeClaimTemplate?.spec !== undefined) {
    setClaimSpecDefaults(volume.ephemeral.volumeClaimTemplate.spec);
  }
  setProjectedDefaults(volume);
  setCloudDefaults(volume);
}

export function setClaimSpecDefaults(spec: Draft<PersistentVolumeClaimSpec>): void {
  spec.resources ??= {};
  spec.volumeMode ??= "Filesystem";
}

function isSourceless(volume: Draft<Volume>): boolean {
  for (const key in volume) {
    if (key !== "name") return false;
  }
  return true;
}

function setFieldVersion(item: {
  fieldRef?: { apiVersion?: string };
  resourceFieldRef?: { divisor?: string };
}) {
  if (item.fieldRef !== undefined) item.fieldRef.apiVersion ??= "v1";
  if (item.resourceFieldRef !== undefined) item.resourceFieldRef.divisor ??= "0";
}

function setProjectedDefaults({ projected }: Draft<Volume>): void {
  if (projected === undefined) return;
  projected.defaultMode ??= fileMode;
  projected.sources?.forEach((source) => {
    source.downwardAPI?.items?.forEach(setFieldVersion);
    if (source.serviceAccountToken !== undefined)
      source.serviceAccountToken.expirationSeconds ??= 3600;
  });
}

function setCloudDefaults({ rbd, azureDisk, scaleIO }: Draft<Volume>): void {
  if (rbd !== undefined) {
    rbd.pool ??= "rbd";
    rbd.user ??= "admin";
    rbd.keyring ??= "/etc/ceph/keyring";
  }
  if (azureDisk !== undefined) {
    azureDisk.cachingMode ??= "ReadWrite";
    azureDisk.kind ??= "Shared";
    azureDisk.fsType ??= "ext4";
    azureDisk.readOnly ??= false;
  }
  if (scaleIO !== undefined) {
    scaleIO.storageMode ??= "ThinProvisioned";
    scaleIO.fsType ??= "xfs";
  }
}
