// Where the reader is in a lesson, so that any device can go on there.
import { db } from "@/lib/db/client";

export async function savePosition(place: { userId: string; section: number; position: string }) {
  const { userId, section, position } = place;
  await db().lessonProgress.upsert({
    where: { userId_section: { userId, section } },
    create: { userId, section, position },
    update: { position },
  });
}
