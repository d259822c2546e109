"use client";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { people } from "@/lib/messages/people";
import { type Locale, translator } from "@/lib/messages/translate";
import { Field } from "../_form/field";
import styles from "../_form/form.module.css";

/** Somebody heard a code read out in class, and has no link. */
export function JoinByCode({ locale }: { locale: Locale }) {
  const t = translator(people, locale);
  const router = useRouter();
  function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code")).trim();
    if (code) router.push(`/join/${encodeURIComponent(code)}`);
  }
  return (
    <form onSubmit={open} className={styles.form}>
      <Field label={t("code")} name="code" autoComplete="off" maxLength={20} hint={t("codeHint")} />
      <p className={styles.buttons}>
        <button type="submit" className={styles.quiet}>
          {t("codeNext")}
        </button>
      </p>
    </form>
  );
}
