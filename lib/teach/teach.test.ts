// What an instructor sees of a class, against a real Postgres: the numbers, and nobody else's business.
import { beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "@/lib/actions/refusal";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { changeConsent } from "@/lib/people/change-consent";
import { dayInSeoul } from "./day-in-seoul";
import { csvOf, exportBoard } from "./export-board";
import { leaveNote } from "./leave-note";
import { markNotesRead } from "./mark-notes-read";
import { readBoard } from "./read-board";
import { readLabStatistics } from "./read-lab-statistics";
import { readLearner } from "./read-learner";
import { readMoment } from "./read-moment";
import { readMomentObject } from "./read-moment-object";
import { readNotes } from "./read-notes";
import { readReplay } from "./read-replay";
import { makeClass } from "./test-class";

withTestDatabase();

let scene: Awaited<ReturnType<typeof makeClass>>;

beforeAll(async () => {
  scene = await makeClass();
});

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing was refused",
    (error) => refusalOf(error)?.key,
  );

const later = (minutes: number) => Date.now() + minutes * 60_000;

describe("the board", () => {
  it("shows state and score of everyone, attempts only of those who agreed", async () => {
    const { cohort, teacher } = scene;
    const { rows, showing } = await readBoard(cohort.id, teacher);
    expect(showing).toBe(1);
    const [open, closed] = ["나루", "하은"].map((name) => rows.find((row) => row.name === name));
    expect(open?.cells[0]).toMatchObject({ state: "STARTED", score: 4, maxScore: 10, attempts: 1 });
    expect(closed?.cells[0]).toMatchObject({ state: "STARTED", score: 4, attempts: undefined });
  });

  it("names who left in the middle, and the objective only of those who agreed", async () => {
    const { cohort, teacher } = scene;
    const { stuck } = await readBoard(cohort.id, teacher, later(30));
    expect(stuck).toMatchObject([
      { name: "나루", stuck: { reason: "left", tries: 1 }, objective: "레이블 달기" },
    ]);
  });

  it("is exported as CSV in which a name cannot become a formula", async () => {
    const { cohort, teacher } = scene;
    const { csv } = await exportBoard(cohort.id, teacher);
    expect(csv).toContain("나루,");
    expect(csv).toContain(",started,4,10,1,no,");
    expect(csvOf([["=1+1", 'say "hi"', -2]])).toBe('\uFEFF\'=1+1,"say ""hi""",-2\r\n');
  });
});

describe("one learner and one lab", () => {
  it("show attempts and what failed how often, of those who agreed", async () => {
    const { cohort, teacher, open, closed } = scene;
    const view = await readLearner({ cohortId: cohort.id, userId: open.id }, teacher);
    expect(view.sessions).toMatchObject([{ attempts: [{ score: 4 }] }]);
    expect(view.failures).toMatchObject([{ task: "label", found: "레이블이 없어요", count: 1 }]);
    const kept = await readLearner({ cohortId: cohort.id, userId: closed.id }, teacher);
    expect([kept.sessions, kept.failures]).toEqual([[], []]);
  });

  it("count a class through a lab", async () => {
    const { cohort, teacher } = scene;
    const { labs } = await readBoard(cohort.id, teacher);
    const [lab] = labs;
    if (lab === undefined) throw new Error("the course has labs");
    const statistics = await readLabStatistics({ cohortId: cohort.id, ...lab }, teacher);
    expect(statistics).toMatchObject({ learners: 2, started: 2, passed: 0, showing: 1 });
    expect(statistics.failures).toMatchObject([{ learners: 1, count: 1 }]);
  });
});

