// A class at one glance: who needs me now, and what does the class not understand?
import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { teach } from "@/lib/messages/teach";
import { translator } from "@/lib/messages/translate";
import { readBoard } from "@/lib/teach/read-board";
import { CopyInvitation } from "../_ui/copy-invitation";
import { Live } from "../_ui/live";
import { orRefused } from "../_ui/or-refused";
import teachStyles from "../_ui/teach.module.css";
import { clockText } from "../_ui/time-text";
import styles from "./board.module.css";
import { HeatMap } from "./heat-map";
import { Legend } from "./legend";
import { NotUnderstood } from "./not-understood";
import { StuckNow } from "./stuck-now";

interface CohortProps {
  readonly params: Promise<{ cohort: string }>;
}

/** Asked for by the title and by the page, read once. */
const openBoard = cache(async (cohort: string) => {
  const viewer = await requireViewer(`/teach/${cohort}`);
  return orRefused(readBoard(cohort, viewer));
});

export async function generateMetadata({ params }: CohortProps): Promise<Metadata> {
  return { title: (await openBoard((await params).cohort)).cohort.name };
}

export default async function CohortPage({ params }: CohortProps) {
  const board = await openBoard((await params).cohort);
  const locale = await readLocale();
  const t = translator(teach, locale);
  const now = Date.now();
  const { cohort, rows, labs, showing } = board;
  return (
    <main id="main" tabIndex={-1} className={`${teachStyles.page} ${styles.wide}`}>
      <Live />
      <header className={teachStyles.head}>
        <div>
          <p className={teachStyles.trail}>
            <Link href="/teach">{t("cohortsTitle")}</Link>
          </p>
          <h1>{cohort.name}</h1>
        </div>
        <div className={teachStyles.tools}>
          <span className={teachStyles.faint}>{t("inviteCode", { code: cohort.code })}</span>
          <CopyInvitation code={cohort.code} />
          <a href={`/api/teach/cohorts/${cohort.id}/csv`} download className={teachStyles.quiet}>
            {t("csv")}
          </a>
        </div>
      </header>
      {rows.length > 0 && labs.length > 0 && (
        <div className={styles.glance}>
          <StuckNow stuck={board.stuck} locale={locale} />
          <NotUnderstood hard={board.hard} cohortId={cohort.id} labs={labs} locale={locale} />
        </div>
      )}
      <section className={teachStyles.section} aria-labelledby="board">
        <h2 id="board">{t("allLearners")}</h2>
        {rows.length === 0 && <p className={teachStyles.soft}>{t("noLearners")}</p>}
        {labs.length === 0 && <p className={teachStyles.soft}>{t("noLabs")}</p>}
        {rows.length > 0 && (
          <>
            <HeatMap board={board} now={now} locale={locale} />
            <Legend locale={locale} />
          </>
        )}
        <p className={teachStyles.faint}>
          {showing < rows.length && `${t("consentNote", { count: showing })} `}
          <span suppressHydrationWarning>{t("updatedAt", { time: clockText(now, locale) })}</span>
        </p>
      </section>
    </main>
  );
}
