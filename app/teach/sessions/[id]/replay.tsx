"use client";
// The replay as a whole: one position, and everything that is drawn from it.
import { useState } from "react";
import { teach } from "@/lib/messages/teach";
import type { MomentView } from "@/lib/teach/read-moment";
import type { ReplayVerdict } from "@/lib/teach/read-replay";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { useMessages } from "../../../_ui/locale-context";
import { ClusterMoment } from "./cluster-moment";
import { Controls } from "./controls";
import { FilesMoment } from "./files-moment";
import styles from "./replay.module.css";
import { Scrubber } from "./scrubber";
import { StepList } from "./step-list";
import { TerminalMoment } from "./terminal-moment";
import { useMoment } from "./use-moment";
import { usePlayer } from "./use-player";
import { VerdictMoment } from "./verdict-moment";

interface ReplayProps {
  readonly sessionId: string;
  readonly steps: readonly ReplayStep[];
  readonly verdicts: readonly ReplayVerdict[];
  readonly initial: { readonly position: number; readonly moment: MomentView };
}

export function Replay({ sessionId, steps, verdicts, initial }: ReplayProps) {
  const t = useMessages(teach);
  const player = usePlayer(steps, initial.position);
  const { position } = player;
  const step = steps[position - 1];
  const sequence = step?.sequence ?? 0;
  const { moment, hasFailed, retry } = useMoment({
    sessionId,
    sequence,
    next: steps[position]?.sequence,
    first: initial.moment,
    length: steps.length,
  });
  const [object, setObject] = useState<string>();
  return (
    <>
      <div className={styles.deck}>
        <Scrubber steps={steps} position={position} onMove={player.goTo} />
        <Controls steps={steps} player={player} />
        {!moment.isFaithful && <p className={styles.remark}>{t("replayUnfaithful")}</p>}
        {hasFailed && (
          <p className={styles.remark} role="alert">
            {t("replayFailed")}{" "}
            <button type="button" onClick={retry}>
              {t("retry")}
            </button>
          </p>
        )}
      </div>
      <div className={styles.panes}>
        <section className={styles.steps} aria-labelledby="steps">
          <h2 id="steps">{t("steps")}</h2>
          <StepList steps={steps} position={position} onMove={player.goTo} />
        </section>
        <section className={styles.verdict} aria-labelledby="verdict">
          <h2 id="verdict">{t("verdict")}</h2>
          <VerdictMoment
            steps={steps}
            verdicts={verdicts}
            position={position}
            onObject={setObject}
          />
        </section>
        <section className={styles.terminal} aria-labelledby="terminal">
          <h2 id="terminal">{t("terminal")}</h2>
          <TerminalMoment moment={moment} step={step} />
        </section>
        <section className={styles.files} aria-labelledby="files">
          <h2 id="files">{t("files")}</h2>
          <FilesMoment moment={moment} />
        </section>
        <section className={styles.cluster} aria-labelledby="cluster">
          <h2 id="cluster">{t("cluster")}</h2>
          <ClusterMoment {...{ sessionId, moment, object }} onObject={setObject} />
        </section>
      </div>
    </>
  );
}
