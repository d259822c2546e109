// A learner's cluster against a real Postgres: what was acknowledged survives everything.
import { beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "@/lib/actions/refusal";
import { createGuest } from "@/lib/auth/create-guest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { leaveNote } from "@/lib/teach/leave-note";
import type { SessionAction } from "./action";
import { completeLine } from "./complete-line";
import { readLog } from "./load-session";
import { performAction, type RequestedAction } from "./perform-action";
import { readFiles } from "./read-files";
import { readObject } from "./read-object";
import { resetSession } from "./reset-session";
import { act, countWatcher, forget, look } from "./sessions";
import { copyShared, shareSession } from "./share-session";
import { startSession } from "./start-session";
import { openStream } from "./streams";
import type { SessionPatch } from "./view";
import { viewDemo, viewSession } from "./view-session";

withTestDatabase();

const someone = async (): Promise<Viewer> => createGuest({ address: "203.0.113.9" });
const terminal = "main";
const machine = "controlplane";
const input = (text: string): SessionAction => ({ kind: "input", terminal, text });

/** Everything a learner would notice. */
const seen = (id: string) =>
  look(id, ({ timeline: { cluster, sequence } }) => ({
    sequence,
    fingerprint: cluster.fingerprint(),
    clock: cluster.now,
    files: cluster.files(machine).list("/root"),
    screen: cluster.terminals.output(terminal, 0).text,
    history: cluster.terminals.history(terminal),
  }));

let viewer: Viewer;
let id: string;

beforeEach(async () => {
  viewer = await someone();
  id = await startSession(viewer, { kind: "PLAY", preset: "three-nodes" });
});

const perform = (action: RequestedAction) => performAction(viewer, id, action);
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing was refused",
    (error) => refusalOf(error)?.key ?? String(error),
  );

describe("a session", () => {
  it("is the very same after the server was killed", async () => {
    await perform(input("kubectl create deployment web --image=nginx --replicas=2"));
    await perform({ kind: "skip", ms: 20_000 });
    await perform({ kind: "save-file", machine, path: "/root/메모.txt", text: "안녕\n" });
    await perform(input("kubectl get pods; cat 메모.txt"));
    await perform({ kind: "skip", ms: 1000 });
    const before = await seen(id);
    expect(before.screen).toContain("Running");
    expect(before.screen).toContain("안녕");

    forget(id);
    expect(await seen(id)).toEqual(before);
    // And once more from a snapshot.
    await countWatcher(id, 1);
    await countWatcher(id, -1);
    forget(id);
    expect(await seen(id)).toEqual({
      ...before,
      clock: expect.any(Number),
      fingerprint: expect.any(String),
    });
  });

  it("goes on alike from a snapshot and from its log", async () => {
    for (let count = 0; count < 30; count++) await perform(input(`echo ${count} >> count.txt`));
    forget(id);
    await perform(input("tail -1 count.txt"));
    expect((await seen(id)).screen).toContain("\n29\n");
    const log = await readLog(id, 0);
    expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index + 1));
  });

  it("keeps both of two writers who act at once, one after the other", async () => {
    await Promise.all([
      perform(input("echo one >> who.txt")),
      perform(input("echo two >> who.txt")),
    ]);
    await perform(input("sort who.txt"));
    expect((await seen(id)).screen).toContain("one\ntwo\n");
  });

  it("refuses a stale copy, reads anew and does it then", async () => {
    await perform(input("echo mine > a.txt"));
    const stale = await look(id, (session) => session);
    forget(id);
    await perform(input("echo theirs > b.txt"));
    // Another process would still hold the old copy: give it back to this one.
    const shared = globalThis as unknown as { naruSessions: { live: Map<string, unknown> } };
    shared.naruSessions.live.set(id, stale);
    const { sequence } = await act(id, viewer.id, input("ls"));
    expect(sequence).toBe(3);
    expect((await seen(id)).screen).toMatch(/a\.txt\s+b\.txt/);
  });

  it("goes back one step, also to before what is in memory", async () => {
    await perform(input("echo one > file.txt"));
    const one = await seen(id);
    await perform(input("echo two > file.txt"));
    await perform({ kind: "undo", to: one.sequence });
    expect((await seen(id)).screen).toBe(one.screen);
    // A snapshot cuts off the past; undo reaches beyond it all the same.
    await countWatcher(id, 1);
    await countWatcher(id, -1);
    forget(id);
    await perform({ kind: "undo", to: 0 });
    expect((await seen(id)).files).not.toContain("file.txt");
    const before = await seen(id);
    forget(id);
    expect(await seen(id)).toEqual(before);
  });

  it("names the steps that undo goes over, and forgets those undone", async () => {
    await perform(input("echo one"));
    await perform({ kind: "checkpoint", name: "여기" });
    await perform(input("echo two"));
    await perform({ kind: "undo", to: 2 });
    const past = await look(id, ({ timeline }) => timeline.past);
    expect(past.steps(5).map(({ label }) => label)).toEqual(["echo one"]);
    expect(past.checkpoints.map(({ label }) => label)).toEqual(["여기"]);
  });

  it("stands still while paused, also after a restart", async () => {
    await perform({ kind: "pause", paused: true });
    forget(id);
    expect(await look(id, ({ timeline }) => timeline.paused)).toBe(true);
  });

  it("is the one a learner has; starting anew puts it away", async () => {
    expect(await startSession(viewer, { kind: "PLAY", preset: "three-nodes" })).toBe(id);
    const next = await resetSession(viewer, id);
    expect(next).not.toBe(id);
    expect(await reasonOf(perform(input("ls")))).toBe("sessionGone");
    expect(await db().sessionAction.count({ where: { sessionId: id } })).toBe(0);
  });

  it("starts once when two tabs start it at once", async () => {
    const other = await someone();
    const wanted = { kind: "LESSON", section: 22, preset: "three-nodes" } as const;
    const [first, second] = await Promise.all([
      startSession(other, wanted),
      startSession(other, wanted),
    ]);
    expect(first).toBe(second);
  });

  it("skips to the next thing that happens, and says when nothing will", async () => {
    await perform(input("kubectl create deployment web --image=nginx"));
    const before = await look(id, ({ timeline }) => timeline.cluster.now);
    await perform({ kind: "skip-to-next" });
    expect(await look(id, ({ timeline }) => timeline.cluster.now)).toBeGreaterThan(before);
  });
});

