// What a kubelet says of its node: conditions with their exact words, and the images it has.
import type { Node, NodeCondition } from "@/generated/kubernetes/types";
import { unitKey, unitTable } from "../machine/systemd/unit-tables";
import { findCondition } from "../meta/object";
import { formatTime } from "../meta/time";
import type { StoredImage } from "../runtime/image-store";
import type { KubeletContext } from "./context";

const shownImageCount = 50;
const networkDirectory = "/etc/cni/net.d";

export interface Readiness {
  readonly isReady: boolean;
  readonly message: string;
}

/** Not ready without a network plug-in: its configuration directory is there and empty. */
export function readinessOf(node: string, context: KubeletContext): Readiness {
  if (isRuntimeDown(node, context)) return { isReady: false, message: "container runtime is down" };
  const { runtime } = context;
  const files = runtime.machines.files(node);
  if (files.isDirectory(networkDirectory) && files.list(networkDirectory).length === 0) {
    const message =
      "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized";
    return { isReady: false, message };
  }
  return { isReady: true, message: "kubelet is posting ready status" };
}

/** Kubernetes: pkg/kubelet/kubelet.go maxWaitForContainerRuntime */
const runtimePatienceMs = 30_000;

/** Where systemd runs the runtime and has not run it for half a minute. */
function isRuntimeDown(node: string, { state, now }: KubeletContext): boolean {
  const unit = state.table(unitTable).get(unitKey(node, "containerd.service"));
  return unit !== undefined && unit.active !== "active" && now - unit.sinceMs >= runtimePatienceMs;
}

export function nodeConditions(node: Node, readiness: Readiness, now: number): NodeCondition[] {
  const fine = [
    ["MemoryPressure", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
    ["DiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
    ["PIDPressure", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
  ] as const;
  const of = (type: string, status: string, reason: string, message: string): NodeCondition => {
    const before = findCondition(node.status?.conditions, type);
    const isSame = before?.status === status && before.lastTransitionTime !== undefined;
    return {
      lastHeartbeatTime: formatTime(now),
      lastTransitionTime: isSame ? before.lastTransitionTime : formatTime(now),
      message,
      reason,
      status,
      type,
    };
  };
  const reason = readiness.isReady ? "KubeletReady" : "KubeletNotReady";
  return [
    ...fine.map(([type, why, message]) => of(type, "False", why, message)),
    of("Ready", readiness.isReady ? "True" : "False", reason, readiness.message),
  ];
}

/** The largest first. */
export function shownImages(images: readonly StoredImage[]) {
  return [...images]
    .sort((a, b) => b.sizeBytes - a.sizeBytes || (a.name < b.name ? -1 : 1))
    .slice(0, shownImageCount)
    .map(({ name, repository, digest, sizeBytes }) => ({
      names: [`${repository}@${digest}`, name],
      sizeBytes,
    }));
}
