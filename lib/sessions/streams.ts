// Open streams: each onlooker is told what changed, when it changed. One timer per process lets time pass
// for sessions somebody looks at; sessions nobody looks at cost nothing.

import { listenToOthers, subscribe } from "./feed";
import { latestGrading } from "./latest-grading";
import { Presenter } from "./present-session";
import { notesSince, noteView } from "./session-notes";
import { countWatcher, dropIdle, forgetBefore, look } from "./sessions";
import type { SessionPatch } from "./view";

interface Stream {
  readonly sessionId: string;
  readonly presenter: Presenter;
  readonly send: (patch: SessionPatch, cursor: string) => void;
  readonly end: () => void;
  gradedAt: number | undefined;
  notedAt: Date;
}

interface Shared {
  readonly streams: Set<Stream>;
  timer?: NodeJS.Timeout;
  isTicking: boolean;
  sweptAt: number;
}

const shared = globalThis as typeof globalThis & { naruStreams?: Shared };
const open = (): Shared =>
  (shared.naruStreams ??= { streams: new Set(), isTicking: false, sweptAt: Date.now() });

/** Short enough that a picture moves when the cluster does; a session at rest costs a comparison. */
const tickMs = 250;
const soonMs = [60, 130];
const idleMs = 120_000;
const sweepEveryMs = 30_000;

export interface NewStream {
  readonly sessionId: string;
  readonly lastEventId: string | undefined;
  send(patch: SessionPatch, cursor: string): void;
  /** The session is gone; nothing more will be sent. */
  end(): void;
}

/** Resolves when the first message was sent; the answer closes the stream. */
export async function openStream(request: NewStream): Promise<() => Promise<void>> {
  const { sessionId, send, end } = request;
  const stream: Stream = {
    sessionId,
    presenter: new Presenter(request.lastEventId),
    send,
    end,
    gradedAt: undefined,
    notedAt: new Date(),
  };
  await listenToOthers();
  await countWatcher(sessionId, 1);
  const unsubscribe = subscribe(sessionId, ({ version, isForeign }) => {
    if (isForeign) forgetBefore(sessionId, version);
    void tell(stream, { isNews: true });
    // What a command does takes a moment of the cluster's time too.
    for (const ms of soonMs) setTimeout(() => void tell(stream, { isNews: false }), ms);
  });
  open().streams.add(stream);
  runTimer();
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    unsubscribe();
    open().streams.delete(stream);
    await countWatcher(sessionId, -1).catch(report);
  };
  await tell(stream, { isNews: true });
  return close;
}

export const streamCount = (sessionId: string): number =>
  [...open().streams].filter((stream) => stream.sessionId === sessionId).length;

async function tell(stream: Stream, { isNews }: { readonly isNews: boolean }): Promise<void> {
  const { sessionId, presenter, send } = stream;
  if (!isNews && !open().streams.has(stream)) return;
  try {
    const patch = await look(sessionId, (session) => presenter.next(session, Date.now()));
    const written = isNews ? await newWriting(stream) : {};
    if (patch === undefined && Object.keys(written).length === 0) return;
    send({ ...patch, ...written }, presenter.cursor);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "SessionGone") return report(error);
    send({ gone: true }, presenter.cursor);
    stream.end();
  }
}

/** What is beside the cluster: a verdict, an instructor's note. */
async function newWriting(stream: Stream): Promise<Pick<SessionPatch, "grading" | "notes">> {
  const [latest, notes] = await Promise.all([
    latestGrading(stream.sessionId),
    notesSince(stream.sessionId, stream.notedAt),
  ]);
  const grading = latest?.sequence === stream.gradedAt ? undefined : latest;
  stream.gradedAt = latest?.sequence;
  stream.notedAt = notes.at(-1)?.createdAt ?? stream.notedAt;
  return {
    ...(grading && { grading }),
    ...(notes.length > 0 && { notes: notes.map(noteView) }),
  };
}

function runTimer(): void {
  const state = open();
  state.timer ??= setInterval(() => void tickAll().catch(report), tickMs);
  state.timer.unref();
}

async function tickAll(): Promise<void> {
  const state = open();
  if (state.isTicking) return;
  state.isTicking = true;
  try {
    for (const stream of state.streams) await tell(stream, { isNews: false });
  } finally {
    state.isTicking = false;
  }
  if (Date.now() - state.sweptAt < sweepEveryMs) return;
  state.sweptAt = Date.now();
  await dropIdle(idleMs);
}

const report = (error: unknown): void => console.error("session stream:", error);
