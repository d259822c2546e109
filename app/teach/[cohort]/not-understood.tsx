// What the class does not understand: objectives several learners failed at, with what they mostly did.
import Link from "next/link";
import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import type { LabColumn } from "@/lib/teach/course-labs";
import type { HardObjective } from "@/lib/teach/hard-objectives";
import { InlineText } from "../../_ui/inline-text";
import { TaskTitle } from "../_ui/task-title";
import styles from "./board.module.css";

interface NotUnderstoodProps {
  readonly hard: readonly HardObjective[];
  readonly cohortId: string;
  readonly labs: readonly LabColumn[];
  readonly locale: Locale;
}

export function NotUnderstood({ hard, cohortId, labs, locale }: NotUnderstoodProps) {
  const t = translator(teach, locale);
  return (
    <section aria-labelledby="hard" className={styles.part}>
      <h2 id="hard">{t("notUnderstood")}</h2>
      {hard.length === 0 && <p className={styles.calm}>{t("notUnderstoodNothing")}</p>}
      <ol role="list" className={styles.entries}>
        {hard.map((each) => (
          <li key={`${each.labId}/${each.task}`}>
            <Share failed={each.failed} notYet={each.notYet} tried={each.tried} />
            <div>
              <p>
                <Link
                  href={`/teach/${cohortId}/labs/${each.section}/${each.labId}`}
                  className={styles.name}
                >
                  <TaskTitle title={each.title} />
                </Link>
              </p>
              <p className={styles.detail}>
                {t("failedOf", { tried: each.tried, failed: each.failed })} ·{" "}
                {each.notYet > 0 ? t("notYetOf", { count: each.notYet }) : t("allSolved")} ·{" "}
                {labs.find(({ labId }) => labId === each.labId)?.title}
              </p>
              {each.commonest && (
                <p className={styles.quote} lang="ko">
                  <InlineText text={each.commonest.found} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One small stroke for each learner who tried: failing still, failed once, never failed. */
function Share({ failed, notYet, tried }: { failed: number; notYet: number; tried: number }) {
  const most = 30;
  const count = Math.min(tried, most);
  return (
    <span className={styles.share} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: strokes are alike.
          key={index}
          data-state={index < notYet ? "not-yet" : index < failed ? "failed" : "at-once"}
        />
      ))}
    </span>
  );
}
