"use client";
// What was written to the learner about this session, and a few words more.
import { type FormEvent, useId, useState, useTransition } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { teach } from "@/lib/messages/teach";
import type { Note } from "@/lib/sessions/session-notes";
import { useLocale, useMessages } from "../../../_ui/locale-context";
import { RefusalText } from "../../../_workspace/refusal-text";
import shared from "../../_ui/teach.module.css";
import { momentText } from "../../_ui/time-text";
import { leaveNoteAction } from "../../teach-actions";
import styles from "./replay.module.css";

interface NotesProps {
  readonly sessionId: string;
  readonly name: string;
  readonly notes: readonly Note[];
  readonly canWrite: boolean;
}

export function Notes({ sessionId, name, notes, canWrite }: NotesProps) {
  const t = useMessages(teach);
  const locale = useLocale();
  return (
    <section className={styles.notes} aria-labelledby="notes">
      <div>
        <h2 id="notes">{t("notes")}</h2>
        {notes.length === 0 && <p className={shared.soft}>{t("notesNone")}</p>}
        <ol role="list">
          {notes.map(({ id, author, text, createdAt, readAt }) => (
            <li key={id}>
              <p>{text}</p>
              <p className={shared.faint}>
                {author} · {momentText(createdAt, locale)} ·{" "}
                {readAt ? t("noteRead") : t("noteUnread")}
              </p>
            </li>
          ))}
        </ol>
      </div>
      {canWrite && <NoteForm sessionId={sessionId} name={name} />}
    </section>
  );
}

function NoteForm({ sessionId, name }: { sessionId: string; name: string }) {
  const t = useMessages(teach);
  const id = useId();
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<RefusalReason>();
  const [isSent, setSent] = useState(false);
  const [isSending, startSending] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    startSending(async () => {
      const left = await leaveNoteAction({ sessionId, text });
      setRefusal(left.ok ? undefined : left.error);
      setSent(left.ok);
      if (left.ok) setText("");
    });
  }

  return (
    <form onSubmit={submit} className={shared.form}>
      <div className={shared.field}>
        <label htmlFor={id}>{t("noteFor", { name })}</label>
        <textarea
          id={id}
          rows={3}
          required
          maxLength={2000}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setSent(false);
          }}
        />
        <p id={`${id}-hint`} className={shared.faint}>
          {t("noteHint")}
        </p>
      </div>
      <RefusalText refusal={refusal} className={shared.wrong} />
      <p className={shared.tools}>
        <button type="submit" className={shared.button} disabled={isSending || text.trim() === ""}>
          {isSending ? t("noteSending") : t("noteSend")}
        </button>
        <span role="status">{isSent && t("noteSent")}</span>
      </p>
    </form>
  );
}
