"use client";
// The cluster's own time, and ways to let it pass.
import { workspace } from "@/lib/messages/workspace";
import { useLocale, useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import { useClusterNow } from "../use-clock";
import styles from "./top-bar.module.css";

const minute = 60_000;

export function ClockControls() {
  const t = useMessages(workspace);
  const store = useSession();
  const isPaused = useSessionState((state) => state.clock.paused);
  const canAct = useSessionState((state) => state.facts.canAct);
  const skip = (ms: number) => void store.act({ kind: "skip", ms });
  return (
    // biome-ignore lint/a11y/useSemanticElements: A group of buttons, not fields of a form.
    <div className={styles.group} role="group" aria-label={t("timeControls")}>
      <Clock isPaused={isPaused} />
      {canAct && (
        <>
          <button
            type="button"
            className={styles.quiet}
            aria-pressed={isPaused}
            onClick={() => void store.act({ kind: "pause", paused: !isPaused })}
          >
            {isPaused ? t("goOn") : t("pause")}
          </button>
          <button
            type="button"
            className={styles.quiet}
            onClick={() => void store.act({ kind: "skip-to-next" })}
          >
            {t("nextEvent")}
          </button>
          <button type="button" className={styles.quiet} onClick={() => skip(minute)}>
            {t("plusOne")}
          </button>
          <button type="button" className={styles.quiet} onClick={() => skip(5 * minute)}>
            {t("plusFive")}
          </button>
        </>
      )}
    </div>
  );
}

function Clock({ isPaused }: { isPaused: boolean }) {
  const t = useMessages(workspace);
  const locale = useLocale();
  const now = new Date(useClusterNow());
  const zone = { timeZone: "Asia/Seoul" } as const;
  const time = now.toLocaleTimeString("en-GB", zone);
  const date = now.toLocaleDateString(locale, { ...zone, month: "short", day: "numeric" });
  return (
    <time
      className={styles.clock}
      dateTime={now.toISOString()}
      data-paused={isPaused || undefined}
      title={isPaused ? t("paused") : t("clock")}
      suppressHydrationWarning
    >
      <span className="visually-hidden">{t("clock")} </span>
      <span>{date}</span> {time}
    </time>
  );
}
