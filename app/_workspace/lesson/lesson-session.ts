"use client";
// The one cluster of a lesson, shared by all its terminals: opened when the first block is run, and brought to
// where the text has got to.
import type { RefusalReason } from "@/lib/actions/refusal";
import type { LessonBlock } from "@/lib/course/remark-code-blocks";
import { asSomebody } from "../as-somebody";
import { openLessonSession } from "../session-actions";
import { createSessionStore, type SessionStore } from "../session-store";

export interface LessonSession {
  /** Throws a `LessonRefused`. */
  open(): Promise<SessionStore>;
  /** Writes the files and runs the blocks that come before this one, as far as that is still to be done. */
  prepare(store: SessionStore, block: LessonBlock): Promise<void>;
  close(): void;
}

export class LessonRefused extends Error {
  constructor(readonly reason: RefusalReason) {
    super(reason.key);
    this.name = "LessonRefused";
  }
}

/** Where earlier blocks run, out of sight. */
const hidden = "before";
const home = "/root";

export function createLessonSession(
  section: number,
  blocks: readonly LessonBlock[],
): LessonSession {
  let opening: Promise<SessionStore> | undefined;
  let disconnect = () => {};
  let preparing: Promise<void> = Promise.resolve();

  async function open(): Promise<SessionStore> {
    const opened = await asSomebody(() => openLessonSession({ section }));
    if (!opened.ok) throw new LessonRefused(opened.error);
    const store = createSessionStore(opened.value.facts, opened.value.present);
    disconnect = store.connect();
    return store;
  }

  async function bring(store: SessionStore, until: LessonBlock): Promise<void> {
    const done = doneBlocks(store.get().facts.id);
    const machine = store.get().facts.machines[0] ?? "";
    const at = blocks.findIndex(({ id }) => id === until.id);
    const before = blocks.slice(0, Math.max(0, at)).filter((block) => !done.has(nameOf(block)));
    for (const block of before) {
      if (block.file !== undefined) {
        const path = block.file.startsWith("/") ? block.file : `${home}/${block.file}`;
        await store.act({ kind: "save-file", machine, path, text: `${block.source}\n` });
      }
      if (block.run) await runHidden(store, machine, block.source);
      done.add(nameOf(block));
    }
    done.add(nameOf(until));
    remember(store.get().facts.id, done);
  }

  return {
    open() {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    prepare(store, block) {
      preparing = preparing.then(() => bring(store, block));
      return preparing;
    },
    close: () => disconnect(),
  };
}

const mostSkips = 60;
const skipMs = 2000;

/** Time is let pass quickly while an earlier block waits for the cluster. */
async function runHidden(store: SessionStore, machine: string, source: string): Promise<void> {
  if (!store.get().terminals.has(hidden)) {
    await store.act({ kind: "open-terminal", terminal: hidden, machine, columns: 100 });
  }
  await store.act({ kind: "input", terminal: hidden, text: source });
  for (let skips = 0; skips < mostSkips; skips++) {
    await nextView(store);
    if (store.get().terminals.get(hidden)?.busy === false) return;
    if (!(await store.act({ kind: "skip", ms: skipMs }))) return;
  }
  await store.act({ kind: "signal", terminal: hidden, signal: "INT" });
}

/** Resolves when the stream has told of the last action. */
function nextView(store: SessionStore): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, 400);
    const stop = store.subscribe(finish);
    function finish() {
      clearTimeout(timer);
      stop();
      setTimeout(resolve, 30);
    }
  });
}

/** Lessons are edited: a block is the same as long as it says the same. */
const nameOf = ({ file = "", source }: LessonBlock): string => `${file}\n${source}`;

const keyOf = (sessionId: string): string => `naru-lesson-${sessionId}`;

function doneBlocks(sessionId: string): Set<string> {
  try {
    const done: unknown = JSON.parse(localStorage.getItem(keyOf(sessionId)) ?? "[]");
    return new Set(Array.isArray(done) ? done.map(String) : []);
  } catch {
    return new Set();
  }
}

function remember(sessionId: string, done: ReadonlySet<string>): void {
  try {
    localStorage.setItem(keyOf(sessionId), JSON.stringify([...done]));
  } catch {
    // Then a later visit runs them again, which harms nothing.
  }
}
