// A lesson: its text in the middle, the outline beside it, then the quiz, the labs and the way on.
import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { findLesson } from "@/lib/course/find-lesson";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { OutlineFold, OutlineRail } from "../../_ui/outline";
import { readerProgress } from "../reader-progress";
import { LessonFoot } from "./lesson-foot";
import { LessonHead } from "./lesson-head";
import { LessonLabs } from "./lesson-labs";
import { LessonQuiz } from "./lesson-quiz";
import { LessonTerminals } from "./lesson-terminals";
import { LessonText } from "./lesson-text";
import { openLesson } from "./open-lesson";
import styles from "./page.module.css";
import { ReadingPlace } from "./reading-place";

interface LessonProps {
  readonly params: Promise<{ section: string }>;
}

export async function generateMetadata({ params }: LessonProps): Promise<Metadata> {
  const lesson = await findLesson(decodeURIComponent((await params).section));
  if (lesson === undefined) notFound();
  return { title: `${lesson.section}. ${lesson.title}`, description: lesson.summary };
}

export default async function LessonPage({ params }: LessonProps) {
  const t = translator(learn, await readLocale());
  const section = decodeURIComponent((await params).section);
  const slug = (await findLesson(section))?.slug;
  // `/learn/22`, as a reader types it and lessons link to each other.
  if (slug !== undefined && slug !== section) permanentRedirect(`/learn/${slug}`);
  const page = await openLesson(section);
  if (page === undefined) notFound();
  const { lesson, compiled, previous, next } = page;
  const progress = await readerProgress();
  const state = progress?.lessons.find(({ section }) => section === lesson.section);
  const answers = progress?.answers.filter(({ section }) => section === lesson.section) ?? [];
  const outline = [
    ...compiled.outline,
    ...(lesson.quiz.length > 0 ? [{ id: "quiz", title: t("quiz"), depth: 2 as const }] : []),
    ...(lesson.labs.length > 0
      ? [{ id: "labs", title: t("labsOfSection"), depth: 2 as const }]
      : []),
  ];
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <div className={styles.outline}>
        <OutlineRail entries={outline} />
      </div>
      <article className={styles.lesson}>
        <LessonHead lesson={lesson} />
        <OutlineFold entries={outline} />
        <ReadingPlace
          section={lesson.section}
          headings={outline}
          saved={state?.completedAt === null ? state.position : ""}
          remembers={progress !== undefined}
        />
        <LessonTerminals section={lesson.section} preset={lesson.preset} blocks={compiled.blocks}>
          <LessonText code={compiled.code} />
        </LessonTerminals>
        {lesson.quiz.length > 0 && (
          <LessonQuiz
            section={lesson.section}
            questions={lesson.quiz}
            answers={Object.fromEntries(
              answers.map(({ questionId, choice }) => [questionId, choice]),
            )}
          />
        )}
        <LessonLabs lesson={lesson} tried={progress?.labs ?? []} />
        <LessonFoot
          lesson={lesson}
          previous={previous}
          next={next}
          isRead={Boolean(state?.completedAt)}
        />
      </article>
    </main>
  );
}
