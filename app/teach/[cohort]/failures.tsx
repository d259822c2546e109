// Mistakes with their counts, each with an attempt to look at.
import Link from "next/link";
import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import type { Failure } from "@/lib/teach/failures";
import { InlineText } from "../../_ui/inline-text";
import { TaskTitle } from "../_ui/task-title";
import styles from "./failures.module.css";

interface FailuresProps {
  readonly failures: readonly Failure[];
  readonly locale: Locale;
  /** Of one learner: only the times count. */
  readonly isOfOne?: boolean;
}

export function Failures({ failures, locale, isOfOne = false }: FailuresProps) {
  const t = translator(teach, locale);
  return (
    <ol role="list" className={styles.failures}>
      {failures.map((each) => (
        <li key={`${each.labId}/${each.task}/${each.found}`}>
          <p className={styles.count}>
            {isOfOne
              ? t("timesCount", { count: each.count })
              : t("countsBoth", { learners: each.learners, count: each.count })}
          </p>
          <div>
            <p lang="ko">
              <InlineText text={each.found} />
            </p>
            <p className={styles.about}>
              <span lang="ko">
                <TaskTitle title={each.title} />
              </span>{" "}
              ·{" "}
              <Link
                href={`/teach/sessions/${each.example.sessionId}?at=${each.example.sequence}`}
                prefetch={false}
              >
                {t("example")}
              </Link>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
