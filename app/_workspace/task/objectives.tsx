"use client";
// The objectives with a tick each; after 채점 what was looked for, what was found, and where. One root cause
// comes first.
import { useEffect, useRef } from "react";
import type { Fail, TaskVerdict } from "@/lib/labs/verdict";
import { workspace } from "@/lib/messages/workspace";
import { InlineText } from "../../_ui/inline-text";
import { useMessages } from "../../_ui/locale-context";
import type { LabInfo, LabTask } from "../lab-info";
import { useSessionState } from "../session-context";
import { Foresight } from "./foresight";
import { Hints } from "./hints";
import styles from "./objectives.module.css";
import type { Place } from "./place";
import { Tick } from "./tick";

interface ObjectivesProps {
  readonly lab: LabInfo;
  readonly onPlace: (place: Place) => void;
}

export function Objectives({ lab, onPlace }: ObjectivesProps) {
  const t = useMessages(workspace);
  const grading = useSessionState((state) => state.grading);
  const verdicts = new Map(grading?.verdict.tasks.map((task) => [task.id, task]));
  const first = lab.tasks.find(({ id }) => verdicts.get(id)?.verdict.status === "fail");
  const firstRow = useRef<HTMLLIElement>(null);
  const shown = useRef(grading?.sequence);
  const sequence = grading?.sequence;

  // A new verdict brings its root cause into sight.
  useEffect(() => {
    if (sequence === shown.current) return;
    shown.current = sequence;
    firstRow.current?.scrollIntoView({ block: "nearest" });
  }, [sequence]);

  return (
    <section aria-labelledby="objectives" className={styles.objectives}>
      <header>
        <h2 id="objectives">{t("objectives")}</h2>
        {grading && (
          <p className={styles.score}>
            {t("score", { score: grading.verdict.score, maxScore: grading.verdict.maxScore })}
          </p>
        )}
      </header>
      <ol role="list">
        {lab.tasks.map((task) => (
          <Objective
            key={task.id}
            task={task}
            verdict={verdicts.get(task.id)}
            sequence={sequence ?? 0}
            isFirst={task === first}
            row={task === first ? firstRow : undefined}
            titles={lab.tasks}
            onPlace={onPlace}
          />
        ))}
      </ol>
      {grading === undefined && <p className={styles.quiet}>{t("attempts")}</p>}
    </section>
  );
}

interface ObjectiveProps {
  readonly task: LabTask;
  readonly verdict: TaskVerdict | undefined;
  /** Of the 채점 that gave the verdict. */
  readonly sequence: number;
  readonly isFirst: boolean;
  readonly row: React.Ref<HTMLLIElement> | undefined;
  readonly titles: readonly LabTask[];
  readonly onPlace: (place: Place) => void;
}

function Objective({ task, verdict, sequence, isFirst, row, titles, onPlace }: ObjectiveProps) {
  const t = useMessages(workspace);
  const said = verdict?.verdict;
  const status = said?.status ?? "open";
  const words = {
    open: t("statusOpen"),
    pass: t("statusPass"),
    fail: t("statusFail"),
    blocked: t("statusBlocked"),
    error: t("statusError"),
  };
  return (
    <li
      ref={row}
      className={styles.objective}
      data-status={status}
      data-first={isFirst || undefined}
    >
      <Tick status={status} />
      <div>
        {isFirst && <p className={styles.first}>{t("startHere")}</p>}
        <p className={styles.title}>
          <span lang="ko">
            <InlineText text={task.title} />
          </span>
          <span className={styles.points}>{t("points", { count: task.points })}</span>
          <span className="visually-hidden">{words[status]}</span>
        </p>
        {said?.status === "pass" && said.found !== undefined && (
          <p className={styles.found} lang="ko">
            <InlineText text={said.found} />
          </p>
        )}
        {said?.status === "fail" && <Finding fail={said} onPlace={onPlace} />}
        {verdict?.aheadMs !== undefined && said?.status !== "blocked" && (
          <Foresight task={task.id} sequence={sequence} />
        )}
        {said?.status === "blocked" && (
          <p className={styles.quiet}>
            {t("blockedBy", {
              title: plain(titles.find(({ id }) => id === said.blockedBy)?.title ?? said.blockedBy),
            })}
          </p>
        )}
        {said?.status === "error" && <p className={styles.quiet}>{t("errorWhat")}</p>}
        {status !== "pass" && status !== "blocked" && <Hints task={task.id} />}
      </div>
    </li>
  );
}

const plain = (text: string): string => text.replaceAll("`", "");

function Finding({ fail, onPlace }: { fail: Fail; onPlace: (place: Place) => void }) {
  const t = useMessages(workspace);
  const { where } = fail;
  return (
    <dl className={styles.finding} lang="ko">
      <dt>{t("lookedFor")}</dt>
      <dd>
        <InlineText text={fail.lookedFor} />
      </dd>
      <dt>{t("found")}</dt>
      <dd>
        <InlineText text={fail.found} />
      </dd>
      {where && (
        <>
          <dt>{t("where")}</dt>
          <dd>
            <PlaceLink where={where} onPlace={onPlace} />
            {where.fieldPath !== undefined && (
              <code className={styles.field}>{where.fieldPath}</code>
            )}
            {where.event !== undefined && <q>{where.event}</q>}
          </dd>
        </>
      )}
    </dl>
  );
}

function PlaceLink(props: { where: NonNullable<Fail["where"]>; onPlace: (place: Place) => void }) {
  const { where, onPlace } = props;
  const t = useMessages(workspace);
  const { kind, namespace = "", name, file, line } = where;
  return (
    <>
      {kind !== undefined && name !== undefined && (
        <button type="button" onClick={() => onPlace({ object: `${kind}/${namespace}/${name}` })}>
          {kind} {namespace !== "" && namespace !== "default" ? `${namespace}/` : ""}
          {name}
        </button>
      )}
      {file !== undefined && (
        <button type="button" onClick={() => onPlace({ file, line })}>
          {line === undefined ? file : t("line", { file, line })}
        </button>
      )}
    </>
  );
}
