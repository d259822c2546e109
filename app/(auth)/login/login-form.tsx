"use client";
import { signIn } from "next-auth/react";
import { auth } from "@/lib/messages/auth";
import { type Locale, translator } from "@/lib/messages/translate";
import { errorText, signInErrorKey } from "../_form/error-text";
import { Field } from "../_form/field";
import styles from "../_form/form.module.css";
import { Notice } from "../_form/notice";
import { useSubmit } from "../_form/use-submit";

export function LoginForm({ locale, next }: { locale: Locale; next: string }) {
  const t = translator(auth, locale);
  const { submit, isSending, refusal } = useSubmit(async (form) => {
    const answer = await signIn("credentials", {
      redirect: false,
      email: form.get("email"),
      password: form.get("password"),
    });
    if (answer?.error) return { key: signInErrorKey(answer.error) };
    // A whole new page, so that everything on it is drawn for the person who has just signed in.
    window.location.assign(next === "/" ? "/learn" : next);
  });
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <Notice text={refusal && errorText(refusal, locale)} />
      <Field label={t("email")} name="email" type="email" autoComplete="username" required />
      <Field
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <button type="submit" className={styles.button} disabled={isSending}>
        {isSending ? t("loggingIn") : t("login")}
      </button>
    </form>
  );
}
