// Which cohorts somebody teaches: the condition every question of an instructor begins with.

import type { Prisma } from "@/generated/prisma/client";
import type { Viewer } from "@/lib/auth/viewer";

export function taughtBy(viewer: Viewer): Prisma.CohortWhereInput {
  if (viewer.role === "ADMIN") return {};
  // An enrolment as instructor counts only for those who (still) are one.
  if (viewer.role !== "INSTRUCTOR") return { id: { in: [] } };
  const asInstructor = { some: { userId: viewer.id, role: "INSTRUCTOR" as const } };
  return { OR: [{ ownerId: viewer.id }, { enrollments: asInstructor }] };
}
