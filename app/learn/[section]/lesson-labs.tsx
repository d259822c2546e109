// The labs of this section, at the end of its text: now it is the reader's turn.
import Link from "next/link";
import type { TriedLab } from "@/lib/course/course-place";
import type { Lesson } from "@/lib/course/read-folder";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import styles from "./lesson-labs.module.css";

interface LessonLabsProps {
  readonly lesson: Lesson;
  readonly tried: readonly TriedLab[];
}

export async function LessonLabs({ lesson, tried }: LessonLabsProps) {
  const t = translator(learn, await readLocale());
  if (lesson.labs.length === 0) return null;
  const states = new Map(tried.map((lab) => [lab.labId, lab]));
  const said = { NEW: "", STARTED: t("labStarted"), PASSED: t("labPassed") };
  return (
    <section aria-labelledby="labs" className={styles.labs}>
      <h2 id="labs">{t("labsTitle")}</h2>
      <ul role="list">
        {lesson.labs.map((lab) => {
          const state = states.get(lab.id);
          return (
            <li key={lab.id}>
              <Link href={`/learn/${lesson.slug}/labs/${lab.id}`} className={styles.lab}>
                <span className={styles.title} lang="ko">
                  {lab.title}
                </span>
                <span className={styles.meta}>
                  {state !== undefined && said[state.state] !== "" && (
                    <span className={styles.state}>
                      {`${said[state.state]} ${state.score}/${state.maxScore}`}
                    </span>
                  )}
                  <span>{t("labTasks", { count: lab.tasks })}</span>
                  <span>{t("minutes", { count: lab.minutes })}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
