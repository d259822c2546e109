// Classes, and who sees whose work, against a real Postgres.
import { beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "@/lib/actions/refusal";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { changeConsent } from "./change-consent";
import { createCohort } from "./create-cohort";
import { joinCohort } from "./join-cohort";
import { leaveCohort } from "./leave-cohort";
import { listCohorts } from "./list-cohorts";
import { mayViewSession } from "./may-view-session";
import { roster } from "./roster";
import { whoMaySee } from "./who-may-see";

withTestDatabase();

let teacher: Viewer;
let otherTeacher: Viewer;
let admin: Viewer;
let learner: Viewer;

beforeAll(async () => {
  teacher = await person("세진", "INSTRUCTOR");
  otherTeacher = await person("다은", "INSTRUCTOR");
  admin = await person("관리자", "ADMIN");
  learner = await person("나루", "LEARNER");
});

const person = (name: string, role: Viewer["role"], isGuest = false) =>
  db().user.create({ data: { name, role, isGuest } });

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing was refused",
    (error) => refusalOf(error)?.key,
  );

describe("a cohort", () => {
  it("is joined by its code, however it is typed, and shows who teaches", async () => {
    const { id, code } = await createCohort({ name: "봄 학기" }, teacher);
    const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    await joinCohort({ code: typed, consentToView: false }, learner);
    expect(await whoMaySee(learner)).toMatchObject([
      { cohortId: id, cohortName: "봄 학기", instructors: ["세진"], consentToView: false },
    ]);
    await leaveCohort({ cohortId: id }, learner);
    expect(await whoMaySee(learner)).toEqual([]);
  });

  it("refuses an unknown code, an ended class, reversed dates, a guest without a name", async () => {
    expect(await reasonOf(joinCohort({ code: "NOPE", consentToView: true }, learner))).toBe(
      "cohortNotFound",
    );
    const over = await createCohort({ name: "지난 학기", endsAt: new Date(0) }, teacher);
    expect(await reasonOf(joinCohort({ code: over.code, consentToView: true }, learner))).toBe(
      "cohortEnded",
    );
    const dates = { startsAt: new Date(1), endsAt: new Date(0) };
    expect(await reasonOf(createCohort({ name: "거꾸로", ...dates }, teacher))).toBe(
      "datesReversed",
    );
    const open = await createCohort({ name: "여름 학기" }, teacher);
    const guest = await person("손님", "LEARNER", true);
    expect(await reasonOf(joinCohort({ code: open.code, consentToView: true }, guest))).toBe(
      "nameRequired",
    );
    await joinCohort({ code: open.code, consentToView: true, name: "하은" }, guest);
    expect((await roster(open.id, teacher)).rows).toMatchObject([{ name: "하은" }]);
  });

  it("is listed for those who teach it, and for admins", async () => {
    const { id } = await createCohort({ name: "내 반" }, otherTeacher);
    const idsFor = async (viewer: Viewer) => (await listCohorts(viewer)).map((each) => each.id);
    expect(await idsFor(otherTeacher)).toEqual([id]);
    expect(await idsFor(teacher)).not.toContain(id);
    expect(await idsFor(admin)).toContain(id);
    expect(await idsFor(learner)).toEqual([]);
    expect(await reasonOf(roster(id, teacher))).toBe("notFound");
  });
});

describe("a learner's work", () => {
  it("shows in the roster as state and score, and in detail only after consent", async () => {
    const { id: cohortId, code } = await createCohort({ name: "가을 학기" }, teacher);
    await joinCohort({ code, consentToView: false }, learner);
    const lastActiveAt = new Date("2026-05-01T12:00:00Z");
    const session = await db().labSession.create({
      data: {
        userId: learner.id,
        kind: "LAB",
        section: 22,
        labId: "run-a-pod",
        preset: "one-node",
        seed: 1,
        engineVersion: "1",
        state: "STARTED",
        score: 3,
        maxScore: 10,
        activeMs: 90_000,
        lastActiveAt,
        attempts: { create: { sequence: 4, score: 3, maxScore: 10, passed: false, verdicts: [] } },
      },
    });

    expect((await roster(cohortId, teacher)).rows).toMatchObject([
      {
        name: "나루",
        activeMs: 90_000,
        lastActiveAt,
        cells: { "run-a-pod": { state: "STARTED", score: 3, maxScore: 10, attempts: 1 } },
      },
    ]);
    const watchers = () =>
      Promise.all(
        [learner, teacher, otherTeacher, admin].map((viewer) => mayViewSession(viewer, session.id)),
      );
    expect(await watchers()).toEqual([true, false, false, true]);
    await changeConsent({ cohortId, consentToView: true }, learner);
    expect(await watchers()).toEqual([true, true, false, true]);
    await leaveCohort({ cohortId }, learner);
    expect(await watchers()).toEqual([true, false, false, true]);
    expect(await reasonOf(changeConsent({ cohortId, consentToView: true }, learner))).toBe(
      "notFound",
    );
  });

  it("is not opened by an instructor's enrolment that outlived the role", async () => {
    const former = await person("예전 강사", "INSTRUCTOR");
    const { code } = await createCohort({ name: "겨울 학기" }, former);
    await joinCohort({ code, consentToView: true }, learner);
    expect(await listCohorts({ ...former, role: "LEARNER" })).toEqual([]);
  });
});
