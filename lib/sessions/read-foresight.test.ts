// What a check saw on its fork can be looked at afterwards, and looking changes nothing.
import { beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "@/lib/actions/refusal";
import { createGuest } from "@/lib/auth/create-guest";
import type { Viewer } from "@/lib/auth/viewer";
import { withTestDatabase } from "@/lib/db/test-database";
import { checkSession } from "./check-session";
import { performAction } from "./perform-action";
import type { PictureItem } from "./picture/picture-items";
import { readForesight } from "./read-foresight";
import { look } from "./sessions";
import { startSession } from "./start-session";

withTestDatabase();

let viewer: Viewer;
let id: string;

beforeEach(async () => {
  viewer = await createGuest({ address: "203.0.113.11" });
  id = await startSession(viewer, { kind: "LAB", section: 29, lab: "keep-pods-alive" });
});

const type = (text: string) => performAction(viewer, id, { kind: "input", terminal: "main", text });
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error) => refusalOf(error)?.key ?? String(error),
  );
const podsIn = (picture: readonly PictureItem[]): string[] =>
  picture.flatMap((item) => (item.type === "pod" ? [item.name] : []));

describe("the future a check saw", () => {
  it("begins with the learner's cluster, and goes on to what became of it", async () => {
    await type("kubectl create deployment shop --image=nginx:1.27 --replicas=2");
    await performAction(viewer, id, { kind: "skip", ms: 20_000 });
    const { grading } = await checkSession(viewer, id);
    const before = await look(id, ({ timeline }) => timeline.cluster.fingerprint());
    const ahead = grading?.verdict.tasks.filter(({ aheadMs }) => aheadMs !== undefined) ?? [];
    for (const { id: task, aheadMs = 0 } of ahead) {
      const { startsAt, moments } = await readForesight(viewer, id, task);
      expect(podsIn(moments[0]?.picture ?? [])).toHaveLength(2);
      expect(moments.at(-1)?.now).toBeLessThanOrEqual(startsAt + aheadMs);
      const times = moments.map(({ now }) => now);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
    expect(await look(id, ({ timeline }) => timeline.cluster.fingerprint())).toBe(before);
  });

  it("shows a pod that was killed and the one that came instead", async () => {
    await type(
      `echo '{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"shop"},"spec":{"replicas":5,"selector":{"matchLabels":{"app":"shop"}},"template":{"metadata":{"labels":{"app":"shop"}},"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}}' | kubectl apply -f -`,
    );
    await performAction(viewer, id, { kind: "skip", ms: 30_000 });
    const { grading } = await checkSession(viewer, id);
    const [task] = grading?.verdict.tasks.filter(({ aheadMs }) => aheadMs !== undefined) ?? [];
    const { moments } = await readForesight(viewer, id, task?.id ?? "");
    const names = new Set(moments.flatMap(({ picture }) => podsIn(picture)));
    expect(names.size).toBeGreaterThan(5);
    expect(moments.length).toBeLessThanOrEqual(48);
    expect(moments.flatMap(({ events }) => events).some(({ reason }) => reason === "Killing")).toBe(
      true,
    );
  });

  it("is refused before 채점, for tasks there are not, and to strangers", async () => {
    expect(await reasonOf(readForesight(viewer, id, "stay-alive"))).toBe("notFound");
    await checkSession(viewer, id);
    expect(await reasonOf(readForesight(viewer, id, "nothing"))).toBe("notFound");
    const stranger = await createGuest({ address: "203.0.113.12" });
    expect(await reasonOf(readForesight(stranger, id, "stay-alive"))).toBe("forbidden");
  });
});
