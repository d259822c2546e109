"use client";
// The learner's files as a tree; folders are read when they are opened, and again when something happened.
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import type { FileEntry, ReadFile } from "@/lib/sessions/read-files";
import { useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import styles from "./file-tree.module.css";
import type { OpenFiles } from "./open-files";

const home = "/root";
const settleMs = 200;

export function FileTree({ files, shown }: { files: OpenFiles; shown: string | undefined }) {
  const t = useMessages(workspace);
  const store = useSession();
  const { machines, canAct } = useSessionState((state) => state.facts);
  const sequence = useSessionState((state) => state.past.sequence);
  const [folders, setFolders] = useState<ReadonlyMap<string, readonly FileEntry[]>>(new Map());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set([home]));
  const [isNaming, setNaming] = useState(false);
  const machine = machines[0] ?? "";
  const hasOpenedFirst = useRef(false);

  const read = useCallback(
    async (path: string) => {
      const query = new URLSearchParams({ machine, path });
      const { id } = store.get().facts;
      const answer = await fetch(`/api/sessions/${id}/files?${query}`).catch(() => undefined);
      if (!answer?.ok) return undefined;
      const found = (await answer.json()) as ReadFile;
      if (found.type !== "folder") return undefined;
      setFolders((known) => new Map(known).set(path, found.entries));
      return found.entries;
    },
    [store, machine],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: Read again whenever something was done.
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const path of unfolded) {
        void read(path).then((entries) => {
          if (path !== home || hasOpenedFirst.current || files.get().files.length > 0) return;
          const first = entries?.find(({ isFolder, name }) => !isFolder && /\.ya?ml$/.test(name));
          hasOpenedFirst.current = entries !== undefined;
          if (first) void files.open(first.path);
        });
      }
      void files.refresh();
    }, settleMs);
    return () => clearTimeout(timer);
  }, [sequence, unfolded, read, files]);

  function toggle(path: string) {
    const next = new Set(unfolded);
    if (!next.delete(path)) next.add(path);
    setUnfolded(next);
  }

  function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "")
      .trim()
      .normalize("NFC");
    setNaming(false);
    if (name === "") return;
    void files.create(name.startsWith("/") ? name : `${home}/${name}`);
  }

  const branch = {
    folders,
    unfolded,
    shown,
    onFolder: toggle,
    onFile: (path: string) => void files.open(path),
  };
  return (
    <nav className={styles.tree} aria-label={t("files")}>
      <p className={styles.head}>
        <span>~</span>
        {canAct && (
          <button type="button" onClick={() => setNaming(!isNaming)} aria-expanded={isNaming}>
            <span aria-hidden="true">+</span>
            <span className="visually-hidden">{t("newFile")}</span>
          </button>
        )}
      </p>
      {isNaming && (
        <form onSubmit={create} className={styles.naming}>
          <input
            name="name"
            // biome-ignore lint/a11y/noAutofocus: It was just asked for.
            autoFocus
            placeholder="pod.yaml"
            aria-label={t("newFileName")}
            maxLength={200}
            onKeyDown={(event) => event.key === "Escape" && setNaming(false)}
          />
          <button type="submit" className="visually-hidden">
            {t("newFileMake")}
          </button>
        </form>
      )}
      <Branch path={home} {...branch} />
      <FolderRow path="/etc/kubernetes" {...branch} />
    </nav>
  );
}

interface BranchProps {
  readonly path: string;
  readonly folders: ReadonlyMap<string, readonly FileEntry[]>;
  readonly unfolded: ReadonlySet<string>;
  readonly shown: string | undefined;
  readonly onFolder: (path: string) => void;
  readonly onFile: (path: string) => void;
}

function Branch(props: BranchProps) {
  const { path, folders, shown, onFile } = props;
  const entries = folders.get(path)?.filter(({ name }) => !name.startsWith("."));
  if (entries === undefined || entries.length === 0) return null;
  return (
    <ul role="list" className={styles.branch}>
      {entries.map((entry) => (
        <li key={entry.path}>
          {entry.isFolder ? (
            <FolderRow {...props} path={entry.path} />
          ) : (
            <button
              type="button"
              className={styles.file}
              aria-current={entry.path === shown ? "true" : undefined}
              onClick={() => onFile(entry.path)}
            >
              {entry.name}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function FolderRow(props: BranchProps) {
  const { path, unfolded, onFolder } = props;
  const isOpen = unfolded.has(path);
  const name = path === "/etc/kubernetes" ? path : path.slice(path.lastIndexOf("/") + 1);
  return (
    <>
      <button
        type="button"
        className={styles.folder}
        aria-expanded={isOpen}
        onClick={() => onFolder(path)}
      >
        <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span> {name}
      </button>
      {isOpen && <Branch {...props} />}
    </>
  );
}
