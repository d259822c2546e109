"use client";
// The terminals of the lab: one tab per machine, opened when it is first looked at.
import { useEffect, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import { isBoolean, useRemembered } from "../use-screen-options";
import styles from "./terminal-pane.module.css";
import { TerminalView } from "./terminal-view";

/** The first terminal is opened by the server with the session. */
const firstTerminal = "main";

export function TerminalPane() {
  const t = useMessages(workspace);
  const store = useSession();
  const { machines, canAct } = useSessionState((state) => state.facts);
  const open = useSessionState((state) => state.terminals);
  const [machine, setMachine] = useState(machines[0] ?? "");
  const [isForScreenReader] = useRemembered("naru-screen-reader", false, isBoolean);
  const terminal = machine === machines[0] ? firstTerminal : machine;
  const isOpen = open.has(terminal);

  useEffect(() => {
    if (isOpen || !canAct) return;
    void store.act({ kind: "open-terminal", terminal, machine, columns: 100 });
  }, [store, terminal, machine, isOpen, canAct]);

  return (
    <div className={styles.pane}>
      <div role="tablist" aria-label={t("terminals")} className={styles.tabs}>
        {machines.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`terminal-tab-${name}`}
            aria-selected={name === machine}
            aria-controls="terminal-panel"
            tabIndex={name === machine ? 0 : -1}
            onClick={() => setMachine(name)}
            onKeyDown={(event) => {
              const next = nextOf(machines, machine, event.key);
              if (next === undefined) return;
              setMachine(next);
              document.getElementById(`terminal-tab-${next}`)?.focus();
            }}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id="terminal-panel"
        aria-labelledby={`terminal-tab-${machine}`}
        className={styles.panel}
      >
        <TerminalView
          key={terminal}
          terminal={terminal}
          machine={machine}
          isForScreenReader={isForScreenReader}
          takesFocus={machine !== machines[0]}
        />
      </div>
    </div>
  );
}

/** Left and right, round and round. */
export function nextOf(names: readonly string[], name: string, key: string): string | undefined {
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return undefined;
  return names[(names.indexOf(name) + step + names.length) % names.length];
}
