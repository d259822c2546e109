"use client";
// Everything that was done, in order; long pauses stand between.
import { useEffect, useRef } from "react";
import { teach } from "@/lib/messages/teach";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { useMessages } from "../../../_ui/locale-context";
import { Tick } from "../../../_workspace/task/tick";
import { spanText } from "../../_ui/time-text";
import styles from "./step-list.module.css";
import { stepText } from "./step-text";

interface StepListProps {
  readonly steps: readonly ReplayStep[];
  readonly position: number;
  readonly onMove: (position: number) => void;
}

export function StepList({ steps, position, onMove }: StepListProps) {
  const t = useMessages(teach);
  const list = useRef<HTMLOListElement>(null);

  // The list scrolls by itself; the page stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row that is marked follows the position.
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>("[aria-current]");
    const box = list.current;
    if (!row || !box) return;
    const top = row.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + row.offsetHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = top - box.clientHeight / 2;
    }
  }, [position]);

  return (
    <ol ref={list} role="list" className={styles.list}>
      <li>
        <button
          type="button"
          aria-current={position === 0 ? "step" : undefined}
          onClick={() => onMove(0)}
        >
          {t("startOfSession")}
        </button>
      </li>
      {steps.map((step, index) => (
        <li key={step.sequence}>
          {step.isLongPause && (
            <p className={styles.pause}>{t("pausedFor", { time: spanText(step.gapMs, t) })}</p>
          )}
          <button
            type="button"
            data-kind={step.kind}
            aria-current={position === index + 1 ? "step" : undefined}
            onClick={() => onMove(index + 1)}
          >
            {step.grade && <Tick status={step.grade.passed ? "pass" : "fail"} />}
            <span>{stepText(step, t)}</span>
          </button>
        </li>
      ))}
      {steps.length === 0 && <li className={styles.pause}>{t("replayEmpty")}</li>}
    </ol>
  );
}
