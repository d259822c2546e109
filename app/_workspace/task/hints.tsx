"use client";
// The hints of a task, opened one by one.
import { useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { InlineText } from "../../_ui/inline-text";
import { useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import styles from "./objectives.module.css";

export function Hints({ task }: { task: string }) {
  const t = useMessages(workspace);
  const store = useSession();
  const [isAsking, setAsking] = useState(false);
  const canAct = useSessionState((state) => state.facts.canAct);
  const help = useSessionState((state) => state.help?.hints.find((each) => each.task === task));
  if (help === undefined || (!canAct && help.hints.length === 0)) return null;
  const { hints, total, isWaiting } = help;
  const isComplete = hints.length === total;

  async function ask() {
    setAsking(true);
    await store.ask("hints", { task });
    setAsking(false);
  }

  return (
    <div className={styles.hints}>
      {hints.length > 0 && (
        <ol role="list" aria-live="polite">
          {hints.map((hint, index) => (
            <li key={hint} lang="ko">
              <span>{t("hintOf", { number: index + 1, total })}</span> <InlineText text={hint} />
            </li>
          ))}
        </ol>
      )}
      {isWaiting && <p className={styles.quiet}>{t("hintWaits")}</p>}
      {isComplete && total > 1 && <p className={styles.quiet}>{t("hintAll")}</p>}
      {canAct && !isComplete && !isWaiting && (
        <button type="button" disabled={isAsking} data-hint={task} onClick={() => void ask()}>
          {hints.length === 0 ? t("openHint") : t("nextHint")}
        </button>
      )}
    </div>
  );
}
