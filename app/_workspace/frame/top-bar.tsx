"use client";
// The line above the panes: where one is, the cluster's time, the way back, and 채점.
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import type { OpenFiles } from "../editor/open-files";
import type { LabInfo } from "../lab-info";
import { useSession, useSessionState } from "../session-context";
import { ClockControls } from "./clock-controls";
import { HistoryControls } from "./history-controls";
import { KeyboardHelp } from "./keyboard-help";
import { KubeconfigDialog } from "./kubeconfig-dialog";
import { RestartButton } from "./restart-button";
import styles from "./top-bar.module.css";

interface TopBarProps {
  readonly lab: LabInfo | undefined;
  readonly files: OpenFiles;
  readonly onRestart: (id: string) => Promise<string | undefined>;
  readonly onShare: ((id: string) => Promise<string | undefined>) | undefined;
}

export function TopBar({ lab, files, onRestart, onShare }: TopBarProps) {
  const t = useMessages(workspace);
  const canAct = useSessionState((state) => state.facts.canAct);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.bar} data-open={isOpen || undefined}>
      <p className={styles.place}>
        {lab ? (
          <>
            <Link href={lab.lesson.href}>{`${lab.lesson.section}. ${lab.lesson.title}`}</Link>
            <strong>{t("lab")}</strong>
          </>
        ) : (
          <>
            <Link href="/play">{t("playground")}</Link>
            <strong>{t("paneCluster")}</strong>
          </>
        )}
      </p>
      <button
        type="button"
        className={styles.more}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t("menu")}
      </button>
      <div className={styles.tools}>
        <ClockControls />
        {canAct && <HistoryControls />}
        <div className={styles.group}>
          {canAct && onShare && <ShareButton onShare={onShare} />}
          {canAct && <KubeconfigDialog />}
          {canAct && <RestartButton onRestart={onRestart} />}
          <KeyboardHelp />
        </div>
      </div>
      {lab && canAct && <CheckButton files={files} />}
    </div>
  );
}

function CheckButton({ files }: { files: OpenFiles }) {
  const t = useMessages(workspace);
  const store = useSession();
  const [isChecking, setChecking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  async function check() {
    if (isChecking) return;
    setChecking(true);
    // What was typed a moment ago counts.
    await files.flush();
    await store.ask("check");
    setChecking(false);
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) button.current?.click();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <button
      ref={button}
      type="button"
      className={styles.check}
      aria-disabled={isChecking}
      title="Ctrl+Enter"
      onClick={() => void check()}
    >
      {isChecking ? t("checking") : t("check")}
    </button>
  );
}

function ShareButton({ onShare }: { onShare: (id: string) => Promise<string | undefined> }) {
  const t = useMessages(workspace);
  const store = useSession();
  const [link, setLink] = useState<string>();
  async function share() {
    const path = await onShare(store.get().facts.id);
    if (path === undefined) return;
    const address = new URL(path, window.location.href).href;
    await navigator.clipboard.writeText(address).catch(() => {});
    setLink(address);
  }
  return (
    <>
      <button type="button" className={styles.quiet} onClick={() => void share()}>
        {t("share")}
      </button>
      {link !== undefined && (
        <div className={styles.shared} role="status">
          <p>{t("shared")}</p>
          <input
            readOnly
            value={link}
            aria-label={t("share")}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" onClick={() => setLink(undefined)}>
            {t("close")}
          </button>
        </div>
      )}
    </>
  );
}
