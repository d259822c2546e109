"use client";
// The lab screen: task, editor, terminals and cluster side by side; on a phone one at a time.
import {
  type CSSProperties,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { workspace } from "@/lib/messages/workspace";
import type { SessionView } from "@/lib/sessions/view-session";
import { useMessages } from "../../_ui/locale-context";
import { ClusterPane } from "../cluster/cluster-pane";
import { ObjectPanel } from "../cluster/object-panel";
import { EditorPane } from "../editor/editor-pane";
import { createOpenFiles } from "../editor/open-files";
import type { LabInfo } from "../lab-info";
import { SessionProvider, useSession, useSessionState } from "../session-context";
import type { Place } from "../task/place";
import { TaskPane } from "../task/task-pane";
import { TerminalPane } from "../terminal/terminal-pane";
import { Announcer } from "./announcer";
import { Notices } from "./notices";
import { PaneTabs } from "./pane-tabs";
import { Splitter } from "./splitter";
import { TopBar } from "./top-bar";
import { type PaneName, usePanes } from "./use-panes";
import styles from "./workspace.module.css";

export interface WorkspaceProps {
  readonly view: SessionView;
  readonly lab?: LabInfo;
  /** The task as the author wrote it. */
  readonly children?: ReactNode;
  /** 다시 시작: resolves with the address of what comes next. */
  readonly onRestart: (id: string) => Promise<string | undefined>;
  readonly onShare?: (id: string) => Promise<string | undefined>;
}

export function Workspace(props: WorkspaceProps) {
  return (
    <SessionProvider key={props.view.facts.id} view={props.view}>
      <Frame {...props} />
    </SessionProvider>
  );
}

function Frame({ lab, children, onRestart, onShare }: WorkspaceProps) {
  const t = useMessages(workspace);
  const store = useSession();
  const machine = useSessionState((state) => state.facts.machines[0] ?? "");
  const [files] = useState(() => createOpenFiles(store, machine));
  const [object, setObject] = useState<string>();
  const panes = usePanes();
  const frame = useRef<HTMLDivElement>(null);
  const { sizes, shown, show } = panes;
  const isPlay = lab === undefined;
  usePaneCycle(frame, show, isPlay);
  useWaitingShown(show);
  useEffect(() => () => files.dispose(), [files]);

  const openObject = useCallback(
    (key: string) => {
      setObject(key);
      panes.unfoldCluster();
      show("cluster");
    },
    [show, panes.unfoldCluster],
  );
  function goTo(place: Place) {
    if ("object" in place) return openObject(place.object);
    show("editor");
    void files.open(place.file, place.line === undefined ? {} : { line: place.line });
  }

  const style = {
    "--task-width": `${sizes.task}px`,
    "--cluster-width": panes.isFolded ? "2.2rem" : `${sizes.cluster}px`,
    "--editor-share": `${sizes.editor}%`,
  } as CSSProperties;

  return (
    <div
      ref={frame}
      className={styles.workspace}
      style={style}
      data-shown={shown}
      data-play={isPlay || undefined}
    >
      <TopBar lab={lab} files={files} onRestart={onRestart} onShare={onShare} />
      <Notices />
      <main id="main" tabIndex={-1} className={styles.panes}>
        {lab && (
          <>
            <section className={styles.task} data-pane="task" aria-label={t("paneTask")}>
              <TaskPane lab={lab} onPlace={goTo}>
                {children}
              </TaskPane>
            </section>
            <Splitter
              label={t("resizeTask")}
              size={sizes.task}
              {...panes.bounds.task}
              onSize={panes.setTask}
              axis="x"
            />
          </>
        )}
        <div className={styles.centre}>
          <section className={styles.editor} data-pane="editor" aria-label={t("paneEditor")}>
            <EditorPane files={files} />
          </section>
          <Splitter
            label={t("resizeEditor")}
            size={sizes.editor}
            {...panes.bounds.editor}
            onSize={panes.setEditor}
            axis="y"
            unit="share"
          />
          <section className={styles.terminal} data-pane="terminal" aria-label={t("paneTerminal")}>
            <TerminalPane />
          </section>
        </div>
        <Splitter
          label={t("resizeCluster")}
          size={sizes.cluster}
          {...panes.bounds.cluster}
          onSize={panes.setCluster}
          axis="x"
          isReversed
        />
        <section className={styles.cluster} data-pane="cluster" aria-label={t("paneCluster")}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!panes.isFolded}
            title={panes.isFolded ? t("showCluster") : t("hideCluster")}
            onClick={panes.toggleCluster}
          >
            <span aria-hidden="true">{panes.isFolded ? "‹" : "›"}</span>
            <span className="visually-hidden">
              {panes.isFolded ? t("showCluster") : t("hideCluster")}
            </span>
          </button>
          <div className={styles.clusterBody} hidden={panes.isFolded && shown !== "cluster"}>
            {object === undefined ? (
              <ClusterPane onOpen={openObject} />
            ) : (
              <ObjectPanel
                objectKey={object}
                onOpen={openObject}
                onClose={() => setObject(undefined)}
              />
            )}
          </div>
        </section>
      </main>
      <PaneTabs shown={shown} onShow={show} hasTask={!isPlay} />
      <Announcer lab={lab} />
    </div>
  );
}

/** `vi` brings the editor to the front where only one pane is seen. */
function useWaitingShown(show: (pane: PaneName) => void): void {
  const isWaiting = useSessionState(({ terminals }) =>
    [...terminals.values()].some(({ editor }) => editor !== undefined),
  );
  useEffect(() => {
    if (isWaiting) show("editor");
  }, [isWaiting, show]);
}

const cycle: readonly PaneName[] = ["task", "editor", "terminal", "cluster"];

/** F6 goes from pane to pane, out of the terminal and the editor too. */
function usePaneCycle(
  frame: React.RefObject<HTMLDivElement | null>,
  show: (pane: PaneName) => void,
  isPlay: boolean,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      const names = isPlay ? cycle.slice(1) : cycle;
      const pane = document.activeElement?.closest<HTMLElement>("[data-pane]")?.dataset.pane;
      const at = names.map(String).indexOf(pane ?? "");
      const step = event.shiftKey ? -1 : 1;
      const next = names[(at + step + names.length) % names.length] ?? "terminal";
      show(next);
      requestAnimationFrame(() => focusPane(frame.current, next));
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [frame, show, isPlay]);
}

const entrances: Readonly<Record<PaneName, string>> = {
  task: "a, button",
  editor: ".monaco-editor textarea, button",
  terminal: ".xterm-helper-textarea",
  cluster: "button",
};

function focusPane(frame: HTMLElement | null, pane: PaneName): void {
  const section = frame?.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  const candidates = section?.querySelectorAll<HTMLElement>(entrances[pane]) ?? [];
  for (const candidate of candidates) {
    if (pane === "editor" && candidate.matches("textarea") && candidate.closest("[hidden]"))
      continue;
    candidate.focus();
    if (document.activeElement === candidate) return;
  }
}
