// The reader says a lesson is done. Saying it again keeps the first time.
import { db } from "@/lib/db/client";

export async function completeLesson(
  lesson: { userId: string; section: number },
  now = new Date(),
) {
  await db().$executeRaw`
    INSERT INTO "LessonProgress" ("userId", section, position, "completedAt", "updatedAt")
    VALUES (${lesson.userId}, ${lesson.section}, '', ${now}, ${now})
    ON CONFLICT ("userId", section) DO UPDATE SET
      "completedAt" = COALESCE("LessonProgress"."completedAt", EXCLUDED."completedAt"),
      "updatedAt" = EXCLUDED."updatedAt"`;
}
