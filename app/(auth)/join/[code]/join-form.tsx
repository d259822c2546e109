"use client";
import { useId } from "react";
import { people } from "@/lib/messages/people";
import { type Locale, translator } from "@/lib/messages/translate";
import { errorText } from "../../_form/error-text";
import { Field } from "../../_form/field";
import styles from "../../_form/form.module.css";
import { Notice } from "../../_form/notice";
import { useSubmit } from "../../_form/use-submit";
import { joinAction } from "./join-action";

export function JoinForm(props: { locale: Locale; code: string; needsName: boolean }) {
  const { locale, code, needsName } = props;
  const t = translator(people, locale);
  const consent = useId();
  const { submit, isSending, refusal } = useSubmit(async (form) => {
    const name = form.get("name");
    const joined = await joinAction({
      code,
      consentToView: form.get("consentToView") === "on",
      ...(typeof name === "string" && { name }),
    });
    if (!joined.ok) return joined.error;
    window.location.assign("/learn");
  });
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <Notice text={refusal && errorText(refusal, locale)} />
      {needsName && (
        <Field label={t("joinName")} name="name" autoComplete="name" hint={t("joinNameHint")} />
      )}
      <div className={styles.check}>
        <input id={consent} type="checkbox" name="consentToView" />
        <label htmlFor={consent} className={styles.label}>
          {t("consentLabel")}
        </label>
        <p className={styles.hint}>{t("consentDetail")}</p>
      </div>
      <button type="submit" className={styles.button} disabled={isSending}>
        {isSending ? t("joining") : t("join")}
      </button>
    </form>
  );
}
