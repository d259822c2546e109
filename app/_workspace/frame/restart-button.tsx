"use client";
// 다시 시작, after asking.
import { useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import { useSession } from "../session-context";
import styles from "./top-bar.module.css";

export function RestartButton({
  onRestart,
}: {
  onRestart: (id: string) => Promise<string | undefined>;
}) {
  const t = useMessages(workspace);
  const store = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isBusy, setBusy] = useState(false);
  async function restart() {
    setBusy(true);
    const next = await onRestart(store.get().facts.id);
    if (next !== undefined) window.location.assign(next);
    else setBusy(false);
  }
  return (
    <>
      <button type="button" className={styles.quiet} onClick={() => dialog.current?.showModal()}>
        {t("restart")}
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="restart-title">
        <h2 id="restart-title">{t("restartTitle")}</h2>
        <p>{t("restartWhat")}</p>
        <form method="dialog">
          <button type="submit">{t("cancel")}</button>
          <button
            type="button"
            className={styles.danger}
            disabled={isBusy}
            onClick={() => void restart()}
          >
            {t("restartYes")}
          </button>
        </form>
      </dialog>
    </>
  );
}
