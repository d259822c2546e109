// The classes one teaches, and a new one.
import type { Metadata } from "next";
import Link from "next/link";
import { requireViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import { type CohortSummary, listCohorts } from "@/lib/people/list-cohorts";
import { CopyInvitation } from "./_ui/copy-invitation";
import { NewCohort } from "./_ui/new-cohort";
import styles from "./_ui/teach.module.css";
import { dayText } from "./_ui/time-text";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(teach, await readLocale())("cohortsTitle") };
}

export default async function TeachPage() {
  const viewer = await requireViewer("/teach");
  const locale = await readLocale();
  const t = translator(teach, locale);
  const cohorts = await listCohorts(viewer);
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.head}>
        <h1>{t("cohortsTitle")}</h1>
      </header>
      {cohorts.length === 0 && <p className={styles.soft}>{t("cohortsNone")}</p>}
      <ul role="list" className={styles.rows}>
        {cohorts.map((cohort) => (
          <li key={cohort.id} className={styles.cohort}>
            <div>
              <Link href={`/teach/${cohort.id}`}>{cohort.name}</Link>
              <p className={styles.faint}>
                {t("learnersCount", { count: cohort.learners })} · {datesText(cohort, locale)}
              </p>
            </div>
            <div className={styles.tools}>
              <span className={styles.faint}>{t("inviteCode", { code: cohort.code })}</span>
              <CopyInvitation code={cohort.code} />
            </div>
          </li>
        ))}
      </ul>
      <section className={styles.section} aria-labelledby="new-cohort">
        <h2 id="new-cohort">{t("newCohort")}</h2>
        <NewCohort />
      </section>
    </main>
  );
}

function datesText({ startsAt, endsAt }: CohortSummary, locale: Locale): string {
  const t = translator(teach, locale);
  const from = startsAt && dayText(startsAt, locale);
  const to = endsAt && dayText(endsAt, locale);
  if (from && to) return t("datesFromTo", { from, to });
  if (from) return t("datesFrom", { from });
  return to ? t("datesTo", { to }) : t("noDates");
}
