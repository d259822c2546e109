// Open streams: each onlooker is told what changed, when it changed. One timer per process lets time pass
// for sessions somebody looks at; sessions nobody looks at cost nothing.
import { forgetBefore, SessionGone, countWatcher, dropIdle, look } from "./sessions";
import { latestGrading } from "./latest-grading";
import { listenToOthers, subscribe } from "./feed";
import { Presenter } from "./present-session";
import type { SessionPatch } from "./view";

interface Stream {
  readonly sessionId: string;
  readonly presenter: Presenter;
  readonly send: (patch: SessionPatch, cursor: string) => void;
  readonly end: () => void;
  gradedAt: number | undefined;
}

interface Shared {
  readonly streams: Set<Stream>;
  timer?: NodeJS.Timeout;
  sweptAt: number;
}

const shared = globalThis as typeof globalThis & { naruStreams?: Shared };
const open = (): Shared => (shared.naruStreams ??= { streams: new Set(), sweptAt: Date.now() });

/** Short enough that a picture moves when the cluster does; a session at rest costs a comparison. */
const tickMs = 250;
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
export async function openStream(request: NewStream): Promise<() => void> {
  const { sessionId, send, end } = request;
  const stream: Stream = {
    sessionId,
    presenter: new Presenter(request.lastEventId),
    send,
    end,
    gradedAt: undefined,
  };
  void listenToOthers();
  await countWatcher(sessionId, 1);
  const unsubscribe = subscribe(sessionId, ({ version, isForeign }) => {
    if (isForeign) forgetBefore(sessionId, version);
    void tell(stream);
  });
  open().streams.add(stream);
  runTimer();
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    unsubscribe();
    open().streams.delete(stream);
    void countWatcher(sessionId, -1).catch(report);
  };
  await tell(stream);
  return close;
}

export const streamCount = (sessionId: string): number =>
  [...open().streams].filter((stream) => stream.sessionId === sessionId).length;

async function tell(stream: Stream): Promise<void> {
  const { sessionId, presenter, send } = stream;
  try {
    const { patch, sequence } = await look(sessionId, (session) => ({
      patch: presenter.next(session, Date.now()),
      sequence: session.timeline.sequence,
    }));
    if (patch === undefined) return;
    const grading = patch.past && (await newGrading(stream, sequence));
    send({ ...patch, ...(grading && { grading }) }, presenter.cursor);
  } catch (error) {
    if (!(error instanceof SessionGone)) return report(error);
    send({ gone: true }, presenter.cursor);
    stream.end();
  }
}

async function newGrading(stream: Stream, sequence: number) {
  const grading = await latestGrading(stream.sessionId);
  if (grading === undefined || grading.sequence === stream.gradedAt || grading.sequence > sequence) {
    return undefined;
  }
  stream.gradedAt = grading.sequence;
  return grading;
}

function runTimer(): void {
  const state = open();
  state.timer ??= setInterval(() => void tickAll().catch(report), tickMs);
  state.timer.unref();
}

async function tickAll(): Promise<void> {
  const state = open();
  for (const stream of state.streams) await tell(stream);
  if (Date.now() - state.sweptAt < sweepEveryMs) return;
  state.sweptAt = Date.now();
  await dropIdle(idleMs);
}

const report = (error: unknown): void => console.error("session stream:", error);
