// The last 채점 of a session, as the screen shows it.
import { db } from "@/lib/db/client";
import type { TaskVerdict } from "@/lib/labs/verdict";
import type { GradingView } from "./view";

export async function latestGrading(sessionId: string): Promise<GradingView | undefined> {
  const attempt = await db().attempt.findFirst({
    where: { sessionId },
    orderBy: { sequence: "desc" },
  });
  if (attempt === null) return undefined;
  const { sequence, score, maxScore, passed, createdAt } = attempt;
  const tasks = attempt.verdicts as unknown as readonly TaskVerdict[];
  return { sequence, at: createdAt.toISOString(), verdict: { score, maxScore, passed, tasks } };
}
