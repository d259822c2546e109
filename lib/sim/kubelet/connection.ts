// What a kubelet serves besides the API: the logs of containers, commands run in them, attaching to them. The
// API server's `pods/log`, `pods/exec` and `pods/attach` come here.
//
// Kubernetes: pkg/kubelet/server/server.go, pkg/kubelet/kuberuntime/kuberuntime_container.go (GetContainerLogs)
import type { Pod } from "@/generated/kubernetes/types";
import type { State } from "../kernel/state";
import { FileError } from "../machine/file-error";
import { parseTime } from "../meta/time";
import { type LogLine, parseLog } from "../runtime/container-log";
import type { ContainerRow } from "../runtime/container-tables";
import type { Runtime } from "../runtime/runtime";
import { type PodRow, podRow } from "./pod-row";

export interface ConnectionContext {
  readonly state: State;
  readonly now: number;
  readonly runtime: Runtime;
}

export interface LogOptions {
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly limitBytes?: number;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
  readonly timestamps?: boolean;
  /** Where the last read ended; then nothing that came before is given. */
  readonly cursor?: LogCursor;
}

/** A place in a container's log, as data: `follow` reads on from it. */
export interface LogCursor {
  readonly container: string;
  readonly time: string;
  /** How many lines of that instant have been read. */
  readonly lines: number;
}

export type LogRead =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly cursor: LogCursor;
      /** The container has ended and everything was read. */
      readonly isEnded: boolean;
    }
  /** A Bad Request, in the API's words. */
  | { readonly kind: "refused"; readonly message: string };

export function readLog(
  context: ConnectionContext,
  pod: Pod,
  container: string,
  options: LogOptions = {},
): LogRead {
  const row = rowOf(context, pod);
  const memory = row?.containers[container];
  const { name } = pod.metadata;
  const current = memory?.current;
  const id =
    options.cursor?.container ?? (options.previous ? previousId(context, row, container) : current);
  if (id === undefined) {
    if (options.previous) {
      return {
        kind: "refused",
        message: `previous terminated container "${container}" in pod "${name}" not found`,
      };
    }
    return {
      kind: "refused",
      message: `container "${container}" in pod "${name}" is waiting to start: ${waitingReason(pod, container)}`,
    };
  }
  const found = row === undefined ? undefined : context.runtime.get(row.node, id);
  if (found === undefined) {
    const text = `unable to retrieve container logs for containerd://${id}`;
    return {
      kind: "text",
      // Whoever has followed it till now has seen it all.
      text: options.cursor === undefined ? text : "",
      cursor: options.cursor ?? { container: id, time: "", lines: 0 },
      isEnded: true,
    };
  }
  // A container that never ran has nothing to say.
  const lines = found.state === "created" ? [] : linesOf(context, found);
  const wanted = selectLines(context, lines, options);
  const last = lines[lines.length - 1];
  const time = last?.time ?? "";
  const cursor = { container: id, time, lines: lines.filter((line) => line.time === time).length };
  const text = formatLines(wanted, options);
  return {
    kind: "text",
    text,
    cursor: last === undefined ? (options.cursor ?? cursor) : cursor,
    isEnded: found.state === "exited",
  };
}

/** `--previous`: the container before this one; when it was removed its id is all that is left. */
function previousId(
  context: ConnectionContext,
  row: PodRow | undefined,
  name: string,
): string | undefined {
  const memory = row?.containers[name];
  if (memory === undefined) return undefined;
  if (memory.previous !== undefined) return memory.previous;
  const current =
    memory.current === undefined ? undefined : context.runtime.get(row?.node ?? "", memory.current);
  if (current === undefined) return undefined;
  return memory.lastState?.containerID?.replace("containerd://", "");
}

function waitingReason(pod: Pod, container: string): string {
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    ephemeralContainerStatuses = [],
  } = pod.status ?? {};
  const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses];
  const reason =
    all.find(({ name }) => name === container)?.state?.waiting?.reason ?? "ContainerCreating";
  if (reason === "ErrImagePull") return "image can't be pulled";
  return reason === "ImagePullBackOff" ? "trying and failing to pull image" : reason;
}

function linesOf({ runtime }: ConnectionContext, { node, logPath }: ContainerRow): LogLine[] {
  try {
    return parseLog(runtime.machines.files(node).read(logPath));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

function selectLines(
  { now }: ConnectionContext,
  lines: readonly LogLine[],
  options: LogOptions,
): readonly LogLine[] {
  const { cursor, sinceSeconds, sinceTime, tailLines } = options;
  if (cursor !== undefined) return linesAfter(lines, cursor);
  const since = sinceSeconds === undefined ? parseTime(sinceTime ?? "") : now - sinceSeconds * 1000;
  const recent =
    since === undefined ? lines : lines.filter(({ time }) => (parseTime(time) ?? 0) >= since);
  if (tailLines === undefined || tailLines < 0) return recent;
  return tailLines === 0 ? [] : recent.slice(-tailLines);
}

function linesAfter(lines: readonly LogLine[], cursor: LogCursor): readonly LogLine[] {
  let skip = cursor.lines;
  return lines.filter(({ time }) => {
    if (time < cursor.time) return false;
    if (time > cursor.time) return true;
    skip -= 1;
    return skip < 0;
  });
}

function formatLines(lines: readonly LogLine[], { timestamps, limitBytes }: LogOptions): string {
  const text = lines.map((line) => `${timestamps ? `${line.time} ` : ""}${line.text}\n`).join("");
  return limitBytes === undefined ? text : text.slice(0, limitBytes);
}

/** What a command in a container is started with: a program's `System.spawn` or `Machines.spawn` takes it. */
export interface ExecTarget {
  readonly machine: string;
  readonly user: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The container's first process, which `attach` listens to. */
  readonly process: number;
}

/** Where a command would run, or why it cannot, as the kubelet says it. */
export function execTarget(
  context: ConnectionContext,
  pod: Pod,
  container: string,
): ExecTarget | { readonly error: string } {
  const { name } = pod.metadata;
  const row = rowOf(context, pod);
  if (!pod.spec?.nodeName) return { error: `pod ${name} does not have a host assigned` };
  const id = row?.containers[container]?.current;
  const found =
    row === undefined || id === undefined ? undefined : context.runtime.get(row.node, id);
  if (found === undefined) return { error: `container not found ("${container}")` };
  if (found.state !== "running" || found.process === undefined) {
    return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed"
      ? {
          error: `cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`,
        }
      : { error: `container not found ("${container}")` };
  }
  const { machine, user, directory, environment, process } = found;
  return { machine, user, directory, environment, process };
}

function rowOf({ state }: ConnectionContext, { metadata, spec }: Pod): PodRow | undefined {
  const { namespace, name, uid = "" } = metadata;
  return podRow(state, `${spec?.nodeName ?? ""}/${namespace}/${name}`, uid);
}
