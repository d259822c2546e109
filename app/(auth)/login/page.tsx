import type { Metadata } from "next";
import Link from "next/link";
import { safeNext } from "@/lib/auth/login-path";
import { configuredProviders } from "@/lib/auth/social-providers";
import { currentViewer } from "@/lib/auth/viewer";
import { auth } from "@/lib/messages/auth";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { errorText, signInErrorKey } from "../_form/error-text";
import styles from "../_form/form.module.css";
import { Notice } from "../_form/notice";
import { SignInOptions } from "../_form/sign-in-options";
import { LoginForm } from "./login-form";

interface Query {
  readonly next?: string;
  readonly callbackUrl?: string;
  readonly reason?: string;
  readonly error?: string;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(auth, await readLocale())("loginTitle") };
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const locale = await readLocale();
  const t = translator(auth, locale);
  const next = safeNext(query.next);
  const isGuest = (await currentViewer())?.isGuest ?? false;
  const signUp = next === "/" ? "/sign-up" : `/sign-up?${new URLSearchParams({ next })}`;
  return (
    <main id="main" className={styles.sheet}>
      <header className={styles.head}>
        <h1>{t("loginTitle")}</h1>
        <p className={styles.soft}>{isGuest ? t("guestCarries") : t("loginIntro")}</p>
      </header>
      {query.reason === "expired" && (
        <Notice text={errorText({ key: "signInExpired" }, locale)} isCalm />
      )}
      {query.error && <Notice text={errorText({ key: signInErrorKey(query.error) }, locale)} />}
      <LoginForm locale={locale} next={next} />
      <p className={styles.soft}>
        {t("noAccount")} <Link href={signUp}>{t("toSignUp")}</Link>
      </p>
      <SignInOptions
        locale={locale}
        next={next}
        providers={configuredProviders()}
        isGuest={isGuest}
      />
    </main>
  );
}
