"use client";
// The whole attempt on one line: a place to drag, verdicts and long pauses marked on it.
import type { CSSProperties } from "react";
import { teach } from "@/lib/messages/teach";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { useMessages } from "../../../_ui/locale-context";
import { spanText } from "../../_ui/time-text";
import styles from "./scrubber.module.css";
import { stepText } from "./step-text";

interface ScrubberProps {
  readonly steps: readonly ReplayStep[];
  readonly position: number;
  readonly onMove: (position: number) => void;
}

export function Scrubber({ steps, position, onMove }: ScrubberProps) {
  const t = useMessages(teach);
  const step = steps[position - 1];
  const text = step === undefined ? t("startOfSession") : stepText(step, t);
  const share = (at: number) => ({ "--at": at / Math.max(1, steps.length) }) as CSSProperties;
  return (
    <div className={styles.scrubber}>
      <input
        type="range"
        min={0}
        max={steps.length}
        value={position}
        aria-label={t("scrubber")}
        aria-valuetext={`${t("position", { position, all: steps.length })}: ${text}`}
        style={share(position)}
        onChange={(event) => onMove(Number(event.currentTarget.value))}
      />
      <div className={styles.marks} aria-hidden="true">
        {steps.map((each, index) => {
          if (each.grade === undefined && !each.isLongPause) return null;
          return (
            <span key={each.sequence} style={share(index + 1)}>
              {each.isLongPause && (
                <i
                  className={styles.pause}
                  title={t("pausedFor", { time: spanText(each.gapMs, t) })}
                />
              )}
              {each.grade && (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.verdict}
                  data-passed={each.grade.passed || undefined}
                  title={stepText(each, t)}
                  onClick={() => onMove(index + 1)}
                >
                  {each.grade.passed ? "✓" : each.grade.score}
                </button>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
