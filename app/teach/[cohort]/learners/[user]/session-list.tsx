// The learner's sessions, latest first, each with its attempts: a way back to any of them.
import Link from "next/link";
import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import { firstFailed } from "@/lib/teach/attempt-facts";
import type { LabColumn } from "@/lib/teach/course-labs";
import type { LearnerSession } from "@/lib/teach/read-learner";
import { InlineText } from "../../../../_ui/inline-text";
import { momentText, spanText } from "../../../_ui/time-text";
import { StateMark } from "../../state-mark";
import styles from "./learner.module.css";

interface SessionListProps {
  readonly sessions: readonly LearnerSession[];
  readonly labs: readonly LabColumn[];
  readonly locale: Locale;
}

export function SessionList({ sessions, labs, locale }: SessionListProps) {
  const t = translator(teach, locale);
  return (
    <ol role="list" className={styles.sessions}>
      {sessions.map((session) => (
        <li key={session.id}>
          <div>
            <h3>
              <Link href={`/teach/sessions/${session.id}`} prefetch={false}>
                {labs.find(({ labId }) => labId === session.labId)?.title ?? session.labId}
              </Link>
            </h3>
            <p className={styles.state}>
              {momentText(session.createdAt, locale)} – {momentText(session.lastActiveAt, locale)} ·{" "}
              {spanText(session.activeMs, t)}
              {session.isArchived && ` · ${t("archivedSession")}`}
            </p>
          </div>
          {session.attempts.length === 0 && <p className={styles.state}>{t("noAttempts")}</p>}
          <ol role="list">
            {session.attempts.map((attempt, index) => {
              const cause = firstFailed(attempt)?.verdict;
              return (
                <li key={attempt.sequence}>
                  <StateMark state={attempt.passed ? "passed" : "started"} />
                  <Link
                    href={`/teach/sessions/${session.id}?at=${attempt.sequence}`}
                    prefetch={false}
                  >
                    {t("attemptNumber", { number: index + 1 })}
                  </Link>
                  <span className={styles.score}>
                    {t("scoreOf", { score: attempt.score, maxScore: attempt.maxScore })}
                  </span>
                  <span className={styles.found} lang="ko">
                    {attempt.passed && t("cellPassed")}
                    {cause?.status === "fail" && <InlineText text={cause.found} />}
                  </span>
                </li>
              );
            })}
          </ol>
        </li>
      ))}
    </ol>
  );
}
