// Back, and on. Going on says that this lesson is read.
import Link from "next/link";
import type { Lesson } from "@/lib/course/read-folder";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { FinishLink } from "./finish-link";
import styles from "./lesson-foot.module.css";

interface LessonFootProps {
  readonly lesson: Lesson;
  readonly previous: Lesson | undefined;
  readonly next: Lesson | undefined;
  readonly isRead: boolean;
}

export async function LessonFoot({ lesson, previous, next, isRead }: LessonFootProps) {
  const t = translator(learn, await readLocale());
  return (
    <nav className={`${styles.foot} screen-only`} aria-label={t("goOn")}>
      <FinishLink
        section={lesson.section}
        href={next === undefined ? "/learn" : `/learn/${next.slug}`}
        className={styles.next}
      >
        <span className={styles.verb}>{next === undefined ? t("finish") : t("goOn")}</span>
        <span className={styles.where}>
          {next === undefined ? t("courseEnd") : `${next.section}. ${next.title}`}
        </span>
      </FinishLink>
      {previous !== undefined && (
        <Link href={`/learn/${previous.slug}`} className={styles.previous}>
          <span>{t("previous")}</span>
          {`${previous.section}. ${previous.title}`}
        </Link>
      )}
      {isRead && <p className={styles.read}>{t("finished")}</p>}
    </nav>
  );
}
