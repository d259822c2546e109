// One learner of a class: where they are, what fails how often, and the way they came.
import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { teach } from "@/lib/messages/teach";
import { translator } from "@/lib/messages/translate";
import { readLearner } from "@/lib/teach/read-learner";
import { orRefused } from "../../../_ui/or-refused";
import styles from "../../../_ui/teach.module.css";
import { agoText, dayText, spanText } from "../../../_ui/time-text";
import { Failures } from "../../failures";
import { LabList } from "./lab-list";
import learnerStyles from "./learner.module.css";
import { SessionList } from "./session-list";

interface LearnerProps {
  readonly params: Promise<{ cohort: string; user: string }>;
}

const openLearner = cache(async (cohortId: string, userId: string) => {
  const viewer = await requireViewer(`/teach/${cohortId}/learners/${userId}`);
  return orRefused(readLearner({ cohortId, userId }, viewer));
});

export async function generateMetadata({ params }: LearnerProps): Promise<Metadata> {
  const { cohort, user } = await params;
  return { title: (await openLearner(cohort, user)).learner.name };
}

export default async function LearnerPage({ params }: LearnerProps) {
  const { cohort: cohortId, user } = await params;
  const view = await openLearner(cohortId, user);
  const locale = await readLocale();
  const t = translator(teach, locale);
  const { cohort, labs, learner, sessions, failures } = view;
  const { name, passed, activeMs, lastActiveAt, lessonsCompleted, consentToView } = learner;
  const now = Date.now();
  const summary = { passed, all: labs.length, lessons: lessonsCompleted };
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.head}>
        <div>
          <p className={styles.trail}>
            <Link href="/teach">{t("cohortsTitle")}</Link> ›{" "}
            <Link href={`/teach/${cohort.id}`}>{cohort.name}</Link>
          </p>
          <h1>{name}</h1>
          <p className={styles.soft}>
            {t("learnerSummary", { ...summary, time: spanText(activeMs, t) })}
          </p>
          <p className={styles.faint}>
            {lastActiveAt && `${t("learnerActive", { time: agoText(lastActiveAt, now, t) })} · `}
            {t("joined", { date: dayText(learner.joinedAt, locale) })}
          </p>
        </div>
      </header>
      {!consentToView && <p className={learnerStyles.closed}>{t("learnerNoConsent")}</p>}
      <div className={learnerStyles.columns}>
        <section aria-labelledby="labs">
          <h2 id="labs" className={styles.heading}>
            {t("labsOfLearner")}
          </h2>
          <LabList learner={learner} labs={labs} locale={locale} />
        </section>
        {consentToView && (
          <section aria-labelledby="failures">
            <h2 id="failures" className={styles.heading}>
              {t("failedOften")}
            </h2>
            {failures.length === 0 && <p className={styles.soft}>{t("failedNothing")}</p>}
            <Failures failures={failures} locale={locale} isOfOne />
          </section>
        )}
      </div>
      {consentToView && (
        <section className={styles.section} aria-labelledby="timeline">
          <h2 id="timeline">{t("timeline")}</h2>
          {sessions.length === 0 && <p className={styles.soft}>{t("timelineNothing")}</p>}
          <SessionList sessions={sessions} labs={labs} locale={locale} />
        </section>
      )}
    </main>
  );
}
