// The labs of one learner, in the order of the course.
import { teach } from "@/lib/messages/teach";
import { type Locale, translator } from "@/lib/messages/translate";
import type { LabColumn } from "@/lib/teach/course-labs";
import type { BoardRow } from "@/lib/teach/read-board";
import { spanText } from "../../../_ui/time-text";
import { cellState, stateKeys } from "../../cell-state";
import { StateMark } from "../../state-mark";
import styles from "./learner.module.css";

interface LabListProps {
  readonly learner: BoardRow;
  readonly labs: readonly LabColumn[];
  readonly locale: Locale;
}

export function LabList({ learner, labs, locale }: LabListProps) {
  const t = translator(teach, locale);
  return (
    <ul role="list" className={styles.labs}>
      {labs.map((lab, index) => {
        const cell = learner.cells[index];
        const state = cellState(cell);
        return (
          <li key={lab.labId}>
            <StateMark state={state} />
            <span className={styles.title}>{lab.title}</span>
            <span className={styles.state}>
              {t(stateKeys[state])}
              {cell && cell.state !== "NEW" && (
                <>
                  {" "}
                  · {t("scoreOf", { score: cell.score, maxScore: cell.maxScore })} ·{" "}
                  {spanText(cell.activeMs, t)}
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
