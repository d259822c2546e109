// Opens the next hint of a task, if it may be opened; the answer holds all help that is open.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { readLab } from "@/lib/labs/read-lab";
import { nextHint, readHelp } from "./lab-help";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { act } from "./sessions";
import type { SessionPatch } from "./view";

export async function openHint(viewer: Viewer, id: string, task: string): Promise<SessionPatch> {
  const session = await openSession(viewer, id, "act");
  const lab = await readLab(session.section ?? 0, session.labId ?? "");
  const found = lab?.definition.tasks.find((each) => each.id === task);
  if (found === undefined) refuse("notFound");
  const key = await nextHint(id, found);
  if (key !== undefined) {
    await translateErrors(() => act(id, viewer.id, { kind: "hint", task, key }));
  }
  const help = await readHelp(session);
  return { ...(help && { help }) };
}
