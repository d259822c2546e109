"use client";
// A node as a room, and the pods in it.
import { workspace } from "@/lib/messages/workspace";
import type { NodeItem } from "@/lib/sessions/picture/picture-items";
import { useMessages } from "../../_ui/locale-context";
import { useSessionState } from "../session-context";
import { useClusterNow } from "../use-clock";
import { ageText } from "./age";
import styles from "./cluster-pane.module.css";
import { PodMark } from "./pod-mark";
import { podState } from "./pod-state";
import type { ShownPod } from "./use-leaving";

export interface PointedProps {
  readonly pointed: string | undefined;
  readonly related: ReadonlySet<string>;
  readonly onOpen: (key: string) => void;
}

interface PodsProps extends PointedProps {
  readonly pods: readonly ShownPod[];
}

export function NodeRoom(
  props: PodsProps & { readonly node: NodeItem; readonly isBrief?: boolean },
) {
  const { node, pods, pointed, onOpen, isBrief = false } = props;
  const t = useMessages(workspace);
  const isReady = node.status === "Ready";
  const isControlPlane = node.roles.includes("control-plane");
  return (
    <section className={styles.room} aria-label={node.name} data-healthy={isReady || undefined}>
      <header className={styles.door}>
        <button
          type="button"
          data-key={node.key}
          data-pointed={pointed === node.key || undefined}
          onClick={() => onOpen(node.key)}
        >
          {node.name}
        </button>
        {!isReady && <strong className={styles.alarm}>{node.status}</strong>}
        <span className={styles.capacity}>
          {isControlPlane
            ? "control plane"
            : t("capacity", { cpu: node.cpu, memory: memoryText(node.memory) })}
        </span>
      </header>
      {pods.length === 0 ? (
        <p className={styles.quiet}>{isBrief && isControlPlane ? "" : t("emptyRoom")}</p>
      ) : (
        <Pods {...props} />
      )}
    </section>
  );
}

/** Where pods stand that no node has taken yet. */
export function WaitingRoom(props: PodsProps) {
  const t = useMessages(workspace);
  return (
    <section className={styles.room} data-waiting="" aria-label={t("noNode")}>
      <header className={styles.door}>
        <span>{t("noNode")}</span>
      </header>
      <Pods {...props} />
    </section>
  );
}

function Pods({ pods, pointed, related, onOpen }: PodsProps) {
  return (
    <ul role="list" className={styles.pods}>
      {pods.map((pod) => (
        <Pod
          key={pod.key}
          pod={pod}
          isPointed={pod.key === pointed}
          isRelated={related.has(pod.key)}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

interface PodProps {
  readonly pod: ShownPod;
  readonly isPointed: boolean;
  readonly isRelated: boolean;
  readonly onOpen: (key: string) => void;
}

function Pod({ pod, isPointed, isRelated, onOpen }: PodProps) {
  const t = useMessages(workspace);
  const now = useClusterNow();
  const isNew = useSessionState((state) => state.arrived.has(pod.key));
  const state = podState(pod.status, pod.ready);
  const age = ageText(now - pod.createdAt);
  const { stem, tail } = nameParts(pod);
  return (
    <li data-new={isNew || undefined} data-gone={pod.isGone}>
      <button
        type="button"
        className={styles.pod}
        data-key={pod.key}
        data-state={state}
        data-pointed={isPointed || undefined}
        data-related={isRelated || undefined}
        aria-label={t("podLabel", { name: pod.name, status: pod.status, ready: pod.ready, age })}
        title={pod.name}
        onClick={() => onOpen(pod.key)}
      >
        <PodMark state={state} />
        <span className={styles.name}>
          {pod.namespace !== "default" && <i>{pod.namespace}/</i>}
          <span className={styles.stem}>{stem}</span>
          <span className={styles.tail}>{tail}</span>
        </span>
        <span className={styles.status}>
          {state === "running" ? "" : pod.status === "Running" ? pod.ready : pod.status}
          {pod.restarts > 0 && (
            <span className={styles.restarts} title={t("restarts", { count: pod.restarts })}>
              {" "}
              ↻{pod.restarts}
            </span>
          )}
        </span>
        <span className={styles.age}>{age}</span>
      </button>
    </li>
  );
}

/** Pods of one controller differ at the end: that part is never cut off. */
function nameParts({ name, owner }: ShownPod): { stem: string; tail: string } {
  const at = owner === undefined ? -1 : name.lastIndexOf("-");
  return at < 0 ? { stem: name, tail: "" } : { stem: name.slice(0, at), tail: name.slice(at) };
}

/** `4028416Ki` → `4Gi`. */
function memoryText(memory: string): string {
  const kibibytes = /^(\d+)Ki$/.exec(memory)?.[1];
  return kibibytes === undefined ? memory : `${Math.round(Number(kibibytes) / 1024 / 1024)}Gi`;
}
