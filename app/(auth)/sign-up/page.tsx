import type { Metadata } from "next";
import Link from "next/link";
import { loginPath, safeNext } from "@/lib/auth/login-path";
import { configuredProviders } from "@/lib/auth/social-providers";
import { currentViewer } from "@/lib/auth/viewer";
import { auth } from "@/lib/messages/auth";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import styles from "../_form/form.module.css";
import { SignInOptions } from "../_form/sign-in-options";
import { SignUpForm } from "./sign-up-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(auth, await readLocale())("signUpTitle") };
}

export default async function SignUpPage(props: { searchParams: Promise<{ next?: string }> }) {
  const locale = await readLocale();
  const t = translator(auth, locale);
  const next = safeNext((await props.searchParams).next);
  const isGuest = (await currentViewer())?.isGuest ?? false;
  return (
    <main id="main" className={styles.sheet}>
      <header className={styles.head}>
        <h1>{t("signUpTitle")}</h1>
        <p className={styles.soft}>{isGuest ? t("guestCarries") : t("signUpIntro")}</p>
      </header>
      <SignUpForm locale={locale} next={next} />
      <p className={styles.soft}>
        {t("hasAccount")} <Link href={loginPath({ next, isExpired: false })}>{t("toLogin")}</Link>
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
