// The first visit: what this is, the thing itself, the course, and a word to instructors. Nothing else.
import type { Metadata } from "next";
import Link from "next/link";
import { coursePlace } from "@/lib/course/course-place";
import { courseTree } from "@/lib/course/course-tree";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { Landings } from "./_ui/landings";
import { LiveDemo } from "./_ui/live-demo";
import { NextStepLink } from "./_ui/next-step-link";
import { readerProgress } from "./learn/reader-progress";
import styles from "./page.module.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = translator(learn, await readLocale());
  return { description: t("description") };
}

export default async function FirstVisit() {
  const t = translator(learn, await readLocale());
  const groups = await courseTree();
  const lessons = groups.flatMap((group) => group.lessons);
  const place = coursePlace(lessons, await readerProgress());
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <h1 className={styles.promise}>{t("promise")}</h1>
      <p className={styles.begin}>
        <NextStepLink place={place} />
      </p>
      <LiveDemo />
      <section aria-labelledby="outline" className={styles.outline}>
        <h2 id="outline">{t("outlineCount", { count: lessons.length })}</h2>
        <Landings groups={groups} place={place} detail="brief" />
      </section>
      <section aria-labelledby="instructors" className={styles.instructors}>
        <h2 id="instructors">{t("instructorsTitle")}</h2>
        <p>
          {t("instructorsWhat")}
          <br />
          {t("instructorsHow")}
        </p>
        <Link href="/teach">{t("instructorsLink")}</Link>
      </section>
    </main>
  );
}
