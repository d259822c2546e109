// The volumes of a pod, and the sources that persistent volumes share with them.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/describe/describe.go describeVolumes
import type { Volume } from "@/generated/kubernetes/types";
import { isJsonObject } from "@/lib/sim/meta/object";
import type { DescriptionWriter } from "./writer";

export function writeVolumes(
  w: DescriptionWriter,
  volumes: readonly Volume[] | undefined,
  space = "",
): void {
  if (volumes === undefined || volumes.length === 0) {
    w.write(0, `${space}Volumes:\t<none>\n`);
    return;
  }
  w.write(0, `${space}Volumes:\n`);
  for (const volume of volumes) {
    w.write(1, `${space === "" ? "" : " "}${volume.name}:\n`);
    writeVolumeSource(w, volume);
  }
}

type Fields = Readonly<Record<string, unknown>>;
type WriteLine = (label: string, value: unknown) => void;
type WriteSource = (source: Fields, line: WriteLine, w: DescriptionWriter) => void;

/** The source a volume (or a persistent volume's spec) has; its lines stand at the second level. */
export function writeVolumeSource(w: DescriptionWriter, holder: object): void {
  const fields = holder as Fields;
  const found = Object.keys(sources).find((name) => isJsonObject(fields[name]));
  if (found === undefined) {
    w.write(1, "<unknown>\n");
    return;
  }
  const source = fields[found];
  if (!isJsonObject(source)) return;
  sources[found]?.(source, (label, value) => w.write(2, `${label}:\t${text(value)}\n`), w);
}

const text = (value: unknown): string =>
  value === undefined || value === null ? "" : String(value);

const isOptional = (source: unknown): boolean => isJsonObject(source) && source.optional === true;

const sources: Readonly<Record<string, WriteSource>> = {
  hostPath(source, line) {
    line("Type", "HostPath (bare host directory volume)");
    line("Path", source.path);
    line("HostPathType", source.type);
  },
  emptyDir(source, line) {
    line("Type", "EmptyDir (a temporary directory that shares a pod's lifetime)");
    line("Medium", source.medium);
    line(
      "SizeLimit",
      source.sizeLimit === undefined || source.sizeLimit === "0" ? "<unset>" : source.sizeLimit,
    );
  },
  secret(source, line) {
    line("Type", "Secret (a volume populated by a Secret)");
    line("SecretName", source.secretName);
    line("Optional", isOptional(source));
  },
  configMap(source, line) {
    line("Type", "ConfigMap (a volume populated by a ConfigMap)");
    line("Name", source.name);
    line("Optional", isOptional(source));
  },
  nfs(source, line) {
    line("Type", "NFS (an NFS mount that lasts the lifetime of a pod)");
    line("Server", source.server);
    line("Path", source.path);
    line("ReadOnly", source.readOnly === true);
  },
  persistentVolumeClaim(source, line) {
    line(
      "Type",
      "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    );
    line("ClaimName", source.claimName);
    line("ReadOnly", source.readOnly === true);
  },
  downwardAPI(source, line, w) {
    line("Type", "DownwardAPI (a volume populated by information about the pod)");
    w.write(2, "Items:\n");
    const items = Array.isArray(source.items) ? source.items : [];
    for (const item of items) w.write(3, `${downwardPath(item)} -> ${text(item.path)}\n`);
  },
  projected(source, line) {
    line("Type", "Projected (a volume that contains injected data from multiple sources)");
    const projections = Array.isArray(source.sources) ? source.sources : [];
    for (const projection of projections) {
      if (isJsonObject(projection.secret)) {
        line("SecretName", projection.secret.name);
        line("Optional", isOptional(projection.secret));
      } else if (isJsonObject(projection.downwardAPI)) line("DownwardAPI", true);
      else if (isJsonObject(projection.configMap)) {
        line("ConfigMapName", projection.configMap.name);
        line("Optional", isOptional(projection.configMap));
      } else if (isJsonObject(projection.serviceAccountToken)) {
        line("TokenExpirationSeconds", projection.serviceAccountToken.expirationSeconds);
      }
    }
  },
  local(source, line) {
    line("Type", "LocalVolume (a persistent volume backed by local storage on a node)");
    line("Path", source.path);
  },
  csi(source, line) {
    line("Type", "CSI (a Container Storage Interface (CSI) volume source)");
    line("Driver", source.driver);
    if (source.volumeHandle !== undefined) line("VolumeHandle", source.volumeHandle);
    line("FSType", source.fsType);
    line("ReadOnly", source.readOnly === true);
    line("VolumeAttributes", "<none>");
  },
  iscsi(source, line) {
    line(
      "Type",
      "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    );
    line("TargetPortal", source.targetPortal);
    line("IQN", source.iqn);
  },
  ephemeral(_, line) {
    line(
      "Type",
      "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)",
    );
  },
  image(source, line) {
    line("Type", "Image (a container image or OCI artifact)");
    line("Reference", source.reference);
    line("PullPolicy", source.pullPolicy);
  },
  gitRepo(source, line) {
    line("Type", "GitRepo (a volume that is pulled from git when the pod is created)");
    line("Repository", source.repository);
    line("Revision", source.revision);
  },
};

function downwardPath(item: Fields): string {
  const { fieldRef, resourceFieldRef } = item;
  if (isJsonObject(fieldRef)) return text(fieldRef.fieldPath);
  return isJsonObject(resourceFieldRef) ? text(resourceFieldRef.resource) : "";
}
