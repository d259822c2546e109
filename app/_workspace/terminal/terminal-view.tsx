"use client";
// One terminal on the screen.
import { useEffect, useRef, useState } from "react";
import { terminalErrors } from "@/lib/messages/terminal-errors";
import { fill } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import { useLocale, useMessages } from "../../_ui/locale-context";
import { useSession } from "../session-context";
import { explainOutput } from "./explain-output";
import { controlTerminal, type TerminalController } from "./terminal-controller";
import styles from "./terminal-view.module.css";
import { openScreen, type Screen } from "./xterm-screen";

export interface TerminalViewProps {
  readonly terminal: string;
  readonly machine: string;
  readonly isForScreenReader?: boolean;
  readonly fontSize?: number;
  /** Takes lines in place of the session; see `controlTerminal`. */
  readonly intercept?: (line: string) => boolean;
  readonly onReady?: (controller: TerminalController) => void;
  readonly takesFocus?: boolean;
}

export function TerminalView(props: TerminalViewProps) {
  const { terminal, machine, isForScreenReader = false, fontSize = 14, takesFocus = false } = props;
  const store = useSession();
  const t = useMessages(workspace);
  const locale = useLocale();
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<Screen>(undefined);
  const tabLeaves = useRef(false);
  const latest = useRef(props);
  latest.current = props;
  const [tabNote, setTabNote] = useState("");
  const [said, setSaid] = useState("");
  const texts = useRef({
    ended: t("terminalEnded"),
    hangul: (command: string) => t("hangulCommand", { command }),
    explain(output: string) {
      const found = explainOutput(output);
      return found && fill(terminalErrors[locale][found.key], found.values);
    },
    say: setSaid,
    tabMoves: t("tabMoves"),
    tabCompletes: t("tabCompletes"),
    label: t("terminalLabel", { machine }),
  });

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let controller: TerminalController | undefined;
    let screen: Screen | undefined;
    let isGone = false;
    const onKey = (event: KeyboardEvent): boolean => {
      if (event.isComposing || event.keyCode === 229) return false;
      if (event.key.toLowerCase() === "m" && event.ctrlKey) {
        tabLeaves.current = !tabLeaves.current;
        setTabNote(tabLeaves.current ? texts.current.tabMoves : texts.current.tabCompletes);
        event.preventDefault();
        return true;
      }
      // Left to the page: panes, focus, checking, the browser's own copying.
      if (event.key === "F6" || (event.key === "Tab" && (tabLeaves.current || event.shiftKey)))
        return true;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return true;
      if (event.ctrlKey && event.key === "c" && (event.shiftKey || screen?.selection)) {
        void navigator.clipboard.writeText(screen?.selection ?? "");
        event.preventDefault();
        return true;
      }
      return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
    };
    void openScreen(element, {
      label: texts.current.label,
      fontSize,
      isForScreenReader,
      onKey,
      onData: (data) => controller?.type(data),
      onColumns: (columns) => controller?.resized(columns),
    }).then((opened) => {
      if (isGone) return opened.dispose();
      screen = opened;
      shown.current = opened;
      controller = controlTerminal({
        store,
        terminal,
        screen: opened,
        texts: texts.current,
        intercept: (line) => latest.current.intercept?.(line) ?? false,
      });
      // For the browser tests, which cannot read a canvas.
      Object.assign(element, { naruScreen: opened });
      element.dataset.ready = "true";
      latest.current.onReady?.(controller);
      if (takesFocus) opened.focus();
    });
    return () => {
      isGone = true;
      controller?.dispose();
      screen?.dispose();
      shown.current = undefined;
    };
  }, [store, terminal, fontSize, isForScreenReader, takesFocus]);

  return (
    <div className={styles.terminal} data-terminal={terminal}>
      <div ref={host} className={styles.screen} />
      <p role="status" className={tabNote === "" ? "visually-hidden" : styles.note}>
        {tabNote}
      </p>
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </div>
  );
}
