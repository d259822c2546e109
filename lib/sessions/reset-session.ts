// 다시 시작: the session is put away with all it holds, and a new one begins.
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { demoStart } from "./demo-start";
import { announce } from "./feed";
import { openSession } from "./open-session";
import { forget } from "./sessions";
import { startSession, type WantedSession } from "./start-session";

/** The id of the new session. */
export async function resetSession(viewer: Viewer, id: string): Promise<string> {
  const session = await openSession(viewer, id, "act");
  const { version, assisted } = await db().labSession.update({
    where: { id },
    data: { archivedAt: new Date(), version: { increment: 1 } },
    select: { version: true, assisted: true },
  });
  forget(id);
  await announce(id, version);
  const next = await startSession(viewer, sameAgain(session));
  // Who has read the solution still knows it.
  if (assisted) await db().labSession.update({ where: { id: next }, data: { assisted } });
  return next;
}

function sameAgain(session: {
  readonly kind: "LAB" | "LESSON" | "PLAY";
  readonly section: number | null;
  readonly labId: string | null;
  readonly preset: string;
}): WantedSession {
  const { kind, section, labId, preset } = session;
  if (kind === "LAB" && section !== null && labId !== null) return { kind, section, lab: labId };
  if (kind === "LESSON" && section !== null) return { kind, section, preset };
  return labId === demoStart.id ? { kind: "DEMO" } : { kind: "PLAY", preset };
}
