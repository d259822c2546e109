// The names that Go's structs have for fields: the JSON name with a capital, and initials all in capitals.
//
// Kubernetes: staging/src/k8s.io/api/core/v1/types.go

/** `dnsPolicy` → `DNSPolicy`; these words begin a name. */
const initials =
  /^(api|aws|csi|dns|fc|fs|gce|gmsa|grpc|http|ip|iscsi|nfs|os|pd|rbd|se|ssl|tcp|tty|uid)(?=[A-Z]|$)/;

/** Those that are called otherwise than in JSON, or follow no rule. */
const exceptions: Readonly<Record<string, string>> = {
  "PodSpec.serviceAccount": "DeprecatedServiceAccount",
  "PodTemplateSpec.metadata": "ObjectMeta",
  "PersistentVolumeClaimTemplate.metadata": "ObjectMeta",
  "VolumeSource.cephfs": "CephFS",
  "VolumeSource.storageos": "StorageOS",
  "AzureDiskVolumeSource.diskURI": "DataDiskURI",
  "FCVolumeSource.wwids": "WWIDs",
  "GlusterfsVolumeSource.endpoints": "EndpointsName",
  "ISCSIVolumeSource.iqn": "IQN",
  "ISCSIVolumeSource.chapAuthDiscovery": "DiscoveryCHAPAuth",
  "ISCSIVolumeSource.chapAuthSession": "SessionCHAPAuth",
  "PhotonPersistentDiskVolumeSource.pdID": "PdID",
  "RBDVolumeSource.monitors": "CephMonitors",
  "RBDVolumeSource.image": "RBDImage",
  "RBDVolumeSource.pool": "RBDPool",
  "RBDVolumeSource.user": "RadosUser",
};

/** `struct` is the plain name of the type, with or without its package. */
export function goFieldName(struct: string, field: string): string {
  const known = exceptions[`${struct.slice(struct.lastIndexOf(".") + 1)}.${field}`];
  if (known !== undefined) return known;
  const capital = field.replace(initials, (word) => word.toUpperCase());
  return capital.charAt(0).toUpperCase() + capital.slice(1);
}
