// Every command of crictl, by name.
import type { CrictlCommand } from "../command";
import { exec, pull, remove, removeImages, removePod, stop, stopPod } from "./act";
import { images, pods, ps } from "./list";
import { info, inspect, inspectImage, inspectPod, logs, stats, version } from "./look";

export const verbs: readonly CrictlCommand[] = [
  exec,
  images,
  inspect,
  inspectImage,
  inspectPod,
  logs,
  ps,
  pull,
  stop,
  stopPod,
  remove,
  removePod,
  removeImages,
  pods,
  info,
  version,
  stats,
];
