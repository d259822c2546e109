// Makes a container from its spec: user, environment, mounts, files; does not run it.
//
// Kubernetes: pkg/kubelet/kuberuntime/kuberuntime_container.go (generateContainerConfig)
import type { Container, Pod } from "@/generated/kubernetes/types";
import { present } from "../kernel/invariant";
import type { UserRow } from "../machine/machine-tables";
import { quantityOf, quantityValue } from "../meta/quantity";
import { namespaceById, nodeNamespaceId } from "../network/namespaces";
import { logPath } from "../runtime/container-log";
import type { ContainerRow } from "../runtime/container-tables";
import { definitionOf, type StoredImage, storedImage } from "../runtime/image-store";
import { containerMounts } from "./container-mounts";
import { terminatedState } from "./container-status";
import { kubeletName } from "./context";
import { ConfigError, containerEnvironment, expand } from "./environment";
import { podHostname, writePodFiles } from "./pod-files";
import { type PodWork, podText } from "./pod-work";
import { NodeFiles } from "./volumes/node-files";

/** Where cgroup v2 shows a container its own limit. */
const memoryLimitFile = "/sys/fs/cgroup/memory.max";

export function createContainer(work: PodWork, pod: Pod, container: Container): ContainerRow {
  const { context, row } = work;
  const { name, image = "", command, args } = container;
  const memory = container.resources?.limits?.memory;
  const stored = present(storedImage(context.state, row.node, image), `${image} is on ${row.node}`);
  const identity = userOf(work, pod, container, stored);
  const hostIP = namespaceById(context.state, nodeNamespaceId(row.node))?.address ?? "";
  const environment = containerEnvironment({
    client: context.client,
    pod,
    container,
    podIP: row.address ?? "",
    hostIP,
  });
  const mounts = containerMounts(work, pod, container, environment);
  const before = work.container(name);
  const attempt = before.current === undefined ? before.restarts : before.restarts + 1;
  const sandbox = present(
    context.runtime.sandbox(row.node, row.sandbox ?? ""),
    "a sandbox before containers",
  );
  const path = logPath(sandbox.pod, name, attempt);
  new NodeFiles(context.state, row.node).file(path, "", 0o640);
  const created = context.runtime.create({
    sandbox,
    name,
    attempt,
    image,
    stored,
    hostname: podHostname(pod),
    ...(command === undefined ? {} : { command: command.map((word) => expand(word, environment)) }),
    ...(args === undefined ? {} : { args: args.map((word) => expand(word, environment)) }),
    environment,
    ...(container.workingDir === undefined ? {} : { directory: container.workingDir }),
    ...identity,
    mounts,
    ...(container.lifecycle?.stopSignal === undefined
      ? {}
      : { stopSignal: container.lifecycle.stopSignal.replace(/^SIG/, "") }),
    logPath: path,
    ...(container.terminationMessagePath === undefined
      ? {}
      : { terminationMessagePath: container.terminationMessagePath }),
    ...(container.stdin === true ? { stdin: container.stdinOnce ? "once" : "open" } : {}),
    ...(memory === undefined ? {} : { memoryLimit: Number(quantityValue(quantityOf(memory))) }),
    owner: { reconciler: kubeletName, key: work.key },
  });
  writePodFiles(work, pod, created.machine);
  if (created.memoryLimit !== undefined) {
    new NodeFiles(context.state, created.machine).file(
      memoryLimitFile,
      `${created.memoryLimit}\n`,
      0o644,
    );
  }
  replaceBefore(work, container, created, attempt);
  return created;
}

/** The container before becomes the one whose end is shown and whose log `--previous` gives. */
function replaceBefore(
  work: PodWork,
  container: Container,
  created: ContainerRow,
  attempt: number,
): void {
  const { runtime } = work.context;
  const { current, previous } = work.container(container.name);
  const old = current === undefined ? undefined : runtime.get(work.row.node, current);
  const older = previous === undefined ? undefined : runtime.get(work.row.node, previous);
  const lastState =
    old === undefined ? work.container(container.name).lastState : terminatedState(work, old);
  if (older !== undefined) runtime.remove(older);
  work.setContainer(container.name, {
    current: created.id,
    previous: old?.id,
    restarts: attempt,
    lastState,
    isReady: false,
    hasStarted: container.startupProbe === undefined,
    failing: undefined,
  });
}

interface Identity {
  readonly user?: string;
  readonly users?: Readonly<Record<string, UserRow>>;
}

function userOf(work: PodWork, pod: Pod, container: Container, stored: StoredImage): Identity {
  const wide = pod.spec?.securityContext;
  const own = container.securityContext;
  const uid = own?.runAsUser ?? wide?.runAsUser;
  const imageUser = definitionOf(stored)?.user;
  const isRoot = uid === undefined ? imageUser === undefined || imageUser === "root" : uid === 0;
  if ((own?.runAsNonRoot ?? wide?.runAsNonRoot) === true && isRoot) {
    const where = `(pod: "${podText(work.row)}", container: ${container.name})`;
    throw new ConfigError(
      uid === undefined
        ? `container has runAsNonRoot and image will run as root ${where}`
        : `container's runAsUser breaks non-root policy ${where}`,
    );
  }
  if (uid === undefined || uid === 0) return {};
  const gid = own?.runAsGroup ?? wide?.runAsGroup ?? 0;
  const groups = [wide?.fsGroup, ...(wide?.supplementalGroups ?? [])]
    .flatMap((group) => group ?? [])
    .map(String);
  return {
    user: String(uid),
    users: { [uid]: { uid, gid, home: "/", ...(groups.length === 0 ? {} : { groups }) } },
  };
}
