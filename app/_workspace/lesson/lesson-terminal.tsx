"use client";
// The terminal under a code block: brings the lesson's cluster to this place and runs the block's commands.
import { useCallback, useEffect, useRef, useState } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { workspace } from "@/lib/messages/workspace";
import type { LessonTerminalProps } from "../../_ui/lesson-runner-context";
import { useMessages } from "../../_ui/locale-context";
import { RefusalText } from "../refusal-text";
import { KnownSession } from "../session-context";
import type { SessionStore } from "../session-store";
import type { TerminalController } from "../terminal/terminal-controller";
import { TerminalView } from "../terminal/terminal-view";
import { LessonRefused, type LessonSession } from "./lesson-session";
import styles from "./lesson-terminal.module.css";

type Stage =
  | { readonly name: "preparing" }
  | { readonly name: "ready"; readonly store: SessionStore; readonly machine: string }
  | { readonly name: "failed"; readonly reason: RefusalReason };

export function LessonTerminal(props: LessonTerminalProps & { readonly lesson: LessonSession }) {
  const { lesson, block, onClose } = props;
  const t = useMessages(workspace);
  const [stage, setStage] = useState<Stage>({ name: "preparing" });
  const [attempt, setAttempt] = useState(0);
  const terminal = block.id;
  const hasRun = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try.
  useEffect(() => {
    let isGone = false;
    let opened: SessionStore | undefined;
    setStage({ name: "preparing" });
    async function begin() {
      const store = await lesson.open();
      await lesson.prepare(store, block);
      if (isGone) return;
      opened = store;
      const machine = store.get().facts.machines[0] ?? "";
      await store.act({ kind: "open-terminal", terminal, machine, columns: 80 });
      if (!isGone) setStage({ name: "ready", store, machine });
    }
    begin().catch((error: unknown) => {
      if (isGone) return;
      const reason =
        error instanceof LessonRefused ? error.reason : ({ key: "unreachable" } as const);
      setStage({ name: "failed", reason });
    });
    return () => {
      isGone = true;
      void opened?.act({ kind: "close-terminal", terminal });
    };
  }, [lesson, block.id, terminal, attempt]);

  const onReady = useCallback(
    (controller: TerminalController) => {
      if (hasRun.current) return;
      hasRun.current = true;
      controller.run(block.source);
    },
    [block.source],
  );

  return (
    <section className={styles.terminal} aria-label={t("lessonTerminal")}>
      {stage.name === "preparing" && (
        <p className={styles.note} role="status">
          {t("lessonPreparing")}
        </p>
      )}
      {stage.name === "failed" && (
        <div className={styles.note}>
          <p>{t("lessonFailed")}</p>
          <RefusalText refusal={stage.reason} className={styles.refusal} />
          <button type="button" onClick={() => setAttempt(attempt + 1)}>
            {t("retry")}
          </button>
          <button type="button" onClick={onClose}>
            {t("close")}
          </button>
        </div>
      )}
      {stage.name === "ready" && (
        <KnownSession store={stage.store}>
          <TerminalView
            terminal={terminal}
            machine={stage.machine}
            fontSize={13}
            onReady={onReady}
            takesFocus
          />
        </KnownSession>
      )}
    </section>
  );
}
