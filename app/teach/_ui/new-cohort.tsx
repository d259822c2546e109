"use client";
// A new class: a name, and dates if it has any.
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState, useTransition } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { teach } from "@/lib/messages/teach";
import { useMessages } from "../../_ui/locale-context";
import { RefusalText } from "../../_workspace/refusal-text";
import { createCohortAction } from "../teach-actions";
import styles from "./teach.module.css";

export function NewCohort() {
  const t = useMessages(teach);
  const router = useRouter();
  const [refusal, setRefusal] = useState<RefusalReason>();
  const [isSending, startSending] = useTransition();
  const id = useId();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    startSending(async () => {
      const made = await createCohortAction({
        name: text("name"),
        startsOn: text("startsOn"),
        endsOn: text("endsOn"),
      });
      if (made.ok) router.push(`/teach/${made.value.id}`);
      else setRefusal(made.error);
    });
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <div className={styles.field}>
        <label htmlFor={`${id}-name`}>{t("cohortName")}</label>
        <input
          id={`${id}-name`}
          name="name"
          required
          maxLength={60}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className={styles.faint}>
          {t("cohortNameHint")}
        </p>
      </div>
      <div className={styles.dates}>
        <div className={styles.field}>
          <label htmlFor={`${id}-starts`}>{t("startsOn")}</label>
          <input id={`${id}-starts`} name="startsOn" type="date" />
        </div>
        <div className={styles.field}>
          <label htmlFor={`${id}-ends`}>{t("endsOn")}</label>
          <input id={`${id}-ends`} name="endsOn" type="date" />
        </div>
      </div>
      <p className={styles.faint}>{t("datesHint")}</p>
      <RefusalText refusal={refusal} className={styles.wrong} />
      <p>
        <button type="submit" className={styles.button} disabled={isSending}>
          {isSending ? t("creating") : t("create")}
        </button>
      </p>
    </form>
  );
}
