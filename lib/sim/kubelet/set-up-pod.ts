// Before the first container: the pod's volumes, its sandbox and its address.
import type { Pod } from "@/generated/kubernetes/types";
import { randomHex } from "../kernel/random";
import { namespaceById, nodeNamespaceId } from "../network/namespaces";
import type { PodWork } from "./pod-work";
import { beginActions } from "./sync-actions";
import { mountRetry, nextRelist, retryDelay } from "./timing";
import { mountVolumes } from "./volumes/mount-volumes";

export function setUpPod(work: PodWork, pod: Pod): void {
  const problems = work.row.isMounted ? [] : mountVolumes(work, pod);
  for (const { volume, error } of problems) {
    const message = `MountVolume.SetUp failed for volume "${volume}" : ${error}`;
    work.say({ type: "Warning", reason: "FailedMount", message });
  }
  if (problems.length > 0) {
    const mountFailures = work.row.mountFailures + 1;
    return work.set({
      mountFailures,
      step: { kind: "setup", due: work.now + mountRetry(mountFailures) },
    });
  }
  work.set({ isMounted: true, mountFailures: 0 });
  if (!createSandbox(work, pod)) return;
  work.wantSync(nextRelist(work.row.node, work.now));
  beginActions(work, pod);
}

function createSandbox(work: PodWork, pod: Pod): boolean {
  const { node, namespace, name, uid } = work.row;
  const home = namespaceById(work.context.state, nodeNamespaceId(node));
  const podCidr = home?.podCidr ?? "";
  const sandbox = work.context.runtime.createSandbox({
    node,
    pod: { namespace, name, uid },
    attempt: 0,
    hostNetwork: pod.spec?.hostNetwork === true,
    podCidr,
  });
  if (sandbox !== undefined) {
    work.set({ sandbox: sandbox.id, address: sandbox.address });
    return true;
  }
  const id = randomHex(work.context.state, "runtime", 64);
  const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: ${podCidr}`;
  work.say({ type: "Warning", reason: "FailedCreatePodSandBox", message });
  work.set({ step: { kind: "setup", due: work.now + retryDelay(work.context.state) } });
  return false;
}
