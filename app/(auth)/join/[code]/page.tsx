import type { Metadata } from "next";
import Link from "next/link";
import { loginPath } from "@/lib/auth/login-path";
import { configuredProviders } from "@/lib/auth/social-providers";
import { currentViewer } from "@/lib/auth/viewer";
import { auth } from "@/lib/messages/auth";
import { people } from "@/lib/messages/people";
import { readLocale } from "@/lib/messages/read-locale";
import { type Locale, translator } from "@/lib/messages/translate";
import { findCohort, type Invitation } from "@/lib/people/find-cohort";
import { errorText } from "../../_form/error-text";
import styles from "../../_form/form.module.css";
import { Notice } from "../../_form/notice";
import { SignInOptions } from "../../_form/sign-in-options";
import { JoinForm } from "./join-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(people, await readLocale())("joinTitle") };
}

export default async function JoinPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const locale = await readLocale();
  const t = translator(people, locale);
  const cohort = await findCohort(code);
  const isOver = cohort?.endsAt != null && cohort.endsAt < new Date();
  return (
    <main id="main" className={styles.sheet}>
      <header className={styles.head}>
        <h1>{cohort ? t("joinHeading", { cohort: cohort.name }) : t("joinTitle")}</h1>
        {cohort && (
          <p className={styles.soft}>
            {t("instructors", { names: cohort.instructors.join(", ") })}
          </p>
        )}
      </header>
      {!cohort && <Notice text={errorText({ key: "cohortNotFound" }, locale)} />}
      {isOver && <Notice text={errorText({ key: "cohortEnded" }, locale)} />}
      {cohort && !isOver && <Join cohort={cohort} locale={locale} />}
    </main>
  );
}

async function Join({ cohort, locale }: { cohort: Invitation; locale: Locale }) {
  const t = translator(people, locale);
  const viewer = await currentViewer();
  const next = `/join/${cohort.code}`;
  return (
    <>
      <section className={styles.section}>
        <h2>{t("consentTitle")}</h2>
        <p className={styles.soft}>{t("consentAlways")}</p>
        {viewer && <JoinForm locale={locale} code={cohort.code} needsName={viewer.isGuest} />}
      </section>
      {!viewer && <SignInFirst locale={locale} next={next} />}
    </>
  );
}

function SignInFirst({ locale, next }: { locale: Locale; next: string }) {
  const t = translator(people, locale);
  const account = translator(auth, locale);
  return (
    <section className={styles.section}>
      <p>{t("joinFirst")}</p>
      <p className={styles.buttons}>
        <Link href={loginPath({ next, isExpired: false })} className={styles.button}>
          {account("toLogin")}
        </Link>
        <Link href={`/sign-up?${new URLSearchParams({ next })}`} className={styles.quiet}>
          {account("toSignUp")}
        </Link>
      </p>
      <SignInOptions
        locale={locale}
        next={next}
        providers={configuredProviders()}
        isGuest={false}
      />
    </section>
  );
}
