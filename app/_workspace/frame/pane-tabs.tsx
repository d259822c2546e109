"use client";
// On a phone: which pane is seen.
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import type { PaneName } from "./use-panes";
import styles from "./workspace.module.css";

interface PaneTabsProps {
  readonly shown: PaneName;
  readonly onShow: (pane: PaneName) => void;
  readonly hasTask: boolean;
}

export function PaneTabs({ shown, onShow, hasTask }: PaneTabsProps) {
  const t = useMessages(workspace);
  const names: readonly (readonly [PaneName, string])[] = [
    ...(hasTask ? [["task", t("paneTask")] as const] : []),
    ["editor", t("paneEditor")],
    ["terminal", t("paneTerminal")],
    ["cluster", t("paneCluster")],
  ];
  return (
    <nav className={styles.paneTabs} aria-label={t("panes")}>
      {names.map(([name, title]) => (
        <button
          key={name}
          type="button"
          aria-current={name === shown ? "true" : undefined}
          onClick={() => onShow(name)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}
