// The demo class, seeded into a real Postgres: there is life in it, it is seeded once, and it replays.
import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { courseLabs } from "@/lib/teach/course-labs";
import { readBoard } from "@/lib/teach/read-board";
import { readMoment } from "@/lib/teach/read-moment";
import { demoCohortId, seedPeople } from "./people";
import { seedSessions } from "./sessions";
import { stories } from "./stories";

withTestDatabase();

beforeAll(async () => {
  await seedPeople("a password for tests");
  await seedSessions();
}, 120_000);

const instructor = () => db().user.findUniqueOrThrow({ where: { id: "demo-instructor" } });

it("gives every story its session, with attempts as the lab's own checks judge them", async () => {
  const labs = await courseLabs();
  const told = stories.filter(({ lab }) => lab < labs.length);
  expect(await db().labSession.count()).toBe(told.length);
  const board = await readBoard(demoCohortId, await instructor());
  const states = board.rows.flatMap(({ cells }) => cells.map((cell) => cell?.state ?? "none"));
  expect(new Set(states)).toEqual(new Set(["PASSED", "STARTED", "none"]));
  expect(board.stuck.map(({ name }) => name)).toContain("이민준");
  expect(board.hard.length).toBeGreaterThan(0);
});

it("adds nothing when it runs again", async () => {
  const count = async () => [await db().sessionAction.count(), await db().attempt.count()];
  const before = await count();
  await seedSessions();
  expect(await count()).toEqual(before);
});

it("leaves logs that replay as they were made", async () => {
  const sessions = await db().labSession.findMany({ orderBy: { id: "asc" }, take: 4 });
  for (const { id, version } of sessions) {
    const moment = await readMoment(await instructor(), { sessionId: id, sequence: version });
    expect(moment.isFaithful, id).toBe(true);
  }
});