describe("a replay", () => {
  it("brings back every moment: terminal, files and cluster", async () => {
    const { teacher, openSession } = scene;
    const at = (sequence: number) => readMoment(teacher, { sessionId: openSession, sequence });
    const deployments = async (sequence: number) =>
      (await at(sequence)).picture.filter(({ key }) => key === "Deployment/default/ferry").length;
    expect(await deployments(0)).toBe(0);
    const last = await at(4);
    expect(last.isFaithful).toBe(true);
    expect(await deployments(4)).toBe(1);
    const shown = await at(3);
    expect(shown.terminals[0]?.old).toContain("deployment.apps/ferry created");
    expect(shown.terminals[0]?.fresh).toContain("ferry");
    const saved = (await at(2)).files.find(({ path }) => path === "/root/note.yaml");
    expect(saved).toMatchObject({ text: "kind: Pod\n", before: undefined });
    // Back again: what was played is kept, and is the same.
    expect(await deployments(0)).toBe(0);
    expect(await at(4)).toEqual(last);
  });

  it("opens an object as it was, and nothing that is no object", async () => {
    const { teacher, openSession } = scene;
    const read = (key: string) =>
      readMomentObject(teacher, { sessionId: openSession, sequence: 4, key });
    expect(await read("Deployment/default/ferry")).toContain("kind: Deployment");
    for (const key of ["Pod/default/nobody", "Pod/default/web -A", "Pod//web; ls", "x"]) {
      expect(await reasonOf(read(key))).toBe("notFound");
    }
  });

  it("has its steps and its verdicts", async () => {
    const { teacher, openSession, cohort } = scene;
    const view = await readReplay(teacher, openSession);
    expect(view.cohort?.id).toBe(cohort.id);
    expect(view.steps.map(({ kind }) => kind)).toEqual(["command", "save", "command", "check"]);
    expect(view.steps.at(-1)?.grade).toEqual({ score: 4, maxScore: 10, passed: false });
    expect(view.verdicts).toMatchObject([{ sequence: 4, verdict: { score: 4 } }]);
  });
});

describe("a note", () => {
  it("reaches the learner, and the instructor sees that it was read", async () => {
    const { teacher, open, openSession } = scene;
    await leaveNote({ sessionId: openSession, text: "Events를 읽어 보세요." }, teacher);
    await markNotesRead(teacher, openSession);
    expect(await readNotes(open, openSession)).toMatchObject([
      { author: "세진", text: "Events를 읽어 보세요.", readAt: null },
    ]);
    await markNotesRead(open, openSession);
    expect((await readNotes(teacher, openSession))[0]?.readAt).toBeInstanceOf(Date);
  });
});

describe("nobody sees what is not theirs", () => {
  it("refuses another instructor's class, and every part of it", async () => {
    const { cohort, other, open, openSession } = scene;
    const classes = [
      () => readBoard(cohort.id, other),
      () => exportBoard(cohort.id, other),
      () => readLearner({ cohortId: cohort.id, userId: open.id }, other),
      () => readLabStatistics({ cohortId: cohort.id, section: 22, labId: "x" }, other),
    ];
    for (const ask of classes) expect(await reasonOf(ask())).toBe("notFound");
    const sessionId = openSession;
    const looks = [
      () => readReplay(other, sessionId),
      () => readMoment(other, { sessionId, sequence: 1 }),
      () => readMomentObject(other, { sessionId, sequence: 1, key: "Pod/default/web" }),
      () => readNotes(other, sessionId),
      () => leaveNote({ sessionId, text: "?" }, other),
    ];
    for (const ask of looks) expect(await reasonOf(ask())).toBe("forbidden");
  });

  it("refuses the work of who did not agree, or no longer agrees; an admin sees it", async () => {
    const { cohort, teacher, admin, open, openSession, closedSession } = scene;
    expect(await reasonOf(readReplay(teacher, closedSession))).toBe("forbidden");
    expect((await readReplay(admin, closedSession)).steps).toHaveLength(4);
    await changeConsent({ cohortId: cohort.id, consentToView: false }, open);
    expect(await reasonOf(readMoment(teacher, { sessionId: openSession, sequence: 1 }))).toBe(
      "forbidden",
    );
    await changeConsent({ cohortId: cohort.id, consentToView: true }, open);
  });

  it("lets a learner neither write notes nor open a class", async () => {
    const { cohort, open, closed, openSession } = scene;
    expect(await reasonOf(leaveNote({ sessionId: openSession, text: "?" }, open))).toBe(
      "forbidden",
    );
    expect(await reasonOf(readReplay(closed, openSession))).toBe("forbidden");
    expect(await reasonOf(readBoard(cohort.id, open))).toBe("notFound");
    expect(await reasonOf(readReplay(open, "nobody"))).toBe("notFound");
  });

  it("still shows a try that was started anew", async () => {
    const { teacher, openSession } = scene;
    const data = { archivedAt: new Date() };
    await db().labSession.update({ where: { id: openSession }, data });
    expect(await readReplay(teacher, openSession)).toMatchObject({ isArchived: true });
  });
});

it("begins and ends days in Seoul", () => {
  expect(dayInSeoul("2026-03-02", "begins")?.toISOString()).toBe("2026-03-01T15:00:00.000Z");
  expect(dayInSeoul("2026-03-02", "ends")?.toISOString()).toBe("2026-03-02T14:59:59.999Z");
  expect(dayInSeoul("", "ends")).toBeUndefined();
});
