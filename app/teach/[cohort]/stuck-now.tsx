// Who needs somebody now, the most urgent first.
import Link from "next/link";
import { teach } from "@/lib/messages/teach";
import { type Locale, type Translate, translator } from "@/lib/messages/translate";
import type { StuckLearner } from "@/lib/teach/read-board";
import { TaskTitle } from "../_ui/task-title";
import { spanText } from "../_ui/time-text";
import styles from "./board.module.css";
import { StateMark } from "./state-mark";

const shown = 6;

export function StuckNow({ stuck, locale }: { stuck: readonly StuckLearner[]; locale: Locale }) {
  const t = translator(teach, locale);
  return (
    <section aria-labelledby="stuck" className={styles.part}>
      <h2 id="stuck">
        {t("stuckNow")}
        {stuck.length > 0 && <span className={styles.count}>{stuck.length}</span>}
      </h2>
      {stuck.length === 0 && <p className={styles.calm}>{t("stuckNobody")}</p>}
      <ol role="list" className={styles.entries}>
        {stuck.slice(0, shown).map((each) => (
          <li key={each.userId} data-gone={each.stuck.reason === "left" || undefined}>
            <StateMark state={each.stuck.reason === "left" ? "left" : "stuck"} />
            <div>
              <p>
                <Name learner={each} />
                <span className={styles.why}>{reasonText(each, t)}</span>
              </p>
              <p className={styles.detail}>
                {each.lab.title}
                {each.objective !== undefined && (
                  <>
                    {" — "}
                    <TaskTitle title={each.objective} />
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {stuck.length > shown && (
        <p className={styles.calm}>{t("stuckMore", { count: stuck.length - shown })}</p>
      )}
    </section>
  );
}

function Name({ learner }: { learner: StuckLearner }) {
  const { name, sessionId, consentToView } = learner;
  if (!consentToView) return <strong>{name}</strong>;
  return (
    <Link href={`/teach/sessions/${sessionId}`} className={styles.name}>
      {name}
    </Link>
  );
}

function reasonText({ stuck, consentToView }: StuckLearner, t: Translate<typeof teach.ko>): string {
  const { reason, tries, spentMs, idleMs } = stuck;
  if (reason === "tries") return t("stuckTries", { count: tries });
  if (reason === "left") return t("stuckLeft", { time: spanText(idleMs, t) });
  const time = spanText(spentMs, t);
  return consentToView ? t("stuckLong", { time }) : t("stuckLongLab", { time });
}
