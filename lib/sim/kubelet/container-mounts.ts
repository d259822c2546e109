// The volumes of a pod as one of its containers sees them.
import type { Container, Pod } from "@/generated/kubernetes/types";
import type { MountRow } from "../machine/machine-tables";
import { ConfigError, expand } from "./environment";
import type { PodWork } from "./pod-work";
import { volumePlace } from "./volumes/mount-volumes";
import { NodeFiles } from "./volumes/node-files";
import { hasContents } from "./volumes/volume-contents";

export function containerMounts(
  work: PodWork,
  pod: Pod,
  container: Container,
  environment: Readonly<Record<string, string>>,
): MountRow[] {
  return (container.volumeMounts ?? []).flatMap((mount) => {
    const volume = pod.spec?.volumes?.find(({ name }) => name === mount.name);
    if (volume === undefined) return [];
    const place = volumePlace(work, pod, volume);
    if ("error" in place) throw new ConfigError(place.error);
    const subPath =
      mount.subPathExpr === undefined
        ? (mount.subPath ?? "")
        : expand(mount.subPathExpr, environment);
    const files = new NodeFiles(work.context.state, place.machine);
    const source = sourceOf(files, place.path, subPath, hasContents(volume));
    const isReadOnly = place.readOnly || mount.readOnly === true;
    const path = mount.mountPath.length > 1 ? mount.mountPath.replace(/\/$/, "") : mount.mountPath;
    return [{ path, machine: place.machine, source, ...(isReadOnly ? { readOnly: true } : {}) }];
  });
}

/** A part of a published volume is bound as it is now: later changes do not reach it. */
function sourceOf(
  files: NodeFiles,
  directory: string,
  subPath: string,
  isPublished: boolean,
): string {
  if (subPath === "") return directory;
  const version = isPublished ? files.read(`${directory}/..data`) : undefined;
  const path =
    version === undefined ? `${directory}/${subPath}` : `${directory}/${version}/${subPath}`;
  if (!files.has(path)) files.directory(path);
  return path.replace(/\/$/, "");
}
