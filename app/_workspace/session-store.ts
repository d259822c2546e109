"use client";
// The session as this browser knows it: outside React, fed by the server's stream, and the one door through
// which actions go out, one after the other.
import type { RefusalReason } from "@/lib/actions/refusal";
import type { SessionAction } from "@/lib/sessions/action";
import type { PictureItem } from "@/lib/sessions/picture/picture-items";
import type {
  ClockView,
  GradingView,
  LabHelp,
  NoteView,
  PastView,
  SessionFacts,
  SessionPatch,
  TerminalPatch,
} from "@/lib/sessions/view";

export type Connection = "connecting" | "live" | "offline" | "gone" | "signed-out";

export interface SessionState {
  readonly facts: SessionFacts;
  readonly connection: Connection;
  readonly terminals: ReadonlyMap<string, Omit<TerminalPatch, "text" | "from" | "history">>;
  readonly picture: ReadonlyMap<string, PictureItem>;
  /** Keys that came after the first picture: only these are shown arriving. */
  readonly arrived: ReadonlySet<string>;
  readonly clock: ClockView & { readonly toldAt: number };
  readonly past: PastView;
  readonly grading: GradingView | undefined;
  readonly help: LabHelp | undefined;
  readonly notes: readonly NoteView[];
  /** Why the last action did not happen. */
  readonly refusal: RefusalReason | undefined;
  readonly pending: number;
}

export type WantedAction = SessionAction | { readonly kind: "skip-to-next" | "undo-last" };

type TerminalListener = (patch: TerminalPatch) => void;

export interface SessionStore {
  get(): SessionState;
  subscribe(listener: () => void): () => void;
  /** What a terminal prints; the first call tells everything that is known. */
  listen(terminal: string, listener: TerminalListener): () => void;
  /** Resolves true once the server has it. Whatever waits to be saved goes first. */
  act(action: WantedAction): Promise<boolean>;
  /** Work that must reach the server before any other action: files typed but not yet saved. */
  beforeActing(flush: () => Promise<void>): () => void;
  /** Asks the server for something beside the cluster (채점, a hint) and shows the answer. */
  ask(what: "check" | "hints" | "solution", body?: object): Promise<boolean>;
  refuse(refusal: RefusalReason | undefined): void;
  /** Goes on in another session, as a guest who just got one. */
  connect(): () => void;
}

const reconnectMs = [500, 1000, 2000, 4000, 8000];

