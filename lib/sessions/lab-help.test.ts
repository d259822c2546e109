// Help in a lab: a hint about the mistake at hand, one more for each other try, and the solution at the end.
import { beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "@/lib/actions/refusal";
import { createGuest } from "@/lib/auth/create-guest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { checkSession } from "./check-session";
import { openHint } from "./open-hint";
import { openSolution } from "./open-solution";
import { performAction } from "./perform-action";
import { resetSession } from "./reset-session";
import { parametersOf } from "./start-lab";
import { startSession } from "./start-session";
import { viewSession } from "./view-session";

withTestDatabase();

const task = "run-the-pod";
let viewer: Viewer;
let id: string;

beforeEach(async () => {
  viewer = await createGuest({ address: "203.0.113.10" });
  id = await startSession(viewer, { kind: "LAB", section: 22, lab: "write-a-pod" });
});

async function type(line: string): Promise<void> {
  await performAction(viewer, id, { kind: "input", terminal: "main", text: line });
  await performAction(viewer, id, { kind: "skip", ms: 20_000 });
}
const hintsOf = async () => (await openHint(viewer, id, task)).help?.hints[0];
const solutionOf = async () => (await viewSession(viewer, id)).present.help?.solution;
const isAssisted = async (session = id) =>
  (await db().labSession.findUniqueOrThrow({ where: { id: session } })).assisted;

/** Three mistakes, each with a finding of its own, and all three hints. */
async function useUpHints(): Promise<void> {
  await hintsOf();
  await type("kubectl run web --image=nginx:1.72");
  await checkSession(viewer, id);
  await hintsOf();
  await type("kubectl delete pod web; kubectl run web --image=nginx:1.27 -n kube-public");
  await checkSession(viewer, id);
  await hintsOf();
}

describe("hints", () => {
  it("begin with the first of the ladder when nothing was tried", async () => {
    expect(await hintsOf()).toMatchObject({ task, total: 3, isWaiting: true });
  });

  it("are about what went wrong last", async () => {
    await type("kubectl run web --image=nginx:1.72");
    await checkSession(viewer, id);
    expect((await hintsOf())?.hints).toEqual([expect.stringContaining("describe pod web")]);
  });

  it("come one without a try and one for each try; the same try again is none", async () => {
    const counts: (number | undefined)[] = [];
    const count = async () => counts.push((await hintsOf())?.hints.length);
    await count();
    await count();
    for (let attempt = 0; attempt < 2; attempt++) {
      await checkSession(viewer, id);
      await count();
    }
    await type("kubectl run web --image=nginx:1.72");
    await checkSession(viewer, id);
    await count();
    expect(counts).toEqual([1, 1, 2, 2, 3]);
  });

  it("are still there when the learner comes back", async () => {
    const opened = await hintsOf();
    expect((await viewSession(viewer, id)).present.help?.hints[0]).toEqual(opened);
  });

  it("are there for tasks of the lab only", async () => {
    const reason = await openHint(viewer, id, "nothing").catch((error) => refusalOf(error)?.key);
    expect(reason).toBe("notFound");
  });
});

describe("the solution", () => {
  it("waits until the hints of a task are used up, and marks the work as assisted", async () => {
    const early = await openSolution(viewer, id).catch((error) => refusalOf(error)?.key);
    expect(early).toBe("solutionWaits");
    await useUpHints();
    expect(await solutionOf()).toEqual({ state: "offered" });
    expect(await isAssisted()).toBe(false);
    const { help } = await openSolution(viewer, id);
    expect(help?.solution).toMatchObject({ state: "open" });
    expect(JSON.stringify(help?.solution)).toMatch(/tier: (frontend|backend|edge)/);
    expect(await isAssisted()).toBe(true);
  });

  it("is not forgotten by starting anew", async () => {
    await useUpHints();
    await openSolution(viewer, id);
    const next = await resetSession(viewer, id);
    expect(await isAssisted(next)).toBe(true);
  });

  it("is free after passing", async () => {
    const { parameters } = await db().labSession.findUniqueOrThrow({ where: { id } });
    const { TIER = "" } = parametersOf(parameters);
    const container = { name: "nginx", image: "nginx:1.27", ports: [{ containerPort: 80 }] };
    const metadata = { name: "web", labels: { app: "web", tier: TIER } };
    const pod = { apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [container] } };
    await type(`echo '${JSON.stringify(pod)}' | kubectl apply -f -`);
    expect((await checkSession(viewer, id)).grading?.verdict.passed).toBe(true);
    expect(await solutionOf()).toEqual({ state: "offered" });
    await openSolution(viewer, id);
    expect(await isAssisted()).toBe(false);
  });
});
