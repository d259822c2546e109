// What a screen needs to be drawn for the first time: the session's facts and its whole present view.
import type { Viewer } from "@/lib/auth/viewer";
import { newCluster } from "./base-clusters";
import { demoStart } from "./demo-start";
import { readHelp } from "./lab-help";
import { latestGrading } from "./latest-grading";
import { machinesOf } from "./learner-machine";
import type { LiveSession } from "./live-session";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { Presenter } from "./present-session";
import { noteView, sessionNotes } from "./session-notes";
import { look } from "./sessions";
import { startLab } from "./start-lab";
import { Timeline } from "./timeline";
import type { SessionFacts, SessionPatch } from "./view";

export interface SessionView {
  readonly facts: SessionFacts;
  readonly present: SessionPatch;
}

export async function viewSession(viewer: Viewer, id: string): Promise<SessionView> {
  const session = await openSession(viewer, id, "view");
  const { kind, preset, canAct } = session;
  const { present, machines } = await translateErrors(() =>
    look(id, (session) => ({
      present: new Presenter().next(session, Date.now()) ?? {},
      machines: machinesOf(session.timeline.cluster),
    })),
  );
  const [grading, help, notes] = await Promise.all([
    latestGrading(id),
    readHelp(session),
    sessionNotes(session),
  ]);
  return {
    facts: { id, kind, preset, machines, canAct },
    present: {
      ...present,
      ...(grading && { grading }),
      ...(help && { help }),
      notes: notes.map(noteView),
    },
  };
}

const shared = globalThis as typeof globalThis & { naruDemoView?: Promise<SessionView> };

/** The demo as it is for everyone before the first command. The same cluster a session of it begins with. */
export function viewDemo(): Promise<SessionView> {
  shared.naruDemoView ??= makeDemoView().catch((error: unknown) => {
    delete shared.naruDemoView;
    throw error;
  });
  return shared.naruDemoView;
}

async function makeDemoView(): Promise<SessionView> {
  const preset = "three-nodes";
  const row = { kind: "PLAY", section: null, labId: demoStart.id, parameters: {} } as const;
  const cluster = await startLab(newCluster(preset, demoStart.seed), row);
  const session: LiveSession = {
    id: "",
    userId: "",
    timeline: Timeline.startingAt(cluster, 0),
    isWhole: true,
    version: 0,
    unsaved: 0,
    seenAt: undefined,
    clockSavedAt: 0,
  };
  return {
    facts: { id: "", kind: "PLAY", preset, machines: machinesOf(cluster), canAct: true },
    present: new Presenter().next(session, 0) ?? {},
  };
}
