// One look of the kubelet at one pod: the pod, its row while it is being changed, and what every part of the
// kubelet does with them.
import type { Container, Pod } from "@/generated/kubernetes/types";
import type { RecordedEvent } from "../client/event-recorder";
import { formatTime } from "../meta/time";
import type { ContainerRow } from "../runtime/container-tables";
import type { KubeletContext } from "./context";
import { type ContainerMemory, freshContainer, type PodRow } from "./pod-row";

export class PodWork {
  private formatted: string | undefined;

  constructor(
    readonly context: KubeletContext,
    /** As the API server has it; absent when it was deleted with force. */
    readonly pod: Pod | undefined,
    private kept: PodRow,
  ) {}

  get row(): PodRow {
    return this.kept;
  }

  get now(): number {
    return this.context.now;
  }

  /** The instant as the API writes it. */
  get time(): string {
    this.formatted ??= formatTime(this.context.now);
    return this.formatted;
  }

  /** `node/namespace/name`. */
  get key(): string {
    return `${this.kept.node}/${this.kept.namespace}/${this.kept.name}`;
  }

  set(change: { readonly [Field in keyof PodRow]?: PodRow[Field] | undefined }): void {
    this.kept = changed(this.kept, change);
  }

  container(name: string): ContainerMemory {
    return this.kept.containers[name] ?? freshContainer;
  }

  setContainer(
    name: string,
    change: { readonly [Field in keyof ContainerMemory]?: ContainerMemory[Field] | undefined },
  ): void {
    const next = changed(this.container(name), change);
    this.set({ containers: { ...this.kept.containers, [name]: next } });
  }

  /** The newest container of that name, as the runtime has it. */
  current(name: string): ContainerRow | undefined {
    const id = this.container(name).current;
    return id === undefined ? undefined : this.context.runtime.get(this.kept.node, id);
  }

  /** Asks for a sync at `at`, or earlier when one was asked for. */
  wantSync(at: number): void {
    if (this.kept.syncAt === undefined || this.kept.syncAt > at) this.set({ syncAt: at });
  }

  say(event: Omit<RecordedEvent, "about" | "source">): void {
    const { namespace, name, uid, node } = this.kept;
    this.context.record({
      about: this.pod ?? { apiVersion: "v1", kind: "Pod", metadata: { namespace, name, uid } },
      source: { component: "kubelet", host: node },
      ...event,
    });
  }

  sayOf(container: string, type: "Normal" | "Warning", reason: string, message: string): void {
    const group = this.pod === undefined ? "containers" : groupOf(this.pod, container);
    this.say({ type, reason, message, fieldPath: `spec.${group}{${container}}` });
  }
}

/** A copy with the change; a field that is undefined goes, so that equal rows are saved alike. */
function changed<Row extends object>(
  row: Row,
  change: { readonly [Field in keyof Row]?: Row[Field] | undefined },
): Row {
  const next: Record<string, unknown> = { ...row, ...change };
  for (const name in change) if (next[name] === undefined) delete next[name];
  return next as Row;
}

/** The list of the spec a container stands in. */
export function groupOf(pod: Pod, name: string): string {
  if (pod.spec?.containers.some((container) => container.name === name)) return "containers";
  if (pod.spec?.initContainers?.some((container) => container.name === name))
    return "initContainers";
  return pod.spec?.ephemeralContainers?.some((container) => container.name === name)
    ? "ephemeralContainers"
    : "containers";
}

export function containerSpec(pod: Pod, name: string): Container | undefined {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const all: readonly Container[] = [...containers, ...initContainers, ...ephemeralContainers];
  return all.find((container) => container.name === name);
}

export const isSidecar = (container: Pick<Container, "restartPolicy">): boolean =>
  container.restartPolicy === "Always";

/** Whether a container that ended is started again. */
export function isRestarted(
  pod: Pod,
  container: Pick<Container, "restartPolicy">,
  exitCode: number,
): boolean {
  const policy = container.restartPolicy ?? pod.spec?.restartPolicy ?? "Always";
  return policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
}

/** `web_default(1c3f…)`, as messages name a pod. */
export const podText = ({
  namespace,
  name,
  uid,
}: Pick<PodRow, "namespace" | "name" | "uid">): string => `${name}_${namespace}(${uid})`;
