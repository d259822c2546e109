"use client";
// The files of the learner's machine: a tree, what is open, and the editor.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useLocale, useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import styles from "./editor-pane.module.css";
import { FileTree } from "./file-tree";
import { type EditorScreen, openEditorScreen, type Problem } from "./monaco-screen";
import type { OpenFile, OpenFiles } from "./open-files";

export function EditorPane({ files }: { files: OpenFiles }) {
  const t = useMessages(workspace);
  const { files: open, shown } = useSyncExternalStore(files.subscribe, files.get, files.get);
  const [problems, setProblems] = useState<ReadonlyMap<string, readonly Problem[]>>(new Map());
  const file = open.find(({ path }) => path === shown?.path);
  useWaitingEditor(files);
  const onProblems = useCallback((path: string, found: readonly Problem[]) => {
    setProblems((known) => new Map(known).set(path, found));
  }, []);
  return (
    <div className={styles.pane}>
      <FileTree files={files} shown={file?.path} />
      <div className={styles.editor}>
        <OpenTabs files={files} open={open} shown={file?.path} />
        {file?.waiting !== undefined && <WaitingBar files={files} file={file} />}
        <div className={styles.body}>
          {open.length === 0 && <p className={styles.nothing}>{t("noFile")}</p>}
          <EditorHost files={files} file={file} line={shown} onProblems={onProblems} />
        </div>
        {file && <StatusBar file={file} problems={problems.get(file.path) ?? []} files={files} />}
      </div>
    </div>
  );
}

interface EditorHostProps {
  readonly files: OpenFiles;
  readonly file: OpenFile | undefined;
  readonly line: { readonly line?: number; readonly request: number } | undefined;
  readonly onProblems: (path: string, problems: readonly Problem[]) => void;
}

function EditorHost({ files, file, line, onProblems }: EditorHostProps) {
  const t = useMessages(workspace);
  const isKorean = useLocale() === "ko";
  const canAct = useSessionState((state) => state.facts.canAct);
  const host = useRef<HTMLDivElement>(null);
  const [screen, setScreen] = useState<EditorScreen>();
  const hasFile = file !== undefined;
  // Monaco is large: it comes with the first file.
  const [isWanted, setWanted] = useState(false);
  if (hasFile && !isWanted) setWanted(true);

  useEffect(() => {
    const element = host.current;
    if (!isWanted || element === null) return;
    let opened: EditorScreen | undefined;
    let isGone = false;
    const onChange = (path: string, text: string) => files.change(path, text);
    void openEditorScreen(element, { onChange, onProblems, isKorean, fontSize: 14 }).then(
      (made) => {
        if (isGone) return made.dispose();
        opened = made;
        setScreen(made);
      },
    );
    return () => {
      isGone = true;
      opened?.dispose();
    };
  }, [files, isWanted, onProblems, isKorean]);

  const label = t("editorLabel", { name: file?.path ?? "" });
  useEffect(() => {
    if (screen === undefined || file === undefined) return;
    const { path, text, isReadOnly } = file;
    screen.show({ path, text, label, isReadOnly: isReadOnly || !canAct });
  }, [screen, file, label, canAct]);

  const wanted = line?.line;
  const request = line?.request;
  useEffect(() => {
    if (screen !== undefined && wanted !== undefined && request !== undefined)
      screen.reveal(wanted);
  }, [screen, wanted, request]);

  return (
    <div ref={host} className={styles.monaco} hidden={!hasFile} data-editor={file?.path}>
      {hasFile && screen === undefined && <Skeleton label={t("loadingEditor")} />}
    </div>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{label}</span>
      {[38, 24, 52, 46, 30].map((width) => (
        <i key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** When `vi` or `kubectl edit` waits, its file is shown at once. */
function useWaitingEditor(files: OpenFiles): void {
  const store = useSession();
  const terminals = useSessionState((state) => state.terminals);
  const waiting = [...terminals.values()].find(({ editor }) => editor !== undefined);
  const id = waiting?.id;
  const path = waiting?.editor?.path;
  useEffect(() => {
    if (id === undefined || path === undefined) return;
    void files.open(path, { waiting: id });
  }, [files, id, path]);
  // The program may end by itself, by Ctrl-C say: then nobody waits any more.
  useEffect(() => {
    return store.subscribe(() => {
      for (const file of files.get().files) {
        if (file.waiting === undefined) continue;
        const terminal = store.get().terminals.get(file.waiting);
        if (terminal?.editor?.path !== file.path && store.get().pending === 0)
          files.release(file.path);
      }
    });
  }, [store, files]);
}

function OpenTabs(props: {
  files: OpenFiles;
  open: readonly OpenFile[];
  shown: string | undefined;
}) {
  const { files, open, shown } = props;
  const t = useMessages(workspace);
  return (
    <ul role="list" className={styles.tabs}>
      {open.map(({ path, status }) => (
        <li key={path} data-shown={path === shown || undefined}>
          <button
            type="button"
            aria-current={path === shown ? "true" : undefined}
            title={path}
            onClick={() => void files.open(path)}
          >
            {nameOf(path)}
            {status !== "saved" && (
              <span aria-hidden="true">{status === "failed" ? " !" : " ·"}</span>
            )}
          </button>
          <button
            type="button"
            className={styles.close}
            aria-label={t("closeFile", { name: nameOf(path) })}
            onClick={() => void files.close(path)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

function WaitingBar({ files, file }: { files: OpenFiles; file: OpenFile }) {
  const t = useMessages(workspace);
  return (
    // biome-ignore lint/a11y/useSemanticElements: Two buttons and a sentence, not fields of a form.
    <div className={styles.waiting} role="group">
      <p>{t("waitingEditor", { program: t("waitingProgram") })}</p>
      <button
        type="button"
        className={styles.save}
        onClick={() => void files.finish(file.path, true)}
      >
        {t("saveAndClose")}
      </button>
      <button type="button" onClick={() => void files.finish(file.path, false)}>
        {t("justClose")}
      </button>
    </div>
  );
}

const problemsShown = 3;

function StatusBar(props: { file: OpenFile; problems: readonly Problem[]; files: OpenFiles }) {
  const { file, problems, files } = props;
  const t = useMessages(workspace);
  const said = {
    saved: t("saved"),
    changed: t("saving"),
    saving: t("saving"),
    failed: t("unsaved"),
  };
  const isYaml = /\.ya?ml$/.test(file.path);
  return (
    <div className={styles.status}>
      {problems.length > 0 && (
        <ul role="list" className={styles.problems}>
          {problems.slice(0, problemsShown).map((problem) => (
            <li key={`${problem.line}${problem.message}`} data-error={problem.isError || undefined}>
              <button
                type="button"
                onClick={() => void files.open(file.path, { line: problem.line })}
              >
                {t("problemAt", { line: problem.line, message: problem.message })}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.facts}>
        <span className={styles.path}>{file.path}</span>
        <span role="status">
          {isYaml &&
            `${problems.length > 0 ? t("problems", { count: problems.length }) : t("noProblems")} · `}
          {file.isReadOnly ? t("readOnly") : said[file.status]}
        </span>
      </p>
    </div>
  );
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
