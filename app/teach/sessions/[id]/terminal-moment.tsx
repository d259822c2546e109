"use client";
// The terminals at a moment, as text one can select: what this step printed stands out.
import { useEffect, useRef, useState } from "react";
import { teach } from "@/lib/messages/teach";
import type { MomentTerminal, MomentView } from "@/lib/teach/read-moment";
import type { ReplayStep } from "@/lib/teach/replay-steps";
import { useMessages } from "../../../_ui/locale-context";
import styles from "./replay.module.css";

export function TerminalMoment({
  moment,
  step,
}: {
  moment: MomentView;
  step: ReplayStep | undefined;
}) {
  const t = useMessages(teach);
  const { terminals } = moment;
  const [chosen, setChosen] = useState<string>();
  // The terminal that printed something comes to the front by itself.
  const active = terminals.find(({ fresh }) => fresh !== "")?.id;
  useEffect(() => {
    if (active !== undefined) setChosen(active);
  }, [active]);
  const shown = terminals.find(({ id }) => id === chosen) ?? terminals[0];
  return (
    <>
      {terminals.length > 1 && (
        <div className={styles.tabs}>
          {terminals.map(({ id, machine }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === shown?.id}
              onClick={() => setChosen(id)}
            >
              {machine}
            </button>
          ))}
        </div>
      )}
      {shown && <Screen terminal={shown} isCommand={step?.kind === "command"} />}
      {shown === undefined && <p className={styles.empty}>{t("emptyTerminal")}</p>}
    </>
  );
}

function Screen({ terminal, isCommand }: { terminal: MomentTerminal; isCommand: boolean }) {
  const t = useMessages(teach);
  const { machine, old, fresh, prompt } = terminal;
  const screen = useRef<HTMLPreElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new text is at the end.
  useEffect(() => {
    if (screen.current) screen.current.scrollTop = screen.current.scrollHeight;
  }, [old, fresh]);

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: what takes the focus needs a name.
    <pre
      ref={screen}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={styles.screen}
      aria-label={`${t("terminal")} ${machine}`}
    >
      {plain(old)}
      {fresh !== "" && <span data-fresh={isCommand || undefined}>{plain(fresh)}</span>}
      <span className={styles.prompt}>{plain(prompt)}</span>
    </pre>
  );
}

/** Colours and cursor movements mean nothing in text. */
const plain = (text: string) => text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|\r/g, "");
