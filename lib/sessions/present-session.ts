// Remembers what one onlooker has been told about a session and says what is new.
import { isStreamTerminal } from "@/lib/sim";
import type { LiveSession } from "./live-session";
import { PictureMemory } from "./picture/diff-picture";
import { readPicture } from "./picture/picture";
import type { ClockView, PastView, PicturePatch, SessionPatch, TerminalPatch } from "./view";

const stepsShown = 30;
/** The clock is told at most this often; a browser counts on by itself. */
const clockEveryMs = 1000;
const historyShown = 500;

export class Presenter {
  private readonly offsets: Map<string, number>;
  private readonly lastViews = new Map<string, string>();
  private readonly picture = new PictureMemory();
  private pictureRevision: string | undefined;
  private epoch: number | undefined;
  private sequence = -1;
  private clockToldAt = 0;
  private clockPaused: boolean | undefined;

  /** `lastEventId` is what `cursor` gave with the last message the onlooker saw. */
  constructor(lastEventId?: string) {
    const { epoch, offsets } = readCursor(lastEventId);
    this.epoch = epoch;
    this.offsets = offsets;
  }

  get cursor(): string {
    return [this.epoch ?? 0, ...[...this.offsets].map(([id, offset]) => `${id}:${offset}`)].join(
      ".",
    );
  }

  /** Nothing when there is nothing to say. */
  next(session: LiveSession, wallNow: number): SessionPatch | undefined {
    const terminals = this.terminals(session);
    const closedTerminals = this.closed(session);
    const picture = this.pictureOf(session);
    const past = this.pastOf(session);
    const hasNews = terminals.length + closedTerminals.length > 0 || picture !== undefined;
    const clock = this.clockOf(session, wallNow, hasNews || past !== undefined);
    if (!hasNews && past === undefined && clock === undefined) return undefined;
    return {
      ...(terminals.length > 0 && { terminals }),
      ...(closedTerminals.length > 0 && { closedTerminals }),
      ...(picture && { picture }),
      ...(past && { past }),
      ...(clock && { clock }),
    };
  }

  private terminals({ timeline }: LiveSession): TerminalPatch[] {
    const { terminals } = timeline.cluster;
    const isOtherPast = this.epoch !== timeline.past.epoch;
    this.epoch = timeline.past.epoch;
    return terminals.list().flatMap((id) => {
      if (isStreamTerminal(id)) return [];
      const known = this.lastViews.has(id)
        ? this.offsets.get(id)
        : this.takeResumed(id, isOtherPast);
      const isReset = isOtherPast || known === undefined || terminals.output(id, 0).offset < known;
      const from = isReset ? 0 : known;
      const { text, offset } = terminals.output(id, from);
      const { prompt, busy, ended, machine, directory, editor } = terminals.view(id);
      const shown = JSON.stringify([prompt, busy, ended, machine, directory, editor]);
      const isSame = !isReset && text === "" && this.lastViews.get(id) === shown;
      this.offsets.set(id, offset);
      this.lastViews.set(id, shown);
      if (isSame) return [];
      const history = terminals.history(id);
      const lastLine = history.at(-1);
      return [
        {
          id,
          machine,
          prompt,
          busy,
          ended,
          directory,
          ...(editor && { editor }),
          from: offset - text.length,
          text,
          offset,
          reset: isReset,
          ...(isReset && { history: history.slice(-historyShown) }),
          ...(lastLine !== undefined && { lastLine }),
        },
      ];
    });
  }

  /** Where an onlooker who comes back had got to. */
  private takeResumed(id: string, isOtherPast: boolean): number | undefined {
    return isOtherPast ? undefined : this.offsets.get(id);
  }

  private closed({ timeline }: LiveSession): string[] {
    const gone = [...this.lastViews.keys()].filter((id) => !timeline.cluster.terminals.has(id));
    for (const id of gone) {
      this.lastViews.delete(id);
      this.offsets.delete(id);
    }
    return gone;
  }

  private pictureOf({ timeline }: LiveSession): PicturePatch | undefined {
    const { cluster, past } = timeline;
    const revision = `${past.epoch}/${cluster.revision}`;
    if (revision === this.pictureRevision) return undefined;
    this.pictureRevision = revision;
    return this.picture.patchTo(readPicture(cluster));
  }

  private pastOf({ timeline }: LiveSession): PastView | undefined {
    if (timeline.sequence === this.sequence) return undefined;
    this.sequence = timeline.sequence;
    const { past, sequence } = timeline;
    return { sequence, steps: past.steps(stepsShown), checkpoints: past.checkpoints };
  }

  private clockOf(
    { timeline }: LiveSession,
    wallNow: number,
    hasNews: boolean,
  ): ClockView | undefined {
    const isDue = !timeline.paused && wallNow - this.clockToldAt >= clockEveryMs;
    const isChanged = timeline.paused !== this.clockPaused;
    if (!isDue && !isChanged && !hasNews) return undefined;
    this.clockToldAt = wallNow;
    this.clockPaused = timeline.paused;
    return { now: Math.round(timeline.cluster.now), paused: timeline.paused };
  }
}

/** `7.main:1043.node01:0`: the epoch, then each terminal's offset. */
function readCursor(text = ""): { epoch: number | undefined; offsets: Map<string, number> } {
  const [epoch, ...terminals] = text.slice(0, 2000).split(".");
  const pairs = terminals.flatMap((terminal): [string, number][] => {
    const [, id, offset] = /^([a-z0-9-]{1,40}):(\d{1,12})$/.exec(terminal) ?? [];
    return id === undefined ? [] : [[id, Number(offset)]];
  });
  return {
    epoch: epoch !== undefined && /^\d{1,9}$/.test(epoch) ? Number(epoch) : undefined,
    offsets: new Map(pairs),
  };
}
