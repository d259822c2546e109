"use client";
// Controllers: what is wanted and what is there, a Deployment above its ReplicaSets.
import { workspace } from "@/lib/messages/workspace";
import { isSystem, type WorkloadItem } from "@/lib/sessions/picture/picture-items";
import { useMessages } from "../../_ui/locale-context";
import { useSessionState } from "../session-context";
import styles from "./cluster-pane.module.css";
import type { PointedProps } from "./node-room";

export function WorkloadList({ related, pointed, onOpen }: PointedProps) {
  const t = useMessages(workspace);
  const picture = useSessionState((state) => state.picture);
  const all = [...picture.values()].filter((item) => item.type === "workload");
  const shown = all.filter(({ namespace }) => !isSystem(namespace));
  if (shown.length === 0) return null;
  const roots = shown.filter(({ owner }) => owner === undefined || !picture.has(owner));
  const row = (item: WorkloadItem, depth: number): React.ReactNode => {
    const children = shown.filter(({ owner }) => owner === item.key);
    return (
      <li key={item.key}>
        <button
          type="button"
          className={styles.workload}
          style={{ paddingInlineStart: `calc(var(--space-3) + ${depth}rem)` }}
          data-key={item.key}
          data-pointed={pointed === item.key || undefined}
          data-related={related.has(item.key) || undefined}
          data-idle={(item.wanted === 0 && depth > 0) || undefined}
          onClick={() => onOpen(item.key)}
        >
          <span className={styles.kind}>{item.kind}</span>
          <span className={styles.name}>
            {item.namespace !== "default" && <i>{item.namespace}/</i>}
            {item.name}
          </span>
          <span className={styles.count} data-short={item.ready < item.wanted || undefined}>
            {item.ready}/{item.wanted}
          </span>
        </button>
        {children.length > 0 && (
          <ul role="list">
            {children
              .sort((a, b) => b.wanted - a.wanted || (a.key < b.key ? -1 : 1))
              .map((child) => row(child, depth + 1))}
          </ul>
        )}
      </li>
    );
  };
  return (
    <section className={styles.list} aria-labelledby="cluster-workloads">
      <h3 id="cluster-workloads">{t("workloads")}</h3>
      <ul role="list">{roots.map((item) => row(item, 0))}</ul>
    </section>
  );
}
