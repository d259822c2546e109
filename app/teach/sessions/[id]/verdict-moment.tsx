"use client";
import type { Fail, TaskVerdict } from "@/lib/labs/verdict";
// The last verdict up to this moment, as the learner saw it.
import { teach } from "@/lib/messages/teach";
import type { ReplayVerdict } from "@/lib/teach/read-replay";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { InlineText } from "../../../_ui/inline-text";
import { useMessages } from "../../../_ui/locale-context";
import objectives from "../../../_workspace/task/objectives.module.css";
import { Tick } from "../../../_workspace/task/tick";
import styles from "./replay.module.css";

interface VerdictMomentProps {
  readonly steps: readonly ReplayStep[];
  readonly verdicts: readonly ReplayVerdict[];
  readonly position: number;
  readonly onObject: (key: string) => void;
}

export function VerdictMoment({ steps, verdicts, position, onObject }: VerdictMomentProps) {
  const t = useMessages(teach);
  const sequence = steps[position - 1]?.sequence ?? 0;
  const shown = verdicts.findLast((each) => each.sequence <= sequence);
  if (shown === undefined) return <p className={styles.empty}>{t("verdictNotYet")}</p>;
  const { score, maxScore, tasks } = shown.verdict;
  const number = steps.findIndex((step) => step.sequence === shown.sequence) + 1;
  return (
    <div className={styles.verdictBody} data-earlier={number !== position || undefined}>
      <p className={styles.verdictScore}>
        {t("verdictOf", { score, maxScore })}
        {number !== position && <span>{t("verdictEarlier", { number })}</span>}
      </p>
      <ol role="list">
        {tasks.map((task) => (
          <Objective key={task.id} task={task} tasks={tasks} onObject={onObject} />
        ))}
      </ol>
    </div>
  );
}

const statusKeys = {
  pass: "statusPass",
  fail: "statusFail",
  blocked: "statusBlocked",
  error: "statusError",
} as const;

interface ObjectiveProps {
  readonly task: TaskVerdict;
  readonly tasks: readonly TaskVerdict[];
  readonly onObject: (key: string) => void;
}

function Objective({ task, tasks, onObject }: ObjectiveProps) {
  const t = useMessages(teach);
  const { verdict, title } = task;
  const titleOf = (id: string) => tasks.find((each) => each.id === id)?.title ?? id;
  return (
    <li className={objectives.objective} data-status={verdict.status}>
      <Tick status={verdict.status} />
      <div>
        <p lang="ko">
          <InlineText text={title} />
          <span className="visually-hidden">{t(statusKeys[verdict.status])}</span>
        </p>
        {verdict.status === "fail" && <Finding fail={verdict} onObject={onObject} />}
        {verdict.status === "blocked" && (
          <p className={objectives.quiet}>
            {t("blockedBy", { title: titleOf(verdict.blockedBy).replaceAll("`", "") })}
          </p>
        )}
        {verdict.status === "error" && <p className={objectives.quiet}>{t("errorWhat")}</p>}
      </div>
    </li>
  );
}

function Finding({ fail, onObject }: { fail: Fail; onObject: (key: string) => void }) {
  const t = useMessages(teach);
  const { kind, namespace = "", name, fieldPath, event } = fail.where ?? {};
  return (
    <dl className={objectives.finding} lang="ko">
      <dt>{t("lookedFor")}</dt>
      <dd>
        <p>
          <InlineText text={fail.lookedFor} />
        </p>
      </dd>
      <dt>{t("found")}</dt>
      <dd>
        <p>
          <InlineText text={fail.found} />
        </p>
      </dd>
      {fail.where && (
        <>
          <dt>{t("where")}</dt>
          <dd>
            {kind !== undefined && name !== undefined && (
              <button type="button" onClick={() => onObject(`${kind}/${namespace}/${name}`)}>
                {kind} {name}
              </button>
            )}
            {fail.where.file}
            {fieldPath !== undefined && <code>{fieldPath}</code>}
            {event !== undefined && <q>{event}</q>}
          </dd>
        </>
      )}
    </dl>
  );
}
