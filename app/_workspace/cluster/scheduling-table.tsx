"use client";
// What the scheduler thought of each node for a pod.
import { workspace } from "@/lib/messages/workspace";
import type { ObjectDetails } from "@/lib/sessions/read-object";
import { useMessages } from "../../_ui/locale-context";
import styles from "./object-panel.module.css";

export function SchedulingTable({
  verdict,
}: {
  verdict: NonNullable<ObjectDetails["scheduling"]>;
}) {
  const t = useMessages(workspace);
  return (
    <dl className={styles.scheduling}>
      {verdict.nodes.map(({ node, reasons, refusedBy, total }) => {
        const isChosen = node === verdict.chosen;
        const isRefused = reasons !== undefined && reasons.length > 0;
        return (
          <div key={node} data-chosen={isChosen || undefined}>
            <dt>{node}</dt>
            <dd>
              <b>{isChosen ? t("chosen") : isRefused ? t("refused") : t("fits")}</b>
              {total !== undefined && <span> {t("scoreIs", { score: total })}</span>}
              {isRefused && (
                <span className={styles.reason}>
                  {reasons.join(", ")}
                  {refusedBy !== undefined && ` (${refusedBy})`}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
