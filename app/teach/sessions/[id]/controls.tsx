"use client";
// Back, forward, play, how fast, and the jumps.
import { teach } from "@/lib/messages/teach";
import { type Jump, jump, speeds } from "@/lib/teach/replay-pace";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { useLocale, useMessages } from "../../../_ui/locale-context";
import { clockText } from "../../_ui/time-text";
import styles from "./replay.module.css";
import type { Player, Speed } from "./use-player";

export function Controls({ steps, player }: { steps: readonly ReplayStep[]; player: Player }) {
  const t = useMessages(teach);
  const locale = useLocale();
  const { position, isPlaying, speed } = player;
  const step = steps[position - 1];
  const button = (to: Jump, label: string, text: string) => (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={jump(steps, position, to) === position}
      onClick={() => player.jump(to)}
    >
      {text}
    </button>
  );
  return (
    <div className={styles.controls}>
      <div>
        {button("back", t("stepBack"), "‹")}
        <button
          type="button"
          className={styles.play}
          disabled={steps.length === 0}
          onClick={player.toggle}
        >
          {isPlaying ? t("stop") : t("play")}
        </button>
        {button("forward", t("stepForward"), "›")}
      </div>
      <label>
        <span className="visually-hidden">{t("speed")}</span>
        <select
          value={speed}
          onChange={(event) => {
            const chosen = speeds.find((each) => each === Number(event.currentTarget.value));
            player.setSpeed((chosen ?? 1) satisfies Speed);
          }}
        >
          {speeds.map((each) => (
            <option key={each} value={each}>
              {t("speedOf", { speed: each })}
            </option>
          ))}
        </select>
      </label>
      <div>
        {button("verdict-back", t("previousVerdict"), `‹ ${t("verdict")}`)}
        {button("verdict", t("nextVerdict"), `${t("verdict")} ›`)}
      </div>
      <div>
        {button("pause-back", t("previousPause"), `‹ ${t("pause")}`)}
        {button("pause", t("nextPause"), `${t("pause")} ›`)}
      </div>
      <p className={styles.place}>
        {t("position", { position, all: steps.length })}
        {step && <span suppressHydrationWarning>{clockText(step.wallAt, locale)}</span>}
      </p>
      <p className={styles.keys}>{t("keysHint")}</p>
    </div>
  );
}
