// One action of a learner, from the browser to the log: allowed, bounded, done, or refused in clear words.
import { z } from "zod";
import { refuse } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { sessionAction } from "./action";
import { machinesOf } from "./learner-machine";
import { msToNext } from "./ms-to-next";
import { openSession } from "./open-session";
import { withinPace } from "./pace";
import { type Acted, act, look } from "./sessions";

/** Checks and hints have use-cases of their own; requests from outside come through the gateway, which knows whose. */
const notForBrowsers: readonly string[] = [
  "check",
  "hint",
  "solution",
  "api-request",
  "stream",
  "forward",
];

/** What a browser may ask for. */
export const requestedAction = z.union([
  sessionAction.refine(({ kind }) => !notForBrowsers.includes(kind)),
  /** 다음 일까지: how long that is, only the cluster knows. */
  z.object({ kind: z.literal("skip-to-next") }),
  /** 되돌리기: which step was the last, the browser may not know yet. */
  z.object({ kind: z.literal("undo-last") }),
]);

export type RequestedAction = z.output<typeof requestedAction>;

const mostTerminals = 12;

export async function performAction(
  viewer: Viewer,
  id: string,
  request: RequestedAction,
): Promise<Acted> {
  await openSession(viewer, id, "act");
  if (!withinPace(id)) refuse("tooFast");
  return translateErrors(async () => {
    if (request.kind === "skip-to-next") {
      const ms = await look(id, ({ timeline }) => msToNext(timeline.cluster));
      if (ms === undefined) refuse("nothingAhead");
      return act(id, viewer.id, { kind: "skip", ms });
    }
    if (request.kind === "undo-last") {
      const last = await look(id, ({ timeline }) => timeline.past.steps(1)[0]);
      if (last === undefined) refuse("nothingToUndo");
      return act(id, viewer.id, { kind: "undo", to: last.sequence - 1 });
    }
    await refuseUnknownPlaces(id, request);
    return act(id, viewer.id, request);
  });
}

/** Errors of the core, by name since Next bundles classes several times over, as reasons. */
export async function translateErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === "SessionGone") refuse("sessionGone");
    if (error instanceof Error && error.name === "ActionRefused") {
      refuse("actionRefused", { reason: error.message });
    }
    throw error;
  }
}

async function refuseUnknownPlaces(
  id: string,
  request: Exclude<RequestedAction, { kind: "skip-to-next" | "undo-last" }>,
): Promise<void> {
  const { kind } = request;
  const isAboutMachine = kind === "open-terminal" || kind === "save-file" || kind === "delete-file";
  if (!isAboutMachine) return;
  const reason = await look(id, ({ timeline: { cluster } }) => {
    if (!machinesOf(cluster).includes(request.machine)) return "no such machine";
    if (kind !== "open-terminal") return undefined;
    const isNew = !cluster.terminals.has(request.terminal);
    return isNew && cluster.terminals.list().length >= mostTerminals
      ? "too many terminals"
      : undefined;
  });
  if (reason !== undefined) refuse("actionRefused", { reason });
}
