// How much help of a lab a learner has open: hints per task, and the solution. Which hint comes next is decided by
// what went wrong last, so that help is about the mistake at hand; each further one takes another try.
import { db } from "@/lib/db/client";
import type { LabDefinition } from "@/lib/labs/lab-schema";
import { readLab } from "@/lib/labs/read-lab";
import { readOtherWays, readSolution } from "@/lib/labs/scripts";
import type { TaskVerdict } from "@/lib/labs/verdict";
import type { OpenedSession } from "./open-session";
import { fillIn, parametersOf } from "./start-lab";
import type { LabHelp, SolutionHelp, TaskHints } from "./view";

type Helped = Pick<OpenedSession, "id" | "section" | "labId" | "parameters" | "state">;
type Task = LabDefinition["tasks"][number];

/** Nothing for a session that is no lab. */
export async function readHelp(session: Helped): Promise<LabHelp | undefined> {
  const { section, labId } = session;
  const lab = section === null ? undefined : await readLab(section, labId ?? "");
  if (lab === undefined) return undefined;
  const record = await readRecord(session.id);
  const parameters = parametersOf(session.parameters);
  const tasks = lab.definition.tasks.map((task) => planHints(task, record));
  const hints = tasks.map(({ task, shown, isWaiting }): TaskHints => {
    const texts = shown.map(({ text }) => fillIn(text, parameters));
    return { task: task.id, hints: texts, total: task.hints.length, isWaiting };
  });
  const isExhausted = tasks.some(({ task, shown }) => shown.length === task.hints.length);
  const solution: SolutionHelp = record.hasSolution
    ? { state: "open", ways: await readWays(lab.folder, parameters) }
    : { state: session.state === "PASSED" || isExhausted ? "offered" : "waits" };
  return { hints, solution };
}

/** The key of the hint that opens next; nothing while it waits for another try, or when all are open. */
export async function nextHint(sessionId: string, task: Task): Promise<string | undefined> {
  return planHints(task, await readRecord(sessionId)).next;
}

interface HelpRecord {
  /** Opened so far, oldest first. */
  readonly opened: readonly { readonly task: string; readonly key: string }[];
  readonly hasSolution: boolean;
  /** The verdicts of every attempt, oldest first. */
  readonly attempts: readonly (readonly TaskVerdict[])[];
}

async function readRecord(sessionId: string): Promise<HelpRecord> {
  const [actions, attempts] = await Promise.all([
    db().sessionAction.findMany({
      where: { sessionId, kind: { in: ["hint", "solution"] } },
      orderBy: { sequence: "asc" },
      select: { kind: true, body: true },
    }),
    db().attempt.findMany({
      where: { sessionId },
      orderBy: { sequence: "asc" },
      select: { verdicts: true },
    }),
  ]);
  const hints = actions.filter(({ kind }) => kind === "hint");
  return {
    opened: hints.map(({ body }) => body as unknown as HelpRecord["opened"][number]),
    hasSolution: actions.length > hints.length,
    attempts: attempts.map(({ verdicts }) => verdicts as unknown as readonly TaskVerdict[]),
  };
}

function planHints(task: Task, { opened, attempts }: HelpRecord) {
  const keys = opened.filter((each) => each.task === task.id).map(({ key }) => key);
  const shown = keys.flatMap((key) => task.hints.find((hint) => hint.key === key) ?? []);
  const closed = task.hints.filter(({ key }) => !keys.includes(key));
  const failures = attempts.flatMap((verdicts) => {
    const verdict = verdicts.find(({ id }) => id === task.id)?.verdict;
    return verdict?.status === "fail" ? [verdict] : [];
  });
  // Trying the very same again is no other try.
  const different = new Set(failures.map(({ found, where }) => JSON.stringify([found, where])));
  const isWaiting = closed.length > 0 && shown.length > different.size;
  const raised = failures.at(-1)?.hint;
  const next = closed.find(({ key }) => key === raised) ?? closed[0];
  return { task, shown, isWaiting, next: isWaiting ? undefined : next?.key };
}

async function readWays(
  folder: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string[]> {
  const scripts = [await readSolution(folder), ...(await readOtherWays(folder))];
  return scripts.map(({ text }) => fillIn(text, parameters).trim());
}
