// The course at one glance: how far am I, and what do I do now?
import type { Metadata } from "next";
import { coursePlace } from "@/lib/course/course-place";
import { courseTree } from "@/lib/course/course-tree";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { durationText } from "../../_ui/duration-text";
import { Landings } from "../../_ui/landings";
import { NextStepLink } from "../../_ui/next-step-link";
import { readerProgress } from "../reader-progress";
import styles from "./page.module.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = translator(learn, await readLocale());
  return { title: t("courseTitle") };
}

export default async function CoursePage() {
  const t = translator(learn, await readLocale());
  const groups = await courseTree();
  const lessons = groups.flatMap((group) => group.lessons);
  const progress = await readerProgress();
  const place = coursePlace(lessons, progress);
  const { read, labs, passed, minutesLeft } = place;
  const time = durationText(minutesLeft, t);
  const hasBegun = read > 0 || passed > 0 || place.next?.kind === "resume";
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <h1 className={styles.heading}>{t("courseHeading")}</h1>
      <p className={styles.place}>
        {lessons.length === 0 && t("courseEmpty")}
        {lessons.length > 0 &&
          !hasBegun &&
          t("nothingRead", { lessons: lessons.length, labs, time })}
        {hasBegun && t("placeRead", { lessons: lessons.length, read, labs, passed })}{" "}
        {hasBegun && minutesLeft > 0 && t("timeLeft", { time })}
        {hasBegun && minutesLeft === 0 && t("allDone")}
      </p>
      <div className={styles.next}>
        <NextStepLink place={place} />
        {progress === undefined && <p className={styles.note}>{t("guestNote")}</p>}
      </div>
      <h2 className="visually-hidden">{t("outlineCount", { count: lessons.length })}</h2>
      <Landings groups={groups} place={place} detail="full" />
    </main>
  );
}
