"use client";
import { signIn } from "next-auth/react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { auth } from "@/lib/messages/auth";
import { type Locale, translator } from "@/lib/messages/translate";
import { errorText, signInErrorKey } from "../_form/error-text";
import { Field } from "../_form/field";
import styles from "../_form/form.module.css";
import { Notice } from "../_form/notice";
import { useSubmit } from "../_form/use-submit";
import { signUpAction } from "./sign-up-action";

export function SignUpForm({ locale, next }: { locale: Locale; next: string }) {
  const t = translator(auth, locale);
  const { submit, isSending, refusal } = useSubmit((form) => signUpAndIn(form, next));
  const wrong = (field: string) =>
    refusal?.key === "invalidInput" && refusal.values?.field === field;
  const isAboutField = ["name", "email", "password"].some(wrong);
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <Notice text={refusal && !isAboutField ? errorText(refusal, locale) : undefined} />
      <Field
        label={t("name")}
        name="name"
        autoComplete="name"
        hint={t("nameHint")}
        wrong={wrong("name") ? t("nameInvalid") : undefined}
        required
      />
      <Field
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        wrong={wrong("email") ? t("emailInvalid") : undefined}
        required
      />
      <Field
        label={t("password")}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t("passwordHint")}
        wrong={wrong("password") ? t("passwordInvalid") : undefined}
        required
      />
      <button type="submit" className={styles.button} disabled={isSending}>
        {isSending ? t("signingUp") : t("signUp")}
      </button>
    </form>
  );
}

async function signUpAndIn(form: FormData, next: string): Promise<RefusalReason | undefined> {
  const email = String(form.get("email"));
  const password = String(form.get("password"));
  const made = await signUpAction({ name: String(form.get("name")), email, password });
  if (!made.ok) return made.error;
  const answer = await signIn("credentials", { redirect: false, email, password });
  if (answer?.error) return { key: signInErrorKey(answer.error) };
  window.location.assign(next === "/" ? "/learn" : next);
  return undefined;
}