describe("what others may not", () => {
  it("is refused to somebody else, whatever they ask", async () => {
    const stranger = await someone();
    const place = { kind: "Node", name: "node01" };
    expect(await reasonOf(performAction(stranger, id, input("ls")))).toBe("forbidden");
    expect(await reasonOf(viewSession(stranger, id))).toBe("forbidden");
    expect(await reasonOf(readFiles(stranger, id, { path: "/root" }))).toBe("forbidden");
    expect(await reasonOf(readObject(stranger, id, place))).toBe("forbidden");
    expect(await reasonOf(resetSession(stranger, id))).toBe("forbidden");
    expect(await reasonOf(completeLine(stranger, id, { terminal, line: "ls", cursor: 2 }))).toBe(
      "forbidden",
    );
    expect(await reasonOf(viewSession(stranger, "no-such-session"))).toBe("notFound");
  });

  it("lets an instructor look on when the learner agreed, and never act", async () => {
    const teacher = await db().user.create({ data: { name: "강사", role: "INSTRUCTOR" } });
    const cohort = await db().cohort.create({
      data: { name: "반", code: "SESSIONS", ownerId: teacher.id },
    });
    const enrollment = { userId: viewer.id, cohortId: cohort.id };
    await db().enrollment.create({ data: enrollment });
    expect(await reasonOf(viewSession(teacher, id))).toBe("forbidden");
    await db().enrollment.update({
      where: { userId_cohortId: enrollment },
      data: { consentToView: true },
    });
    expect((await viewSession(teacher, id)).facts.canAct).toBe(false);
    expect(await reasonOf(performAction(teacher, id, input("ls")))).toBe("forbidden");
  });
});

