// 채점: grades a fork of the cluster, keeps the attempt, and raises the score when it is better.
import type { Prisma } from "@/generated/prisma/client";
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { checkLab } from "@/lib/labs/check-session";
import type { LabVerdict } from "@/lib/labs/verdict";
import { announce } from "./feed";
import { readHelp } from "./lab-help";
import { readLog } from "./load-session";
import { type OpenedSession, openSession } from "./open-session";
import { withinPace } from "./pace";
import { translateErrors } from "./perform-action";
import { actAnd } from "./sessions";
import { parametersOf } from "./start-lab";
import type { SessionPatch } from "./view";

export async function checkSession(viewer: Viewer, id: string): Promise<SessionPatch> {
  const session = await openSession(viewer, id, "act");
  const { section, labId } = session;
  if (section === null || labId === null || session.kind !== "LAB") refuse("notFound");
  if (!withinPace(`check/${id}`)) refuse("tooFast");
  const { sequence, value } = await translateErrors(() =>
    actAnd(id, {
      actorId: viewer.id,
      action: { kind: "check" },
      read: ({ timeline, version }) => ({ cluster: timeline.cluster.fork(), version }),
    }),
  );
  const verdict = await checkLab({
    section,
    lab: labId,
    cluster: value.cluster,
    parameters: parametersOf(session.parameters),
    log: await readLog(id, 0),
  });
  const at = await keep(session, sequence, verdict);
  await announce(id, value.version);
  const help = await readHelp({ ...session, ...(verdict.passed && { state: "PASSED" }) });
  return { grading: { sequence, at: at.toISOString(), verdict }, ...(help && { help }) };
}

async function keep(session: OpenedSession, sequence: number, verdict: LabVerdict): Promise<Date> {
  const { id } = session;
  const { score, maxScore, passed, tasks } = verdict;
  const verdicts = tasks as unknown as Prisma.InputJsonArray;
  return db().$transaction(async (transaction) => {
    const attempt = await transaction.attempt.create({
      data: { sessionId: id, sequence, score, maxScore, passed, verdicts },
      select: { createdAt: true },
    });
    // A later, worse attempt takes nothing away.
    await transaction.labSession.updateMany({
      where: { id, score: { lt: score } },
      data: { score },
    });
    const state = passed ? { state: "PASSED" as const } : {};
    await transaction.labSession.update({ where: { id }, data: { maxScore, ...state } });
    return attempt.createdAt;
  });
}
