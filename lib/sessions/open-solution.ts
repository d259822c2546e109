// Shows how the lab is solved, once the hints of a task are used up or the lab is passed. Read before passing, it
// marks the work as assisted.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readHelp } from "./lab-help";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { act } from "./sessions";
import type { SessionPatch } from "./view";

export async function openSolution(viewer: Viewer, id: string): Promise<SessionPatch> {
  const session = await openSession(viewer, id, "act");
  const before = await readHelp(session);
  if (before === undefined) refuse("notFound");
  const { state } = before.solution;
  if (state === "waits") refuse("solutionWaits");
  if (state === "offered") {
    await translateErrors(() => act(id, viewer.id, { kind: "solution" }));
    await db().labSession.updateMany({
      where: { id, state: { not: "PASSED" } },
      data: { assisted: true },
    });
  }
  const help = await readHelp(session);
  return { ...(help && { help }) };
}
