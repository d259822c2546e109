// A container's last words: its message file, or the end of its log.
//
// Kubernetes: pkg/kubelet/kuberuntime/kuberuntime_container.go (getTerminationMessage)
import { FileError } from "../machine/file-error";
import { parseLog } from "../runtime/container-log";
import type { ContainerRow } from "../runtime/container-tables";
import { containerSpec, type PodWork } from "./pod-work";

const fileLimit = 4096;
const logLimit = 2048;
const logLines = 80;
const defaultPath = "/dev/termination-log";

export function terminationMessage(work: PodWork, ended: ContainerRow): string {
  const { machines } = work.context.runtime;
  const path = ended.terminationMessagePath ?? defaultPath;
  const text = readFile(() => machines.files(ended.machine).read(path)).slice(-fileLimit);
  if (text !== "" || ended.exitCode === 0 || work.pod === undefined) return text;
  const policy = containerSpec(work.pod, ended.name)?.terminationMessagePolicy;
  if (policy !== "FallbackToLogsOnError") return "";
  const log = readFile(() => machines.files(ended.node).read(ended.logPath));
  return parseLog(log)
    .slice(-logLines)
    .map((line) => `${line.text}\n`)
    .join("")
    .slice(-logLimit);
}

function readFile(read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof FileError) return "";
    throw error;
  }
}
