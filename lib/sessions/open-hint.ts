// Hints of a task, one after the other: each further one opens by trying something else, not by pressing the
// button again.
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readLab } from "@/lib/labs/read-lab";
import type { TaskVerdict } from "@/lib/labs/verdict";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { act } from "./sessions";
import { fillIn, parametersOf } from "./start-lab";

export interface OpenHints {
  readonly task: string;
  /** Those that are open, from a nudge to nearly the answer. */
  readonly hints: readonly string[];
  readonly total: number;
  /** The next one waits for another attempt. */
  readonly isWaiting: boolean;
}

/** Opens the next hint of a task if it may be opened; the answer holds all that are open. */
export async function openHint(viewer: Viewer, id: string, task: string): Promise<OpenHints> {
  const session = await openSession(viewer, id, "act");
  const lab = await readLab(session.section ?? 0, session.labId ?? "");
  const found = lab?.definition.tasks.find((each) => each.id === task);
  if (found === undefined) refuse("notFound");
  const opened = await openedHints(id, task);
  const allowed = 1 + (await differentFailures(id, task));
  const total = found.hints.length;
  const level = Math.min(opened + 1, allowed, total);
  if (level > opened) {
    await translateErrors(() => act(id, viewer.id, { kind: "hint", task, level }));
  }
  const parameters = parametersOf(session.parameters);
  const shown = found.hints.slice(0, Math.max(level, opened));
  return {
    task,
    hints: shown.map(({ text }) => fillIn(text, parameters)),
    total,
    isWaiting: shown.length < total && allowed <= shown.length,
  };
}

async function openedHints(sessionId: string, task: string): Promise<number> {
  const rows = await db().sessionAction.findMany({
    where: { sessionId, kind: "hint", body: { path: ["task"], equals: task } },
    select: { body: true },
  });
  return Math.max(0, ...rows.map(({ body }) => (body as { level: number }).level));
}

/** Attempts that failed this task, each with another finding. */
async function differentFailures(sessionId: string, task: string): Promise<number> {
  const attempts = await db().attempt.findMany({
    where: { sessionId },
    select: { verdicts: true },
  });
  const findings = attempts.flatMap(({ verdicts }) => {
    const tasks = verdicts as unknown as readonly TaskVerdict[];
    const verdict = tasks.find(({ id }) => id === task)?.verdict;
    return verdict?.status === "fail" ? [JSON.stringify([verdict.found, verdict.where])] : [];
  });
  return new Set(findings).size;
}