describe("bad input", () => {
  it("leaves the session as it was", async () => {
    const before = await seen(id);
    const save = (path: string, on = machine): RequestedAction => ({
      kind: "save-file",
      machine: on,
      path,
      text: "",
    });
    expect(await reasonOf(perform(save("/etc")))).toBe("actionRefused");
    expect(await reasonOf(perform(save("/root/a", "nowhere")))).toBe("actionRefused");
    const open: RequestedAction = {
      kind: "open-terminal",
      terminal: "x",
      machine: "nowhere",
      columns: 80,
    };
    expect(await reasonOf(perform(open))).toBe("actionRefused");
    expect(await seen(id)).toEqual(before);
  });

  it("never reaches a command line through an object's name", async () => {
    const sly = { kind: "Pod", namespace: "default", name: "x; rm -rf /root" };
    expect(await reasonOf(readObject(viewer, id, sly))).toBe("notFound");
  });
});

describe("onlookers", () => {
  async function watch(lastEventId?: string) {
    const patches: SessionPatch[] = [];
    let cursor = "";
    const close = await openStream({
      sessionId: id,
      lastEventId,
      send(patch, at) {
        patches.push(patch);
        cursor = at;
      },
      end: () => {},
    });
    const text = () =>
      patches.flatMap(({ terminals = [] }) => terminals.map((each) => each.text)).join("");
    return { patches, close, text, cursor: () => cursor };
  }

  it("see everything first, then what is new, in every tab", async () => {
    const [first, second] = [await watch(), await watch()];
    expect(first.patches[0]?.picture?.put.filter(({ type }) => type === "node")).toHaveLength(3);
    await perform(input("echo 둘 다 봐요"));
    await expect.poll(() => first.text()).toContain("\n둘 다 봐요\n");
    await expect.poll(() => second.text()).toContain("\n둘 다 봐요\n");
    await first.close();
    await second.close();
  });

  it("who come back get only what they have missed, and all of it after an undo", async () => {
    const first = await watch();
    await perform(input("echo one"));
    await expect.poll(() => first.text()).toContain("\none\n");
    await first.close();
    await perform(input("echo two"));
    const again = await watch(first.cursor());
    expect(again.text()).toContain("\ntwo\n");
    expect(again.text()).not.toContain("\none\n");
    await perform({ kind: "undo", to: 1 });
    await expect.poll(() => again.patches.at(-1)?.terminals?.[0]?.reset).toBe(true);
    await again.close();
  });

  it("who are the learner find an instructor's note at once", async () => {
    const teacher = await someone();
    await db().user.update({ where: { id: teacher.id }, data: { role: "ADMIN", isGuest: false } });
    const { patches, close } = await watch();
    await leaveNote({ sessionId: id, text: "Events를 보세요." }, { ...teacher, role: "ADMIN" });
    await expect
      .poll(() => patches.flatMap(({ notes = [] }) => notes))
      .toMatchObject([{ text: "Events를 보세요.", isNew: true }]);
    await close();
  });

  it("are told when the session is started anew", async () => {
    const stream = await watch();
    await resetSession(viewer, id);
    await expect.poll(() => stream.patches.at(-1)?.gone).toBe(true);
    await stream.close();
  });
});

describe("a shared playground", () => {
  it("is a fresh copy of the moment it was shared", async () => {
    await perform(input("echo shared > file.txt"));
    const name = await shareSession(viewer, id);
    await perform(input("rm file.txt"));
    const other = await someone();
    const copy = await copyShared(other, name);
    expect((await seen(copy)).files).toContain("file.txt");
    await performAction(other, copy, input("echo more > more.txt"));
    forget(copy);
    expect((await seen(copy)).files).toContain("more.txt");
    expect((await seen(id)).files).not.toContain("file.txt");
  });
});

it("the demo begins with what its picture shows", async () => {
  const shown = await viewDemo();
  const mine = await viewSession(viewer, await startSession(viewer, { kind: "DEMO" }));
  const pods = (view: typeof shown) =>
    view.present.picture?.put.flatMap((item) =>
      item.type === "pod" && item.namespace === "default" ? [item.name] : [],
    );
  expect(pods(shown)).toHaveLength(3);
  expect(pods(mine)).toEqual(pods(shown));
});
