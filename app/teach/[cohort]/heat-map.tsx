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
            <th scope="col" rowSpan={2} className={styles.learner}>
              {t("learner")}
            </th>
            {figures.map((key) => (
              <th key={key} scope="col" rowSpan={2} className={styles.figure}>
                {t(key)}
              </th>
            ))}
            {sectionsOf(labs).map(({ section, lesson, count }) => (
              <th
                key={section}
                scope="colgroup"
                colSpan={count}
                title={lesson}
                className={styles.section}
              >
                {section}
              </th>
            ))}
          </tr>
          <tr>
            {labs.map((lab) => (
              <th key={lab.labId} scope="col" className={styles.lab}>
                <Link href={`/teach/${cohort.id}/labs/${lab.section}/${lab.labId}`}>
                  {lab.title}
                </Link>
              </th>
            ))}
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
            <td colSpan={figures.length} />
            {labs.map(({ labId }, index) => {
              const passed = rows.filter(({ cells }) => cells[index]?.state === "PASSED").length;
              return (
                <td key={labId} title={t("passedOf", { passed, all: rows.length })}>
                  {passed}
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** What a row says as a whole stands before the labs: it is seen however many labs there are. */
const figures = ["passedColumn", "timeSpent", "lastActivity"] as const;

interface SectionSpan {
  readonly section: number;
  readonly lesson: string;
  readonly count: number;
}

function sectionsOf(labs: readonly LabColumn[]): SectionSpan[] {
  const spans = new Map<number, SectionSpan>();
  for (const { section, lesson } of labs) {
    spans.set(section, { section, lesson, count: (spans.get(section)?.count ?? 0) + 1 });
  }
  return [...spans.values()];
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
      <td className={styles.figure}>{t("passedOf", { passed, all: labs.length })}</td>
      <td className={styles.figure}>{activeMs > 0 ? spanText(activeMs, t) : "–"}</td>
      <td className={styles.figure}>{lastActiveAt ? agoText(lastActiveAt, now, t) : t("never")}</td>
      {labs.map((lab, index) => (
        <td key={lab.labId} className={styles.slot}>
          <Cell cell={row.cells[index]} {...{ row, lab, locale }} />
        </td>
      ))}
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
        {state === "passed" || state === "assisted" || state === "new" ? "" : score}
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
