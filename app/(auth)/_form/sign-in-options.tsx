// The ways to begin without a password: social accounts where they are configured, and as a guest.
"use client";
import { signIn } from "next-auth/react";
import { auth } from "@/lib/messages/auth";
import { type Locale, translator } from "@/lib/messages/translate";
import { errorText, signInErrorKey } from "./error-text";
import styles from "./form.module.css";
import { Notice } from "./notice";
import { useSubmit } from "./use-submit";

interface Options {
  readonly locale: Locale;
  readonly next: string;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly isGuest: boolean;
}

export function SignInOptions({ locale, next, providers, isGuest }: Options) {
  const t = translator(auth, locale);
  return (
    <>
      {providers.length > 0 && (
        <div className={styles.stack}>
          {providers.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className={styles.quiet}
              onClick={() => void signIn(id, { callbackUrl: next })}
            >
              {t("withProvider", { provider: name })}
            </button>
          ))}
        </div>
      )}
      {!isGuest && <GuestStart locale={locale} next={next} />}
    </>
  );
}

function GuestStart({ locale, next }: { locale: Locale; next: string }) {
  const t = translator(auth, locale);
  const { submit, isSending, refusal } = useSubmit(async () => {
    const answer = await signIn("guest", { redirect: false });
    if (answer?.error) return { key: signInErrorKey(answer.error) };
    window.location.assign(next === "/" ? "/learn" : next);
  });
  return (
    <section className={styles.section} aria-labelledby="guest">
      <h2 id="guest">{t("guestTitle")}</h2>
      <p className={styles.soft}>{t("guestIntro")}</p>
      <Notice text={refusal && errorText(refusal, locale)} />
      <form onSubmit={submit} className={styles.buttons}>
        <button type="submit" className={styles.quiet} disabled={isSending}>
          {isSending ? t("guestStarting") : t("guestStart")}
        </button>
      </form>
    </section>
  );
}
