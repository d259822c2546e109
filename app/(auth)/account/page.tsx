import type { Metadata } from "next";
import Link from "next/link";
import { requireViewer, type Viewer } from "@/lib/auth/viewer";
import { auth } from "@/lib/messages/auth";
import { people } from "@/lib/messages/people";
import { readLocale } from "@/lib/messages/read-locale";
import { type Locale, translator } from "@/lib/messages/translate";
import { whoMaySee } from "@/lib/people/who-may-see";
import styles from "../_form/form.module.css";
import { JoinByCode } from "./join-by-code";
import { SignOutButton } from "./sign-out-button";
import { WatchingCohort } from "./watching-cohort";

const roleKeys = {
  LEARNER: "roleLearner",
  INSTRUCTOR: "roleInstructor",
  ADMIN: "roleAdmin",
} as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(auth, await readLocale())("accountTitle") };
}

export default async function AccountPage() {
  const viewer = await requireViewer("/account");
  const locale = await readLocale();
  const t = translator(people, locale);
  return (
    <main id="main" className={`${styles.sheet} ${styles.wide}`}>
      {viewer.isGuest ? <Guest locale={locale} /> : <Member viewer={viewer} locale={locale} />}
      <WhoMaySee viewer={viewer} locale={locale} />
      <section className={styles.section}>
        <h2>{t("codeTitle")}</h2>
        <JoinByCode locale={locale} />
      </section>
    </main>
  );
}

function Member({ viewer, locale }: { viewer: Viewer; locale: Locale }) {
  const t = translator(auth, locale);
  return (
    <header className={styles.head}>
      <h1>{t("accountTitle")}</h1>
      <p>
        {viewer.name} · {t(roleKeys[viewer.role])}
      </p>
      <p className={styles.soft}>{viewer.email}</p>
      <p className={styles.buttons}>
        <SignOutButton label={t("signOut")} />
      </p>
    </header>
  );
}

function Guest({ locale }: { locale: Locale }) {
  const t = translator(auth, locale);
  return (
    <header className={styles.head}>
      <h1>{t("guestAccount")}</h1>
      <p>{t("guestAccountIntro")}</p>
      <p className={styles.buttons}>
        <Link href="/sign-up?next=/account" className={styles.button}>
          {t("toSignUp")}
        </Link>
        <Link href="/login?next=/account" className={styles.quiet}>
          {t("toLogin")}
        </Link>
      </p>
      <details>
        <summary className={styles.soft}>{t("guestSignOut")}</summary>
        <div className={styles.stack}>
          <p className={styles.soft}>{t("guestSignOutWarning")}</p>
          <p className={styles.buttons}>
            <SignOutButton label={t("guestSignOut")} />
          </p>
        </div>
      </details>
    </header>
  );
}

async function WhoMaySee({ viewer, locale }: { viewer: Viewer; locale: Locale }) {
  const t = translator(people, locale);
  const cohorts = await whoMaySee(viewer);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Asia/Seoul" });
  return (
    <section className={styles.section}>
      <h2>{t("watchersTitle")}</h2>
      <ul className={styles.rows}>
        <li>
          <strong>{t("watchersSelf")}</strong>
          <p className={styles.soft}>{t("watchersSelfDetail")}</p>
        </li>
        {cohorts.map(({ joinedAt, ...cohort }) => (
          <WatchingCohort
            key={cohort.cohortId}
            {...cohort}
            locale={locale}
            joinedOn={dates.format(joinedAt)}
          />
        ))}
        <li>
          <strong>{t("watchersAdmins")}</strong>
          <p className={styles.soft}>{t("watchersAdminsDetail")}</p>
        </li>
      </ul>
      {cohorts.length === 0 && <p className={styles.soft}>{t("watchersNobody")}</p>}
    </section>
  );
}
