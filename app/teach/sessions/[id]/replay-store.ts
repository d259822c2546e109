"use client";
// A session store that shows moments instead of a live session, so that the workspace's own cluster picture
// can be drawn from it. Nothing can be done through it.
import type { MomentView } from "@/lib/teach/read-moment";
import type { SessionState, SessionStore } from "../../../_workspace/session-store";

export interface ReplayStore extends SessionStore {
  show(moment: MomentView): void;
}

export function createReplayStore(id: string, first: MomentView): ReplayStore {
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

function stateAt(id: string, moment: MomentView, arrived: ReadonlySet<string>): SessionState {
  return {
    facts: { id, kind: "LAB", preset: "", machines: [], canAct: false },
    connection: "live",
    terminals: new Map(),
    picture: new Map(moment.picture.map((item) => [item.key, item])),
    arrived,
    clock: { now: moment.now, paused: true, toldAt: 0 },
    past: { sequence: moment.sequence, steps: [], checkpoints: [] },
    grading: undefined,
    help: undefined,
    notes: [],
    refusal: undefined,
    pending: 0,
  };
}
