// Who may do what with a session: its owner acts; whom mayViewSession admits looks on.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { mayViewWorkOf } from "@/lib/people/may-view-session";

export interface OpenedSession {
  readonly id: string;
  readonly userId: string;
  readonly kind: "LAB" | "LESSON" | "PLAY";
  readonly section: number | null;
  readonly labId: string | null;
  readonly preset: string;
  readonly parameters: unknown;
  readonly state: "NEW" | "STARTED" | "PASSED";
  readonly canAct: boolean;
}

/** Refuses whoever may not. */
export async function openSession(
  viewer: Viewer,
  id: string,
  purpose: "act" | "view",
): Promise<OpenedSession> {
  const row = await db().labSession.findUnique({
    where: { id },
    select: {
      id: true,
      userId: true,
      kind: true,
      section: true,
      labId: true,
      preset: true,
      parameters: true,
      state: true,
      archivedAt: true,
    },
  });
  if (row === null) refuse("notFound");
  const { archivedAt, ...session } = row;
  const canAct = row.userId === viewer.id;
  if (!canAct && (purpose === "act" || !(await mayViewWorkOf(viewer, row.userId)))) {
    refuse("forbidden");
  }
  if (archivedAt !== null) refuse("sessionGone");
  return { ...session, canAct };
}
