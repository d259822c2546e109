"use client";
// The clusters to choose from. Whoever is not signed in becomes a guest on opening one.
import { useState } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../_ui/locale-context";
import { asSomebody } from "../_workspace/as-somebody";
import { RefusalText } from "../_workspace/refusal-text";
import { openPlayground } from "../_workspace/session-actions";
import styles from "./page.module.css";

interface PresetCard {
  readonly name: string;
  readonly summary: string;
  readonly nodes: readonly string[];
}

export function PresetList({ presets }: { presets: readonly PresetCard[] }) {
  const t = useMessages(workspace);
  const [opening, setOpening] = useState<string>();
  const [refusal, setRefusal] = useState<RefusalReason>();
  const known: Record<string, readonly [string, string]> = {
    "three-nodes": [t("presetThreeNodes"), t("presetThreeNodesWhat")],
    metrics: [t("presetMetrics"), t("presetMetricsWhat")],
  };

  async function open(preset: string) {
    setOpening(preset);
    const opened = await asSomebody(() => openPlayground({ preset }));
    if (opened.ok) return window.location.assign(`/play/${opened.value}`);
    setOpening(undefined);
    setRefusal(opened.error);
  }

  return (
    <div className={styles.presets}>
      {presets.map(({ name, summary, nodes }) => {
        const [title, what] = known[name] ?? [name, summary];
        return (
          <section key={name} className={styles.preset}>
            <h2>{title}</h2>
            <p>{what}</p>
            <p className={styles.nodes}>{nodes.join(" · ")}</p>
            <button type="button" disabled={opening !== undefined} onClick={() => void open(name)}>
              {opening === name ? t("playStarting") : t("playStart")}
            </button>
          </section>
        );
      })}
      <RefusalText refusal={refusal} className={styles.refusal} />
    </div>
  );
}
