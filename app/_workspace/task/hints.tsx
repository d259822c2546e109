"use client";
// The hints of a task, opened one by one.
import { useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import type { OpenHints } from "@/lib/sessions/open-hint";
import { InlineText } from "../../_ui/inline-text";
import { useMessages } from "../../_ui/locale-context";
import { useSession } from "../session-context";
import { readRefusal } from "../session-store";
import styles from "./objectives.module.css";

export function Hints({ task }: { task: string }) {
  const t = useMessages(workspace);
  const store = useSession();
  const [open, setOpen] = useState<OpenHints>();
  const [isAsking, setAsking] = useState(false);
  const { id, canAct } = store.get().facts;
  if (!canAct && open === undefined) return null;

  async function ask() {
    setAsking(true);
    const answer = await fetch(`/api/sessions/${id}/hints`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ task }),
    }).catch(() => undefined);
    setAsking(false);
    if (answer === undefined) store.refuse({ key: "unreachable" });
    else if (answer.ok) setOpen((await answer.json()) as OpenHints);
    else store.refuse(await readRefusal(answer));
  }

  const isComplete = open !== undefined && open.hints.length === open.total;
  return (
    <div className={styles.hints}>
      {open && (
        <ol role="list" aria-live="polite">
          {open.hints.map((hint, index) => (
            <li key={hint} lang="ko">
              <span>{t("hintOf", { number: index + 1, total: open.total })}</span>{" "}
              <InlineText text={hint} />
            </li>
          ))}
        </ol>
      )}
      {open?.isWaiting && <p className={styles.quiet}>{t("hintWaits")}</p>}
      {isComplete && open.total > 1 && <p className={styles.quiet}>{t("hintAll")}</p>}
      {!isComplete && (
        <button type="button" disabled={isAsking} data-hint={task} onClick={() => void ask()}>
          {open === undefined ? t("openHint") : t("nextHint")}
        </button>
      )}
    </div>
  );
}
