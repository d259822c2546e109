// Each objective of a lab: how many got it at once and in the end, at which try, and what it tells apart.
import type { CSSProperties } from "react";
import { teach } from "@/lib/messages/teach";
import { type Locale, type Translate, translator } from "@/lib/messages/translate";
import type { ObjectiveStatistics } from "@/lib/teach/objectives";
import { TaskTitle } from "../../../../_ui/task-title";
import styles from "./lab.module.css";

interface ObjectiveTableProps {
  readonly objectives: readonly ObjectiveStatistics[];
  readonly locale: Locale;
}

export function ObjectiveTable({ objectives, locale }: ObjectiveTableProps) {
  const t = translator(teach, locale);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("objective")}</th>
          <th scope="col">{t("atOnce")}</th>
          <th scope="col">{t("inTheEnd")}</th>
          <th scope="col">{t("triesMedian")}</th>
          <th scope="col">{t("discrimination")}</th>
        </tr>
      </thead>
      <tbody>
        {objectives.map((each) => (
          <tr key={each.id}>
            <th scope="row" lang="ko">
              <TaskTitle title={each.title} />
              {each.tried === 0 && <span className={styles.nobody}>{t("nobodyTried")}</span>}
            </th>
            <td data-label={t("atOnce")}>
              <Share part={each.passedAtOnce} of={each.tried} />
            </td>
            <td data-label={t("inTheEnd")}>
              <Share part={each.passed} of={each.tried} />
            </td>
            <td data-label={t("triesMedian")}>{each.medianTries ?? "–"}</td>
            <td data-label={t("discrimination")}>
              <Discrimination value={each.discrimination} t={t} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ part, of }: { part: number; of: number }) {
  if (of === 0) return "–";
  return (
    <span className={styles.share}>
      <i style={{ "--part": part / of } as CSSProperties} aria-hidden="true" />
      {part}/{of}
    </span>
  );
}

/** Rule of thumb for items of a test: 0.2 and more is worth something. */
const weakBelow = 0.2;

function Discrimination(props: { value: number | undefined; t: Translate<typeof teach.ko> }) {
  const { value, t } = props;
  if (value === undefined) return <span className={styles.nobody}>{t("discriminationNone")}</span>;
  const isWeak = value < weakBelow;
  const word =
    value < 0 ? "discriminationNegative" : isWeak ? "discriminationWeak" : "discriminationGood";
  return (
    <>
      {value.toFixed(2).replace("-", "−")}{" "}
      <span className={isWeak ? styles.weak : styles.nobody}>{t(word)}</span>
    </>
  );
}
