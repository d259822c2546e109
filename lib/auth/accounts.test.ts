// From guest to account, and the refusals on the way, against a real Postgres.
import { describe, expect, it } from "vitest";
import { refusalOf } from "@/lib/actions/refusal";
import { db } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import { answerQuiz } from "@/lib/progress/answer-quiz";
import { completeLesson } from "@/lib/progress/complete-lesson";
import { readProgress } from "@/lib/progress/read-progress";
import { savePosition } from "@/lib/progress/save-position";
import { createGuest } from "./create-guest";
import { mergeGuest } from "./merge-guest";
import { countOne, isOverLimit } from "./rate-limit";
import { signUp } from "./sign-up";
import { verifySignIn } from "./verify-sign-in";

withTestDatabase();

const address = "203.0.113.7";
const noon = new Date("2026-05-01T12:00:00Z");
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing was refused",
    (error) => refusalOf(error)?.key,
  );

const account = (email: string) => ({ name: "민지", email, password: "좋은비밀번호입니다" });

describe("signing up", () => {
  it("makes an account that can sign in, however the address is written", async () => {
    const { id } = await signUp(account("Minji@Example.com"), { viewer: undefined, address });
    const attempt = { email: " minji@example.COM", password: "좋은비밀번호입니다", address };
    expect((await verifySignIn(attempt))?.id).toBe(id);
  });

  it("takes the same Hangul password from a Mac, which spells it in letters", async () => {
    await signUp(account("mac@example.com"), { viewer: undefined, address });
    const password = "좋은비밀번호입니다".normalize("NFD");
    expect(await verifySignIn({ email: "mac@example.com", password, address })).toBeDefined();
  });

  it("tells long passwords apart to the last letter", async () => {
    const password = "가".repeat(60);
    await signUp({ ...account("long@example.com"), password }, { viewer: undefined, address });
    const wrong = { email: "long@example.com", password: `${password.slice(1)}나`, address };
    expect(await verifySignIn(wrong)).toBeUndefined();
  });

  it("refuses an address that is taken, in any spelling", async () => {
    await signUp(account("taken@example.com"), { viewer: undefined, address });
    const again = signUp(account("TAKEN@example.com"), { viewer: undefined, address });
    expect(await reasonOf(again)).toBe("emailTaken");
  });

  it("turns the guest's own row into the account, so the work stays where it is", async () => {
    const guest = await createGuest({ address });
    await completeLesson({ userId: guest.id, section: 22 });
    const { id } = await signUp(account("guest@example.com"), { viewer: guest, address });
    expect(id).toBe(guest.id);
    expect((await readProgress(id)).lessons).toMatchObject([{ section: 22 }]);
    expect(await db().user.findUnique({ where: { id } })).toMatchObject({ isGuest: false });
  });
});

describe("signing in", () => {
  it("stops guessing after ten wrong tries, also for the right password, and opens again", async () => {
    await signUp(account("guessed@example.com"), { viewer: undefined, address });
    const tryWith = (password: string, now: Date) =>
      verifySignIn({ email: "guessed@example.com", password, address: "198.51.100.1" }, now);
    for (let tries = 0; tries < 10; tries++) {
      expect(await tryWith("틀린비밀번호예요", noon)).toBeUndefined();
    }
    expect(await reasonOf(tryWith("좋은비밀번호입니다", minutesLater(14)))).toBe("tooManyAttempts");
    expect(await tryWith("좋은비밀번호입니다", minutesLater(15))).toBeDefined();
  });

  it("finds nobody behind an address without account or without password", async () => {
    const password = "아무거나여덟글자";
    expect(await verifySignIn({ email: "nobody@example.com", password, address })).toBeUndefined();
    await db().user.create({ data: { name: "카카오로만", email: "kakao@example.com" } });
    expect(await verifySignIn({ email: "kakao@example.com", password, address })).toBeUndefined();
  });
});

it("counts within the window, together, whatever the time zone", async () => {
  const limit = { key: "test", limit: 3, windowMs: 60_000 };
  await Promise.all([1, 2, 3].map(() => countOne(limit, noon)));
  expect(await isOverLimit(limit, new Date(noon.getTime() + 59_999))).toBe(true);
  expect(await isOverLimit(limit, minutesLater(1))).toBe(false);
  await countOne(limit, minutesLater(1));
  expect(await isOverLimit(limit, minutesLater(1))).toBe(false);
  expect(await db().rateWindow.findUnique({ where: { key: "test" } })).toMatchObject({
    count: 1,
    startedAt: minutesLater(1),
  });
});

describe("a guest who signs in to an account they had before", () => {
  it("brings everything along once, and the further of two lessons stays", async () => {
    const guest = await createGuest({ address });
    const { id: userId } = await signUp(account("old@example.com"), { viewer: undefined, address });
    await completeLesson({ userId, section: 12 }, noon);
    await savePosition({ userId: guest.id, section: 12, position: "later-heading" });
    await completeLesson({ userId: guest.id, section: 13 }, minutesLater(5));
    await answerQuiz(answer(userId, 0), noon);
    await answerQuiz(answer(guest.id, 2), minutesLater(1));
    await db().labSession.create({ data: { ...session, userId: guest.id } });

    await Promise.all([1, 2].map(() => mergeGuest({ guestId: guest.id, userId })));

    const progress = await readProgress(userId);
    expect(progress.lessons).toMatchObject([
      { section: 12, position: "later-heading", completedAt: noon },
      { section: 13, completedAt: minutesLater(5) },
    ]);
    expect(progress.answers).toMatchObject([{ questionId: "who-restarts", choice: 2 }]);
    expect(progress.labs).toMatchObject([{ labId: "run-a-pod" }]);
    expect(await db().user.findUnique({ where: { id: guest.id } })).toBeNull();
  });

  it("never swallows a real account", async () => {
    const [from, to] = await Promise.all(
      ["from@example.com", "to@example.com"].map((email) =>
        signUp(account(email), { viewer: undefined, address }),
      ),
    );
    await mergeGuest({ guestId: from?.id ?? "", userId: to?.id ?? "" });
    expect(await db().user.findUnique({ where: { id: from?.id } })).not.toBeNull();
  });
});

const answer = (userId: string, choice: number) => {
  return { userId, section: 12, questionId: "who-restarts", choice, correct: choice === 2 };
};

const session = {
  kind: "LAB" as const,
  section: 22,
  labId: "run-a-pod",
  preset: "one-node",
  seed: 1,
  engineVersion: "1",
};
