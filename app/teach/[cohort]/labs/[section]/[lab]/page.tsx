// One lab in one class: who got through, how long it took, and what they get wrong.
import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { teach } from "@/lib/messages/teach";
import { translator } from "@/lib/messages/translate";
import { readLabStatistics } from "@/lib/teach/read-lab-statistics";
import { orRefused } from "../../../../_ui/or-refused";
import styles from "../../../../_ui/teach.module.css";
import { spanText } from "../../../../_ui/time-text";
import { Failures } from "../../../failures";
import figures from "./lab.module.css";
import { ObjectiveTable } from "./objective-table";

interface LabProps {
  readonly params: Promise<{ cohort: string; section: string; lab: string }>;
}

const openLab = cache(async (cohortId: string, section: string, labId: string) => {
  const viewer = await requireViewer(`/teach/${cohortId}/labs/${section}/${labId}`);
  const which = { cohortId, section: Number.parseInt(section, 10), labId };
  return orRefused(readLabStatistics(which, viewer));
});

export async function generateMetadata({ params }: LabProps): Promise<Metadata> {
  const { cohort, section, lab } = await params;
  return { title: (await openLab(cohort, section, lab)).lab.title };
}

export default async function LabStatisticsPage({ params }: LabProps) {
  const { cohort: cohortId, section, lab: labId } = await params;
  const found = await openLab(cohortId, section, labId);
  const locale = await readLocale();
  const t = translator(teach, locale);
  const { cohort, lab, learners, started, passed, assisted, medianMs, medianAttempts } = found;
  const expected = t("minutes", { count: lab.minutes });
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <header className={styles.head}>
        <div>
          <p className={styles.trail}>
            <Link href="/teach">{t("cohortsTitle")}</Link> ›{" "}
            <Link href={`/teach/${cohort.id}`}>{cohort.name}</Link>
          </p>
          <h1>{lab.title}</h1>
          <p className={styles.soft}>
            {lab.section} · {lab.lesson}
          </p>
        </div>
      </header>
      <dl className={figures.figures}>
        <div>
          <dt>{t("labSuccess")}</dt>
          <dd>
            {t("passedOf", { passed, all: learners })}
            <span>{t("labOverview", { started, passed })}</span>
          </dd>
        </div>
        <div>
          <dt>{t("labMedianTime")}</dt>
          <dd>
            {medianMs === undefined ? "–" : spanText(medianMs, t)}
            <span>{t("labExpected", { time: expected })}</span>
          </dd>
        </div>
        <div>
          <dt>{t("labMedianAttempts")}</dt>
          <dd>{medianAttempts ?? "–"}</dd>
        </div>
        <div>
          <dt>{t("labAssisted")}</dt>
          <dd>{t("learnersCount", { count: assisted })}</dd>
        </div>
      </dl>
      <section className={styles.section} aria-labelledby="objectives">
        <h2 id="objectives">{t("objectives")}</h2>
        <ObjectiveTable objectives={found.objectives} locale={locale} />
        <p className={styles.faint}>{t("discriminationHelp")}</p>
      </section>
      <section className={styles.section} aria-labelledby="failures">
        <h2 id="failures">{t("commonFailures")}</h2>
        {found.failures.length === 0 && <p className={styles.soft}>{t("commonNothing")}</p>}
        <Failures failures={found.failures} locale={locale} />
        {found.showing < learners && (
          <p className={styles.faint}>{t("consentNote", { count: found.showing })}</p>
        )}
      </section>
    </main>
  );
}
