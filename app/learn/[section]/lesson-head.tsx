import type { Lesson } from "@/lib/course/read-folder";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { InlineText } from "../../_ui/inline-text";
import styles from "./lesson-head.module.css";

export async function LessonHead({ lesson }: { lesson: Lesson }) {
  const t = translator(learn, await readLocale());
  return (
    <header className={styles.head}>
      <p className={styles.place}>
        {t("section", { number: lesson.section })}
        <span lang="ko">{lesson.group}</span>
        <span>{t("readingTime", { count: lesson.minutes })}</span>
        {lesson.labs.length > 0 && <span>{t("labsCount", { count: lesson.labs.length })}</span>}
      </p>
      <h1 className={styles.title} lang="ko">
        {lesson.title}
        <span className={styles.english} lang="en">
          {lesson.english}
        </span>
      </h1>
      <p className={styles.summary} lang="ko">
        <InlineText text={lesson.summary} />
      </p>
      <div className={styles.goals}>
        <h2>{t("goals")}</h2>
        <ul lang="ko">
          {lesson.goals.map((goal) => (
            <li key={goal}>
              <InlineText text={goal} />
            </li>
          ))}
        </ul>
      </div>
    </header>
  );
}
