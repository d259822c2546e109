// The course as a course of landings: the river runs down the left, every lesson is a jetty on its bank,
// the way already travelled has colour, and the boat lies where the reader is.
import Link from "next/link";
import type { CoursePlace } from "@/lib/course/course-place";
import type { CourseGroup } from "@/lib/course/course-tree";
import type { LessonCard } from "@/lib/course/list-lessons";
import type { LabCard } from "@/lib/course/read-folder";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { type Translate, translator } from "@/lib/messages/translate";
import styles from "./landings.module.css";
import { LinkPending } from "./link-pending";

type T = Translate<typeof learn.ko>;

interface LandingsProps {
  readonly groups: readonly CourseGroup[];
  readonly place: CoursePlace;
  /** `full` lists every lab with its state; `brief` only counts them. */
  readonly detail: "full" | "brief";
}

export async function Landings({ groups, place, detail }: LandingsProps) {
  const t = translator(learn, await readLocale());
  return (
    <ol role="list" className={styles.groups}>
      {groups.map((group) => (
        <li key={group.title} className={styles.group}>
          <h3 className={styles.groupTitle}>{group.title}</h3>
          <ol role="list" className={styles.lessons}>
            {group.lessons.map((lesson) => (
              <Landing key={lesson.slug} lesson={lesson} place={place} detail={detail} t={t} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function Landing(props: {
  readonly lesson: LessonCard;
  readonly place: CoursePlace;
  readonly detail: "full" | "brief";
  readonly t: T;
}) {
  const { lesson, place, detail, t } = props;
  const state = place.states.get(lesson.section) ?? "new";
  const isHere = place.next?.lesson.section === lesson.section && place.next.kind !== "start";
  const said = isHere
    ? t("stateHere")
    : { read: t("stateRead"), reading: t("stateReading"), new: "" }[state];
  return (
    <li className={styles.landing} data-state={state} data-here={isHere || undefined}>
      {isHere && <Boat />}
      <Link href={`/learn/${lesson.slug}`} className={styles.lesson}>
        <span className={styles.number}>{lesson.section}</span>
        <span className={styles.title}>{lesson.title}</span>
        <span className={styles.meta}>
          <span className={styles.minutes}>{t("minutes", { count: lesson.minutes })}</span>
          {detail === "brief" && lesson.labs.length > 0 && (
            <span>{t("labsCount", { count: lesson.labs.length })}</span>
          )}
          {said !== "" && <span className={styles.state}>{said}</span>}
        </span>
        <span className={styles.summary}>{lesson.summary}</span>
        <LinkPending />
      </Link>
      {detail === "full" && lesson.labs.length > 0 && (
        <ul role="list" className={styles.labs}>
          {lesson.labs.map((lab) => (
            <Lab key={lab.id} lab={lab} slug={lesson.slug} place={place} t={t} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Lab(props: {
  readonly lab: LabCard;
  readonly slug: string;
  readonly place: CoursePlace;
  readonly t: T;
}) {
  const { lab, slug, place, t } = props;
  const tried = place.tried.get(lab.id);
  const score = tried === undefined ? "" : ` ${tried.score}/${tried.maxScore}`;
  const state = { PASSED: t("labPassed"), STARTED: t("labStarted"), NEW: "" }[
    tried?.state ?? "NEW"
  ];
  return (
    <li>
      <Link href={`/learn/${slug}/labs/${lab.id}`} className={styles.lab} data-state={tried?.state}>
        <span className={styles.labWord}>{t("lab")}</span>
        <span className={styles.labTitle}>{lab.title}</span>
        <span className={styles.meta}>
          <span className={styles.minutes}>{t("minutes", { count: lab.minutes })}</span>
          {state !== "" && <span className={styles.state}>{`${state}${score}`}</span>}
        </span>
      </Link>
    </li>
  );
}

function Boat() {
  return (
    <svg viewBox="0 0 24 12" className={styles.boat} aria-hidden="true">
      <path d="M1 2.5h22c-1.4 5.5-4.6 8-11 8s-9.6-2.5-11-8z" fill="currentColor" />
    </svg>
  );
}
