// The one thing to do next: begin, go on where one stopped, or read the following lesson.
import Link from "next/link";
import type { CoursePlace } from "@/lib/course/course-place";
import { lessonOutline } from "@/lib/course/lesson-outline";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { LinkPending } from "./link-pending";
import styles from "./next-step-link.module.css";

export async function NextStepLink({ place }: { place: CoursePlace }) {
  const t = translator(learn, await readLocale());
  if (place.next === undefined) return null;
  const { kind, lesson, position } = place.next;
  const outline = position === "" ? [] : await lessonOutline(lesson.slug).catch(() => []);
  const heading = outline.find(({ id }) => id === position);
  const anchor = heading === undefined ? "" : `#${encodeURIComponent(heading.id)}`;
  return (
    <Link href={`/learn/${lesson.slug}${anchor}`} className={styles.link}>
      <span className={styles.verb}>
        {{ start: t("start"), resume: t("resume"), next: t("nextUp") }[kind]}
      </span>
      <span className={styles.where}>
        {`${lesson.section}. ${lesson.title}`}
        {heading !== undefined && ` › ${heading.title}`}
      </span>
      <LinkPending />
    </Link>
  );
}
