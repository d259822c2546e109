"use client";
// The files that are open in the editor: read from the machine, changed here, saved a moment after the last
// key, and read again when something else changed them.
import type { ReadFile } from "@/lib/sessions/read-files";
import { readRefusal, type SessionStore } from "../session-store";

export interface OpenFile {
  readonly machine: string;
  readonly path: string;
  readonly text: string;
  readonly status: "saved" | "changed" | "saving" | "failed";
  readonly isReadOnly: boolean;
  /** The terminal whose program waits until this file is closed; nothing is saved by itself then. */
  readonly waiting?: string;
}

export interface Shown {
  readonly path: string;
  readonly line?: number;
  /** Counts up, so that the same line can be asked for twice. */
  readonly request: number;
}

export interface FilesState {
  readonly files: readonly OpenFile[];
  readonly shown: Shown | undefined;
}

export interface OpenFiles {
  get(): FilesState;
  subscribe(listener: () => void): () => void;
  open(path: string, at?: { readonly line?: number; readonly waiting?: string }): Promise<boolean>;
  create(path: string): Promise<boolean>;
  change(path: string, text: string): void;
  close(path: string): Promise<void>;
  /** Ends the wait of `vi` or `kubectl edit`. */
  finish(path: string, isSaved: boolean): Promise<void>;
  /** Nobody waits for it any more: it becomes an ordinary file, if it is still there. */
  release(path: string): void;
  refresh(): Promise<void>;
  flush(): Promise<void>;
  dispose(): void;
}

const saveAfterMs = 600;

export function createOpenFiles(store: SessionStore, machine: string): OpenFiles {
  let state: FilesState = { files: [], shown: undefined };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let requests = 0;
  const listeners = new Set<() => void>();

  const set = (change: Partial<FilesState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const find = (path: string) => state.files.find((file) => file.path === path);
  const put = (path: string, change: Partial<OpenFile>) =>
    set({ files: state.files.map((file) => (file.path === path ? { ...file, ...change } : file)) });
  const show = (path: string, line?: number) => {
    requests += 1;
    set({ shown: { path, request: requests, ...(line !== undefined && { line }) } });
  };

  async function read(path: string): Promise<(ReadFile & { type: "file" }) | undefined> {
    const query = new URLSearchParams({ machine, path });
    const answer = await fetch(`/api/sessions/${store.get().facts.id}/files?${query}`).catch(
      () => undefined,
    );
    if (answer === undefined) return void store.refuse({ key: "unreachable" });
    if (!answer.ok) return void (answer.status !== 404 && store.refuse(await readRefusal(answer)));
    const found = (await answer.json()) as ReadFile;
    return found.type === "file" ? found : undefined;
  }

  async function save(path: string): Promise<void> {
    const file = find(path);
    if (file === undefined || file.status === "saved" || file.waiting !== undefined) return;
    const { text } = file;
    put(path, { status: "saving" });
    const isDone = await store.act({ kind: "save-file", machine, path, text });
    const isSame = find(path)?.text === text;
    put(path, { status: isDone ? (isSame ? "saved" : "changed") : "failed" });
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    for (const { path, status } of state.files) {
      const file = find(path);
      if (status !== "changed" || file === undefined || file.waiting !== undefined) continue;
      const answer = await fetch(`/api/sessions/${store.get().facts.id}/actions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind: "save-file", machine, path, text: file.text }),
      }).catch(() => undefined);
      put(path, { status: answer?.ok ? "saved" : "failed" });
    }
  }

  function later(path: string): void {
    clearTimeout(timer);
    timer = setTimeout(() => void save(path), saveAfterMs);
  }

  async function open(
    path: string,
    at: { line?: number; waiting?: string } = {},
  ): Promise<boolean> {
    const { line, waiting } = at;
    const known = find(path);
    if (known === undefined || waiting !== undefined) {
      const found = await read(path);
      if (found === undefined && waiting === undefined) return false;
      const file: OpenFile = {
        machine,
        path,
        text: found?.text ?? "",
        status: "saved",
        isReadOnly: found?.isReadOnly ?? false,
        ...(waiting !== undefined && { waiting }),
      };
      set({ files: [...state.files.filter((each) => each.path !== path), file] });
    }
    show(path, line);
    return true;
  }

  const stopFlushing = store.beforeActing(flush);
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    async create(path) {
      if (await read(path)) return open(path);
      const isDone = await store.act({ kind: "save-file", machine, path, text: "" });
      return isDone && open(path);
    },
    change(path, text) {
      const file = find(path);
      if (file === undefined || file.text === text) return;
      put(path, { text, status: "changed" });
      if (file.waiting === undefined) later(path);
    },
    async close(path) {
      const file = find(path);
      if (file?.waiting !== undefined) return this.finish(path, false);
      if (file?.status === "changed") await save(path);
      const files = state.files.filter((each) => each.path !== path);
      set({ files });
      const last = files.at(-1);
      if (state.shown?.path !== path) return;
      if (last === undefined) set({ shown: undefined });
      else show(last.path);
    },
    async finish(path, isSaved) {
      const file = find(path);
      const terminal = file?.waiting;
      if (file === undefined || terminal === undefined) return;
      if (isSaved) {
        const text = file.text;
        const isDone = await store.act({ kind: "save-file", machine, path, text });
        if (!isDone) return put(path, { status: "failed" });
      }
      await store.act({ kind: "close-editor", terminal, saved: isSaved });
      set({ files: state.files.filter((each) => each.path !== path), shown: undefined });
      const last = state.files.at(-1);
      if (last) show(last.path);
    },
    release(path) {
      set({ files: state.files.filter((each) => each.path !== path) });
      const last = state.files.at(-1);
      if (state.shown?.path !== path) return;
      if (last) show(last.path);
      else set({ shown: undefined });
    },
    async refresh() {
      for (const { path } of state.files) {
        if (find(path)?.status !== "saved" || find(path)?.waiting !== undefined) continue;
        const found = await read(path);
        const file = find(path);
        if (found === undefined || file?.status !== "saved" || file.text === found.text) continue;
        put(path, { text: found.text, isReadOnly: found.isReadOnly });
      }
    },
    flush,
    dispose() {
      clearTimeout(timer);
      stopFlushing();
    },
  };
}
