"use client";
// Left: what is asked, and how far one is.
import Link from "next/link";
import type { ReactNode } from "react";
import { workspace } from "@/lib/messages/workspace";
import { InlineText } from "../../_ui/inline-text";
import { useMessages } from "../../_ui/locale-context";
import type { LabInfo } from "../lab-info";
import { useSessionState } from "../session-context";
import { Notes } from "./notes";
import { Objectives } from "./objectives";
import type { Place } from "./place";
import { Solution } from "./solution";
import styles from "./task-pane.module.css";

interface TaskPaneProps {
  readonly lab: LabInfo;
  readonly onPlace: (place: Place) => void;
  readonly children: ReactNode;
}

export function TaskPane({ lab, onPlace, children }: TaskPaneProps) {
  const t = useMessages(workspace);
  const grading = useSessionState((state) => state.grading);
  const isPassed = grading?.verdict.passed === true;
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <h1>{lab.title}</h1>
        <p>{t("minutes", { count: lab.minutes })}</p>
      </header>
      <Notes />
      {isPassed && (
        <section className={styles.passed} aria-labelledby="passed">
          <h2 id="passed">{t("passedTitle")}</h2>
          <p lang="ko">
            <InlineText text={lab.learnt} />
          </p>
          <p className={styles.onward}>
            {lab.next ? (
              <Link href={lab.next.href}>
                {t("nextLab")}: {lab.next.title}
              </Link>
            ) : (
              <Link href={lab.lesson.href}>{t("backToLesson")}</Link>
            )}
          </p>
        </section>
      )}
      <div className={styles.text} lang="ko">
        {children}
      </div>
      <Objectives lab={lab} onPlace={onPlace} />
      <Solution />
    </div>
  );
}
