"use client";
// Every key of the screen, and how terminals are read aloud.
import { useRef } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import { isBoolean, useRemembered } from "../use-screen-options";
import styles from "./top-bar.module.css";

export function KeyboardHelp() {
  const t = useMessages(workspace);
  const dialog = useRef<HTMLDialogElement>(null);
  const [isForScreenReader, setForScreenReader] = useRemembered(
    "naru-screen-reader",
    false,
    isBoolean,
  );
  const keys = [
    ["F6", t("keyPanes")],
    ["Ctrl+M", t("keyTab")],
    ["Ctrl+Enter", t("keyCheck")],
    ["Tab", t("keyComplete")],
    ["Ctrl+R", t("keySearch")],
    ["Ctrl+A / Ctrl+E", t("keyLine")],
    ["Ctrl+K / U / W", t("keyCut")],
    ["Ctrl+C", t("keyInterrupt")],
    ["Ctrl+L", t("keyClear")],
    ["← → ↑ ↓", t("keySplit")],
  ];
  return (
    <>
      <button type="button" className={styles.quiet} onClick={() => dialog.current?.showModal()}>
        {t("keys")}
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="keys-title">
        <h2 id="keys-title">{t("keysTitle")}</h2>
        <dl className={styles.keys}>
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={isForScreenReader}
            onChange={(event) => {
              setForScreenReader(event.target.checked);
              window.location.reload();
            }}
          />
          {t("screenReader")}
        </label>
        <form method="dialog">
          <button type="submit">{t("close")}</button>
        </form>
      </dialog>
    </>
  );
}
