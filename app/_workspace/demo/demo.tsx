"use client";
// The cluster of the first page: looked at until the first command, one's own from then on.
import { useCallback, useRef, useState } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { workspace } from "@/lib/messages/workspace";
import type { SessionView } from "@/lib/sessions/view-session";
import { useMessages } from "../../_ui/locale-context";
import { asSomebody } from "../as-somebody";
import { ClusterPane } from "../cluster/cluster-pane";
import { RefusalText } from "../refusal-text";
import { openDemoSession } from "../session-actions";
import { SessionProvider } from "../session-context";
import type { TerminalController } from "../terminal/terminal-controller";
import { TerminalView } from "../terminal/terminal-view";
import styles from "./demo.module.css";

export function Demo({ view, isMine }: { view: SessionView; isMine: boolean }) {
  const t = useMessages(workspace);
  const [live, setLive] = useState(isMine ? view : undefined);
  const [isStarting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<RefusalReason>();
  const terminal = useRef<TerminalController>(undefined);
  /** What was typed while there was no cluster yet. */
  const waiting = useRef<string>(undefined);
  const shown = live ?? view;

  const intercept = useCallback(
    (line: string) => {
      if (live !== undefined) return false;
      if (line.trim() === "") return true;
      waiting.current = line;
      setStarting(true);
      setRefusal(undefined);
      void asSomebody(() => openDemoSession({})).then((opened) => {
        setStarting(false);
        if (opened.ok) return setLive(opened.value);
        setRefusal(opened.error);
        terminal.current?.offer(line);
      });
      return true;
    },
    [live],
  );

  const onReady = useCallback(
    (controller: TerminalController) => {
      terminal.current = controller;
      const line = waiting.current;
      waiting.current = undefined;
      if (line !== undefined) controller.run(line);
      else if (!isMine) controller.offer(suggestion(view));
    },
    [isMine, view],
  );

  return (
    <section className={styles.demo} aria-labelledby="demo">
      <header className={styles.head}>
        <h2 id="demo">{t("demoTitle")}</h2>
        <p role="status">
          {isStarting ? t("demoStarting") : live ? t("demoMine") : t("demoInvite")}
        </p>
        {live === undefined && (
          <button
            type="button"
            disabled={isStarting}
            onClick={() => terminal.current?.run(suggestion(view))}
          >
            {t("demoRun")}
          </button>
        )}
        <RefusalText refusal={refusal} className={styles.refusal} />
      </header>
      <SessionProvider key={shown.facts.id} view={shown} isConnected={live !== undefined}>
        <div className={styles.cluster}>
          <ClusterPane isBrief onOpen={(key) => terminal.current?.offer(commandAbout(key))} />
        </div>
        <div className={styles.terminal}>
          <TerminalView
            terminal="main"
            machine={shown.facts.machines[0] ?? ""}
            fontSize={13}
            intercept={intercept}
            onReady={onReady}
            takesFocus={live !== undefined && !isMine}
          />
        </div>
      </SessionProvider>
    </section>
  );
}

function suggestion({ present }: SessionView): string {
  const pod = present.picture?.put.find(
    (item) => item.type === "pod" && item.namespace === "default",
  );
  return pod?.type === "pod" ? `kubectl delete pod ${pod.name}` : "kubectl get pods";
}

/** A click on something puts a command about it at the prompt. */
function commandAbout(key: string): string {
  const [kind = "", namespace = "", name = ""] = key.split("/");
  const place = namespace === "" || namespace === "default" ? "" : ` -n ${namespace}`;
  return kind === "Pod"
    ? `kubectl delete pod ${name}${place}`
    : `kubectl describe ${kind.toLowerCase()} ${name}${place}`;
}
