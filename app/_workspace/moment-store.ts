"use client";
// A session store that shows moments instead of a live session, so that the workspace's own cluster picture
// can be drawn from it: the past of a replay, the future a check saw. Nothing can be done through it.
import type { PictureItem } from "@/lib/sessions/picture/picture-items";
import type { SessionState, SessionStore } from "./session-store";

export interface ShownMoment {
  /** The cluster's clock. */
  readonly now: number;
  readonly picture: readonly PictureItem[];
}

export interface MomentStore extends SessionStore {
  show(moment: ShownMoment): void;
}

export function createMomentStore(id: string, first: ShownMoment): MomentStore {
  let state = stateAt(id, first, new Set());
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    show(moment) {
      const before = state.picture;
      const arrived = moment.picture.flatMap(({ key }) => (before.has(key) ? [] : [key]));
      // A jump far ahead would have everything arrive at once.
      const isStep = arrived.length <= 12;
      state = stateAt(id, moment, new Set(isStep ? arrived : []));
      tell();
    },
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listen: () => () => {},
    act: async () => false,
    beforeActing: () => () => {},
    ask: async () => false,
    refuse() {},
    connect: () => () => {},
  };
}

function stateAt(id: string, moment: ShownMoment, arrived: ReadonlySet<string>): SessionState {
  return {
    facts: { id, kind: "LAB", preset: "", machines: [], canAct: false },
    connection: "live",
    terminals: new Map(),
    picture: new Map(moment.picture.map((item) => [item.key, item])),
    arrived,
    clock: { now: moment.now, paused: true, toldAt: 0 },
    past: { sequence: 0, steps: [], checkpoints: [] },
    grading: undefined,
    help: undefined,
    notes: [],
    refusal: undefined,
    pending: 0,
  };
}
