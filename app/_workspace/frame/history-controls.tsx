"use client";
// 되돌리기, one step at a time or to any step, and checkpoints.
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Translate } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import type { Step } from "@/lib/sessions/past";
import { useMessages } from "../../_ui/locale-context";
import { ageText } from "../cluster/age";
import { useSession, useSessionState } from "../session-context";
import styles from "./top-bar.module.css";

type Say = Translate<(typeof workspace)["ko"]>;

export function HistoryControls() {
  const t = useMessages(workspace);
  const store = useSession();
  const past = useSessionState((state) => state.past);
  const [isOpen, setOpen] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const [last] = past.steps;
  const undo = (to: number) => {
    setOpen(false);
    void store.act({ kind: "undo", to });
  };

  useEffect(() => {
    if (!isOpen) return;
    const onPointer = (event: Event) => {
      if (!area.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPointer);
    return () => document.removeEventListener("pointerdown", onPointer);
  }, [isOpen]);

  function keep(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name") ?? "")
      .trim()
      .normalize("NFC");
    if (name === "") return;
    void store.act({ kind: "checkpoint", name: name.slice(0, 60) });
    form.reset();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu wherever the focus is in it.
    <div
      className={styles.group}
      ref={area}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <button
        type="button"
        className={styles.quiet}
        disabled={last === undefined}
        title={last ? t("undoWhat", { what: stepText(last, t) }) : t("undoNothing")}
        onClick={() => void store.act({ kind: "undo-last" })}
      >
        {t("undo")}
      </button>
      <button
        type="button"
        className={styles.quiet}
        aria-expanded={isOpen}
        aria-haspopup="true"
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">▾</span>
        <span className="visually-hidden">{t("history")}</span>
      </button>
      {isOpen && (
        <div className={styles.menu}>
          <section>
            <h2>{t("checkpointTitle")}</h2>
            {past.checkpoints.length > 0 && (
              <ul role="list">
                {past.checkpoints.map((point) => (
                  <li key={point.sequence}>
                    <button type="button" onClick={() => undo(point.sequence)}>
                      {t("checkpointGo", { name: point.label })}
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <form onSubmit={keep}>
              <input
                name="name"
                maxLength={60}
                aria-label={t("checkpointName")}
                placeholder={t("checkpointName")}
              />
              <button type="submit">{t("checkpointSave")}</button>
            </form>
          </section>
          <section>
            <h2>{t("historyTitle")}</h2>
            {past.steps.length === 0 && <p>{t("historyEmpty")}</p>}
            <ol role="list" className={styles.steps}>
              {past.steps.map((step) => (
                <li key={step.sequence}>
                  <button
                    type="button"
                    title={t("beforeThis")}
                    onClick={() => undo(step.sequence - 1)}
                  >
                    {stepText(step, t)}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </div>
  );
}

function stepText({ kind, label }: Step, t: Say): string {
  switch (kind) {
    case "skip":
      return t("stepSkip", { time: ageText(Number(label)) });
    case "save-file":
      return t("stepSave", { path: label });
    case "delete-file":
      return t("stepDelete", { path: label });
    case "close-editor":
      return t("stepEditor");
    case "signal":
      return t("stepSignal");
    default:
      return label === "" ? "↵" : label;
  }
}
