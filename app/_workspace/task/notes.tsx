"use client";
// What an instructor wrote to the learner. Once it is on the learner's screen, the instructor is told so.
import { useEffect } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useLocale, useMessages } from "../../_ui/locale-context";
import { readNotes } from "../session-actions";
import { useSession, useSessionState } from "../session-context";
import styles from "./notes.module.css";

export function Notes() {
  const t = useMessages(workspace);
  const locale = useLocale();
  const store = useSession();
  const notes = useSessionState((state) => state.notes);
  const canAct = useSessionState((state) => state.facts.canAct);
  const hasNew = notes.some(({ isNew }) => isNew);
  useEffect(() => {
    if (hasNew && canAct) void readNotes({ id: store.get().facts.id }).catch(() => {});
  }, [hasNew, canAct, store]);
  if (notes.length === 0) return null;
  const when = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Seoul",
  });
  return (
    <section className={styles.notes} aria-labelledby="instructor-notes">
      <h2 id="instructor-notes">{t("notes")}</h2>
      <ul role="list" aria-live="polite">
        {notes.map(({ id, author, text, at, isNew }) => (
          <li key={id} data-new={isNew || undefined}>
            <p>{text}</p>
            <p className={styles.by}>
              {author} · <time dateTime={at}>{when.format(new Date(at))}</time>
              {isNew && <strong> {t("noteNew")}</strong>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
