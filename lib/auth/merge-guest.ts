// A guest signs in to an account they had before: what they did moves there, in one transaction, and
// the guest is gone. Where both have something, the further or the later one stays.
import { db, type Transaction } from "@/lib/db/client";

export async function mergeGuest({ guestId, userId }: { guestId: string; userId: string }) {
  if (guestId === userId) return;
  await db().$transaction(async (transaction) => {
    // Locks the row: of two sign-ins at once the second finds no guest any more.
    const guests = await transaction.$queryRaw<{ id: string }[]>`
      SELECT id FROM "User" WHERE id = ${guestId} AND "isGuest" FOR UPDATE`;
    if (guests.length === 0) return;
    await moveLabSessions(transaction, guestId, userId);
    await moveLessonProgress(transaction, guestId, userId);
    await moveQuizAnswers(transaction, guestId, userId);
    await moveEnrollments(transaction, guestId, userId);
    await transaction.user.delete({ where: { id: guestId } });
  });
}

async function moveLabSessions(transaction: Transaction, guestId: string, userId: string) {
  const ours = { userId: guestId };
  await transaction.labSession.updateMany({ where: ours, data: { userId } });
  await transaction.problemReport.updateMany({ where: ours, data: { userId } });
  await transaction.sessionAction.updateMany({
    where: { actorId: guestId },
    data: { actorId: userId },
  });
}

async function moveLessonProgress(transaction: Transaction, guestId: string, userId: string) {
  await transaction.$executeRaw`
    INSERT INTO "LessonProgress" ("userId", section, position, "completedAt", "updatedAt")
    SELECT ${userId}, section, position, "completedAt", "updatedAt"
      FROM "LessonProgress" WHERE "userId" = ${guestId}
    ON CONFLICT ("userId", section) DO UPDATE SET
      position = CASE WHEN EXCLUDED."updatedAt" > "LessonProgress"."updatedAt"
                      THEN EXCLUDED.position ELSE "LessonProgress".position END,
      "completedAt" = LEAST("LessonProgress"."completedAt", EXCLUDED."completedAt"),
      "updatedAt" = GREATEST("LessonProgress"."updatedAt", EXCLUDED."updatedAt")`;
}

async function moveQuizAnswers(transaction: Transaction, guestId: string, userId: string) {
  await transaction.$executeRaw`
    INSERT INTO "QuizAnswer" ("userId", section, "questionId", choice, correct, "answeredAt")
    SELECT ${userId}, section, "questionId", choice, correct, "answeredAt"
      FROM "QuizAnswer" WHERE "userId" = ${guestId}
    ON CONFLICT ("userId", section, "questionId") DO UPDATE SET
      choice = EXCLUDED.choice, correct = EXCLUDED.correct, "answeredAt" = EXCLUDED."answeredAt"
      WHERE EXCLUDED."answeredAt" > "QuizAnswer"."answeredAt"`;
}

async function moveEnrollments(transaction: Transaction, guestId: string, userId: string) {
  // Who is in the cohort already keeps the consent they gave or withdrew as that person.
  await transaction.$executeRaw`
    INSERT INTO "Enrollment" ("userId", "cohortId", role, "joinedAt", "consentToView")
    SELECT ${userId}, "cohortId", role, "joinedAt", "consentToView"
      FROM "Enrollment" WHERE "userId" = ${guestId}
    ON CONFLICT DO NOTHING`;
}
