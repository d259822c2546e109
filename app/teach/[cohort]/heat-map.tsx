// Learners down, labs across: each cell a state by its mark, and a score by number and tint.
import Link from "next/link";
import type { CSSProperties } from "react";
import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import type { LabColumn } from "@/lib/teach/course-labs";
import type { Board, BoardCell, BoardRow } from "@/lib/teach/read-board";
import { agoText, spanText } from "../_ui/time-text";
import styles from "./board.module.css";
import { cellState, stateKeys } from "./cell-state";
import { StateMark } from "./state-mark";

interface HeatMapProps {
  readonly board: Board;
  readonly now: number;
  readonly locale: Locale;
}

export function HeatMap({ board, now, locale }: HeatMapProps) {
  const t = translator(teach, locale);
  const { cohort, labs, rows } = board;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-labelledby="board">
      <table className={styles.map}>
        <thead>
          <tr>
            <th scope="col" className={styles.learner}>
              {t("learner")}
            </th>
            {labs.map((lab) => (
              <th key={lab.labId} scope="col" className={styles.lab}>
                <Link href={`/teach/${cohort.id}/labs/${lab.section}/${lab.labId}`}>
                  <span>{lab.section}</span>
                  {lab.title}
                </Link>
              </th>
            ))}
            <th scope="col" className={styles.figure}>
              {t("passedColumn")}
            </th>
            <th scope="col" className={styles.figure}>
              {t("timeSpent")}
            </th>
            <th scope="col" className={styles.figure}>
              {t("lastActivity")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <LearnerRow key={row.userId} {...{ row, labs, now, locale }} cohortId={cohort.id} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={styles.learner}>
              {t("passRow")}
            </th>
            {labs.map(({ labId }, index) => {
              const passed = rows.filter(({ cells }) => cells[index]?.state === "PASSED").length;
              return <td key={labId}>{t("passedOf", { passed, all: rows.length })}</td>;
            })}
            <td colSpan={3} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface LearnerRowProps {
  readonly row: BoardRow;
  readonly labs: readonly LabColumn[];
  readonly cohortId: string;
  readonly now: number;
  readonly locale: Locale;
}

function LearnerRow({ row, labs, cohortId, now, locale }: LearnerRowProps) {
  const t = translator(teach, locale);
  const { userId, name, passed, activeMs, lastActiveAt, consentToView } = row;
  return (
    <tr>
      <th scope="row" className={styles.learner}>
        <Link href={`/teach/${cohortId}/learners/${userId}`}>{name}</Link>
        {!consentToView && (
          <span className={styles.closed} title={t("noConsent")}>
            {t("noConsentMark")}
          </span>
        )}
      </th>
      {labs.map((lab, index) => (
        <td key={lab.labId} className={styles.slot}>
          <Cell cell={row.cells[index]} {...{ row, lab, locale }} />
        </td>
      ))}
      <td className={styles.figure}>{t("passedOf", { passed, all: labs.length })}</td>
      <td className={styles.figure}>{activeMs > 0 ? spanText(activeMs, t) : "–"}</td>
      <td className={styles.figure}>{lastActiveAt ? agoText(lastActiveAt, now, t) : t("never")}</td>
    </tr>
  );
}

interface CellProps {
  readonly cell: BoardCell | undefined;
  readonly row: BoardRow;
  readonly lab: LabColumn;
  readonly locale: Locale;
}

function Cell({ cell, row, lab, locale }: CellProps) {
  const t = translator(teach, locale);
  const state = cellState(cell);
  const { name } = row;
  if (cell === undefined) {
    return (
      <span className={styles.cell} data-state="none">
        <StateMark state="none" />
        <span className="visually-hidden">{t("cellNoneLabel", { name, lab: lab.title })}</span>
      </span>
    );
  }
  const { score, maxScore, activeMs, sessionId } = cell;
  const label = t("cellLabel", {
    ...{ name, score, maxScore },
    lab: lab.title,
    state: t(stateKeys[state]),
    time: spanText(activeMs, t),
  });
  const drawn = {
    className: styles.cell,
    "data-state": state,
    style: { "--share": maxScore > 0 ? score / maxScore : 0 } as CSSProperties,
    title: label,
  };
  const inside = (
    <>
      <StateMark state={state} />
      <span className={styles.score} aria-hidden="true">
        {state === "passed" || state === "assisted" || state === "new"
          ? ""
          : t("scoreOf", { score, maxScore })}
      </span>
      <span className="visually-hidden">{label}</span>
    </>
  );
  if (!row.consentToView) return <span {...drawn}>{inside}</span>;
  return (
    <Link href={`/teach/sessions/${sessionId}`} prefetch={false} {...drawn}>
      {inside}
    </Link>
  );
}