export function createSessionStore(facts: SessionFacts, present: SessionPatch): SessionStore {
  let state = initial(facts);
  const listeners = new Set<() => void>();
  const terminalListeners = new Map<string, Set<TerminalListener>>();
  /** All text of each terminal, for a screen that opens later. */
  const texts = new Map<string, { text: string; start: number; history: string[] }>();
  const flushes = new Set<() => Promise<void>>();
  let line: Promise<unknown> = Promise.resolve();
  let cursor: string | undefined;

  const set = (change: Partial<SessionState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  function apply(patch: SessionPatch): void {
    const change: { -readonly [Key in keyof SessionState]?: SessionState[Key] } = {};
    if (patch.terminals || patch.closedTerminals) {
      const terminals = new Map(state.terminals);
      for (const id of patch.closedTerminals ?? []) terminals.delete(id);
      for (const terminal of patch.terminals ?? []) {
        keepText(texts, terminal);
        const { text: _, from: __, history: ___, ...rest } = terminal;
        terminals.set(terminal.id, rest);
      }
      change.terminals = terminals;
    }
    if (patch.picture) Object.assign(change, pictureAfter(state, patch.picture));
    if (patch.clock) change.clock = { ...patch.clock, toldAt: Date.now() };
    if (patch.past) change.past = patch.past;
    if (patch.grading) change.grading = patch.grading;
    if (patch.help) change.help = patch.help;
    if (patch.notes) change.notes = notesAfter(state.notes, patch.notes);
    if (patch.gone) change.connection = "gone";
    set(change);
    for (const terminal of patch.terminals ?? []) {
      for (const listener of terminalListeners.get(terminal.id) ?? []) listener(terminal);
    }
  }

  function connect(): () => void {
    let source: AbortController | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let isClosed = false;

    const retry = () => {
      if (isClosed || state.connection === "gone" || state.connection === "signed-out") return;
      set({ connection: "offline" });
      const wait = reconnectMs[Math.min(failures, reconnectMs.length - 1)];
      failures += 1;
      timer = setTimeout(open, wait);
    };

    const open = () => {
      source = new AbortController();
      void readEvents({
        url: `/api/sessions/${facts.id}/events`,
        cursor,
        signal: source.signal,
        onOpen: () => {
          failures = 0;
          set({ connection: "live" });
        },
        onEvent: (id, data) => {
          cursor = id ?? cursor;
          apply(JSON.parse(data) as SessionPatch);
        },
      }).then((status) => {
        if (isClosed) return;
        if (status === 401 || status === 403) set({ connection: "signed-out" });
        else if (status === 404 || status === 410) set({ connection: "gone" });
        else retry();
      }, retry);
    };

    const wakeUp = () => {
      if (state.connection !== "offline") return;
      clearTimeout(timer);
      open();
    };
    window.addEventListener("online", wakeUp);
    open();
    return () => {
      isClosed = true;
      clearTimeout(timer);
      window.removeEventListener("online", wakeUp);
      source?.abort();
    };
  }

  /** The answer, when it is not a refusal. */
  async function post(what: string, body: object): Promise<Response | undefined> {
    try {
      const answer = await fetch(`/api/sessions/${facts.id}/${what}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      set({ refusal: answer.ok ? undefined : await readRefusal(answer) });
      if (answer.status === 410) set({ connection: "gone" });
      if (answer.status === 401) set({ connection: "signed-out" });
      return answer.ok ? answer : undefined;
    } catch {
      set({ refusal: { key: "unreachable" } });
      return undefined;
    }
  }

  async function send(action: WantedAction): Promise<boolean> {
    set({ pending: state.pending + 1 });
    const answer = await post("actions", action);
    set({ pending: state.pending - 1 });
    return answer !== undefined;
  }

  apply(present);
  set({ arrived: new Set() });
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listen(id, listener) {
      const known = terminalListeners.get(id) ?? new Set();
      terminalListeners.set(id, known.add(listener));
      const terminal = state.terminals.get(id);
      const kept = texts.get(id);
      if (terminal && kept) {
        const { text, start: from, history } = kept;
        listener({ ...terminal, text, from, history, reset: true });
      }
      return () => known.delete(listener);
    },
    act(action) {
      const mine = line.then(async () => {
        const isSaving = action.kind === "save-file" || action.kind === "close-editor";
        if (!isSaving) for (const flush of flushes) await flush();
        return send(action);
      });
      line = mine.catch(() => {});
      return mine;
    },
    beforeActing(flush) {
      flushes.add(flush);
      return () => flushes.delete(flush);
    },
    async ask(what, body = {}) {
      const answer = await post(what, body);
      if (answer !== undefined) apply((await answer.json()) as SessionPatch);
      return answer !== undefined;
    },
    refuse: (refusal) => set({ refusal }),
    connect,
  };
}

function initial(facts: SessionFacts): SessionState {
  return {
    facts,
    connection: "connecting",
    terminals: new Map(),
    picture: new Map(),
    arrived: new Set(),
    clock: { now: 0, paused: false, toldAt: Date.now() },
    past: { sequence: 0, steps: [], checkpoints: [] },
    grading: undefined,
    help: undefined,
    notes: [],
    refusal: undefined,
    pending: 0,
  };
}

const textKept = 250_000;

function keepText(
  texts: Map<string, { text: string; start: number; history: string[] }>,
  patch: TerminalPatch,
): void {
  const known = texts.get(patch.id);
  if (known === undefined || patch.reset) {
    texts.set(patch.id, {
      text: patch.text,
      start: patch.from,
      history: [...(patch.history ?? [])],
    });
    return;
  }
  known.text += patch.text;
  if (patch.lastLine !== undefined && known.history.at(-1) !== patch.lastLine) {
    known.history.push(patch.lastLine);
  }
  const extra = known.text.length - textKept;
  if (extra <= 0) return;
  known.text = known.text.slice(extra);
  known.start += extra;
}

function pictureAfter(state: SessionState, patch: NonNullable<SessionPatch["picture"]>) {
  const picture = new Map(patch.reset ? [] : state.picture);
  const arrived = new Set<string>();
  for (const item of patch.put) {
    const isNew = state.picture.size > 0 && !state.picture.has(item.key);
    if (isNew || state.arrived.has(item.key)) arrived.add(item.key);
    picture.set(item.key, item);
  }
  for (const key of patch.drop) picture.delete(key);
  return { picture, arrived };
}

function notesAfter(known: readonly NoteView[], told: readonly NoteView[]): NoteView[] {
  const notes = new Map([...known, ...told].map((note) => [note.id, note]));
  return [...notes.values()];
}

export async function readRefusal(answer: Response): Promise<RefusalReason> {
  const body = await answer.json().catch(() => undefined);
  const error = (body as { error?: RefusalReason } | undefined)?.error;
  return error ?? { key: "unexpected", values: { id: String(answer.status) } };
}

interface EventSourceRequest {
  readonly url: string;
  readonly cursor: string | undefined;
  readonly signal: AbortSignal;
  onOpen(): void;
  onEvent(id: string | undefined, data: string): void;
}

/** Like EventSource, but tells the status, and Last-Event-ID survives our own reconnecting. */
async function readEvents(request: EventSourceRequest): Promise<number> {
  const { url, cursor, signal, onOpen, onEvent } = request;
  const headers: Record<string, string> = { accept: "text/event-stream" };
  if (cursor !== undefined) headers["last-event-id"] = cursor;
  const answer = await fetch(url, { headers, signal, cache: "no-store" });
  if (!answer.ok || answer.body === null) return answer.status;
  onOpen();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return answer.status;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) onEvent(/^id: (.*)$/m.exec(block)?.[1], data);
    }
  }
}
